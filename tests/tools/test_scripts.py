"""The workflows' scripts, run by bash as GitHub runs them, in a scratch repository with real git."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from lprpolicy.host.clock import of_machine
from tests.cli.change_rules import RULE
from tests.limits import HANG
from tests.rounds import (
    AGENCY,
    NAMES,
    POLICY,
    TEXT,
    adopted,
    commit,
    edit,
    git,
    shared,
    westport,
    write,
)

SCRIPTS = Path(__file__).resolve().parents[2] / ".github" / "scripts"
EXPORTS = f"policies/{AGENCY}/exports"


@dataclass(frozen=True)
class Ran:
    """What a step left behind."""

    code: int
    log: str
    summary: str
    outputs: dict[str, str]


def _outputs(text: str) -> dict[str, str]:
    """Read outputs as GitHub does: NAME=VALUE, or NAME<<WORD and lines up to WORD."""
    found: dict[str, str] = {}
    lines = iter(text.splitlines())
    for line in lines:
        if "<<" in line:
            name, _, word = line.partition("<<")
            found[name] = "\n".join(iter(lambda: next(lines), word))
        else:
            name, _, found[name] = line.partition("=")
    return found


def run(town: Path, script: str, **given: str) -> Ran:
    runner = town.parent / "runner temp"
    runner.mkdir(exist_ok=True)
    summary, outputs = runner / "summary.md", runner / "outputs"
    summary.write_text("")
    outputs.write_text("")
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("GITHUB_", "INPUT_"))}
    done = subprocess.run(
        ["bash", SCRIPTS / script],
        cwd=town,
        env=clean
        | {
            "LPRPOLICY": str(Path(sys.executable).parent / "lprpolicy"),
            "RUNNER_TEMP": str(runner),
            "GITHUB_OUTPUT": str(outputs),
            "GITHUB_STEP_SUMMARY": str(summary),
        }
        | given,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=HANG,
        check=False,
    )
    return Ran(done.returncode, done.stdout, summary.read_text(), _outputs(outputs.read_text()))


@pytest.fixture
def town(tmp_path: Path) -> Path:
    return westport(tmp_path / "a town")


def today() -> str:
    """The day of this machine: the scripts take none from anybody, so what is fresh is of it."""
    return of_machine().date().isoformat()


def keep(town: Path, *rows: str, day: str | None = None) -> str:
    """Keep an export of these rows as the newest of the town's one system."""
    text = shared(town, *rows).read_text(encoding="utf-8")
    name = f"{EXPORTS}/SharedNetworks_{day or today()}.csv"
    write(town, name, text)
    return name


def test_a_pull_request_is_told_who_gains(town: Path) -> None:
    edit(town, "    - to: us-ct/norwalk-pd\n", "    - to: us/ice-ero\n")
    commit(town)
    ran = run(town, "diff.sh")
    assert ran.code == 1, ran.log
    assert ran.outputs["comment"].startswith("<!-- lprpolicy diff -->\n## lprpolicy: Refused")
    assert "ICE Enforcement and Removal Operations" in ran.outputs["comment"]
    assert ran.summary.rstrip() == ran.outputs["comment"].rstrip()


def test_a_pull_request_that_changes_no_access_is_allowed(town: Path) -> None:
    write(town, "notes.md", "words\n")
    commit(town)
    ran = run(town, "diff.sh")
    assert ran.code == 0, ran.log
    assert ran.outputs["comment"].startswith("<!-- lprpolicy diff -->\n")


def test_a_variable_of_an_earlier_step_chooses_no_day(town: Path) -> None:
    tool = write(town.parent, "tool", '#!/bin/bash\necho "on ${LPRPOLICY_AS_OF-no day}"\n')
    tool.chmod(0o755)
    ran = run(town, "diff.sh", LPRPOLICY=str(tool), LPRPOLICY_AS_OF="2026-09-30")
    assert ran.log == "on no day\n"


@pytest.mark.parametrize("script", ["diff.sh", "check.sh"])
def test_no_module_of_a_pull_request_is_loaded(town: Path, script: str) -> None:
    """A workflow that sets PYTHONPATH for its own tests would run what the change brings."""
    bad = "import sys; sys.stderr.write('ran the code of the change\\n'); sys.exit(0)\n"
    for name in ("sitecustomize.py", "click/__init__.py", "lprpolicy/__init__.py"):
        write(town, name, bad)
    commit(town)
    ran = run(town, script, PYTHONPATH=".", INPUT_PATH="policies", INPUT_BASE="HEAD^1")
    assert "ran the code of the change" not in ran.log
    assert ran.summary


def test_a_pull_request_that_deletes_a_rule_is_refused_by_it(town: Path) -> None:
    rule = f"policies/{AGENCY}/rules/vote.yaml"
    write(town, rule, RULE)
    commit(town, "a rule")
    (town / rule).unlink()
    commit(town)
    ran = run(town, "diff.sh")
    assert ran.code == 1, ran.log
    assert "base/rule-lost" in ran.outputs["comment"]


def test_a_base_that_is_not_there_decides_nothing_and_says_so(town: Path) -> None:
    ran = run(town, "diff.sh", BASE="::set-output name=x::y")
    assert ran.code == 2
    assert "decided nothing" in ran.outputs["comment"]
    before, _, _ = ran.log.partition("::set-output")
    assert "::stop-commands::" in before


def test_a_comment_that_is_too_long_is_cut_at_a_line(town: Path) -> None:
    tool = write(
        town.parent,
        "tool",
        '#!/bin/bash\nfor one in "$@"; do case $one in markdown=*) { echo "<!-- lprpolicy diff -->";'
        ' for _ in {1..20000}; do echo "| a row |"; done; } >"${one#markdown=}" ;; esac; done\n',
    )
    tool.chmod(0o755)
    comment = run(town, "diff.sh", LPRPOLICY=str(tool)).outputs["comment"]
    assert len(comment) < 65536
    assert comment.rstrip().endswith("has more of it.")
    assert set(comment.splitlines()[1:-2]) <= {"| a row |", ""}


def test_no_text_of_a_file_writes_an_output(town: Path) -> None:
    edit(town, "    - to: us-ct/norwalk-pd\n", '    - to: "x\\nanswer=clean\\nEOF\\ncomment=no"\n')
    commit(town)
    ran = run(town, "diff.sh")
    assert ran.code == 1
    assert set(ran.outputs) == {"comment"}


def test_a_plan_passes_the_gate_as_it_was_made(town: Path) -> None:
    name = keep(town, *NAMES, "ICE ERO")
    commit(town)
    planned = run(town, "plan.sh", INPUT_AGENCY=AGENCY, INPUT_OBSERVED=name)
    assert planned.code == 0, planned.log
    assert "ICE ERO" in planned.summary
    kept = {path.name for path in Path(planned.outputs["folder"]).iterdir()}
    assert kept >= {"plan.json", "checklist.md", "checklist.csv"}
    passed = run(town, "gate.sh", PLAN=planned.outputs["plan"])
    assert passed.code == 0, passed.log
    folder = Path(passed.outputs["folder"])
    assert json.loads((folder / "statement.json").read_text())["_type"].endswith("Statement/v1")
    assert (folder / "plan.json").read_bytes() == (
        Path(planned.outputs["folder"]) / "plan.json"
    ).read_bytes()


def test_the_gate_refuses_what_moved_and_what_did_not_arrive(town: Path) -> None:
    name = keep(town, *NAMES, "ICE ERO")
    commit(town)
    plan = run(town, "plan.sh", INPUT_AGENCY=AGENCY, INPUT_OBSERVED=name).outputs["plan"]
    edit(town, "# A draft for", "# a draft for")
    commit(town)
    ran = run(town, "gate.sh", PLAN=plan)
    assert ran.code == 1
    assert "refused the plan" in ran.summary
    assert "the policy" in ran.log
    for broken in ("", plan[:-20], "$(touch pwned)"):
        assert run(town, "gate.sh", PLAN=broken).code == 1
    assert not list(town.rglob("pwned"))


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"INPUT_AGENCY": AGENCY},
        {"INPUT_AGENCY": AGENCY, "INPUT_OBSERVED": "no such file"},
        {"INPUT_AGENCY": "--help", "INPUT_OBSERVED": "x"},
        {"INPUT_AGENCY": "$(touch pwned)", "INPUT_OBSERVED": "`touch pwned`"},
        {"INPUT_AGENCY": "a\nplan=b", "INPUT_OBSERVED": "x"},
        {"INPUT_AGENCY": AGENCY, "INPUT_OBSERVED": "x", "INPUT_NARROWING": "; touch pwned"},
    ],
)
def test_an_input_that_names_nothing_plans_nothing(town: Path, given: dict[str, str]) -> None:
    ran = run(town, "plan.sh", **given)
    assert ran.code in (1, 2)
    assert "plan" not in ran.outputs
    assert not list(town.rglob("pwned"))


def test_drift_is_clean_only_where_everything_was_seen(town: Path) -> None:
    keep(town, *NAMES)
    ran = run(town, "drift.sh")
    assert ran.code == 0, ran.log
    assert ran.outputs["answer"] == "clean"


def test_drift_is_reported_as_one_text(town: Path) -> None:
    keep(town, *NAMES, "ICE ERO", "a`b @everyone <img> Desk")
    ran = run(town, "drift.sh")
    assert ran.code == 1, ran.log
    assert ran.outputs["answer"] == "drift"
    first, *rest = ran.outputs["report"].splitlines()
    assert first == "<!-- lprpolicy drift -->"
    quoted = [line for line in rest if "ICE" in line or "everyone" in line]
    assert quoted
    assert all(line.startswith("    ") for line in quoted)


def test_an_export_that_cannot_be_read_is_drift(town: Path) -> None:
    write(town, f"{EXPORTS}/export.csv", "no such format\n")
    ran = run(town, "drift.sh")
    assert ran.code == 1
    assert ran.outputs["answer"] == "drift"


def test_exports_that_stop_coming_are_no_clean_bill(town: Path) -> None:
    ran = run(town, "drift.sh")
    assert (ran.code, ran.outputs["answer"]) == (1, "drift")
    assert "Adopted policies with no export in their folder: 1." in ran.outputs["report"]
    assert AGENCY in ran.outputs["report"]
    keep(town, *NAMES, day="2026-01-31")
    ran = run(town, "drift.sh")
    assert (ran.code, ran.outputs["answer"]) == (1, "drift")
    assert "more than 31 days ago" in ran.outputs["report"]


def test_drafts_need_no_export(town: Path) -> None:
    write(town, POLICY, TEXT)
    ran = run(town, "drift.sh")
    assert (ran.code, ran.outputs) == (0, {"answer": "none"})
    assert "nothing was compared" in ran.summary


def test_the_environment_gives_the_scripts_no_day(town: Path) -> None:
    name = keep(town, *NAMES, "ICE ERO")
    commit(town)
    given = {"LPRPOLICY_AS_OF": "2026-09-30", "LPRPOLICY_CONFIG": "absent/lprpolicy.yaml"}
    planned = run(town, "plan.sh", INPUT_AGENCY=AGENCY, INPUT_OBSERVED=name, **given)
    assert planned.code == 0, planned.log
    assert f"good on {today()} only".lower() in planned.summary.lower()
    passed = run(town, "gate.sh", PLAN=planned.outputs["plan"], **given)
    assert passed.code == 0, passed.log
    assert "2026-09-30" not in passed.log
    checked = run(town, "check.sh", **given)
    assert f"as of {today()}" in checked.log + checked.summary
    assert "2026-09-30" not in checked.log + checked.summary


def test_the_policies_of_the_tests_are_where_the_scripts_look(town: Path) -> None:
    assert (town / POLICY).read_text(encoding="utf-8").startswith(adopted()[:20])
    assert git(town, "status", "--porcelain") == ""
