"""The GitHub action's script, run by bash as GitHub runs it: one run, told in every way."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from ruamel.yaml import YAML

from lprpolicy.audit.groups_file import to_json
from lprpolicy.evaluate.searches.opening import group_logs
from lprpolicy.evaluate.searches.options import LogOptions
from tests.audit.logs import ORGANIZATION, changed, written
from tests.limits import HANG
from tests.rounds import commit

PROGRAM = f"""#!{sys.executable}
import sys
from lprpolicy.cli.run import run
command, *rest = sys.argv[1:]
sys.exit(run([command, "--as-of=2026-12-01", *rest]))
"""
"""The program, to which the day is December 1, 2026: the drafts are not lawful on every other day."""
PLATES = "us-ct/westport-pd/policy.yaml"


@dataclass(frozen=True)
class Ran:
    """What a step left behind."""

    code: int
    log: str
    summary: str
    outputs: dict[str, str]


@dataclass(frozen=True)
class Step:
    """The last step of action.yml, with a checked-out repository to run it in."""

    root: Path
    workspace: Path
    runner: Path

    def run(self, variables: Mapping[str, str] = MappingProxyType({}), **given: str) -> Ran:
        summary, outputs = self.runner / "summary.md", self.runner / "outputs"
        summary.write_text("# Earlier steps\n\n")
        outputs.write_text("")
        step = _action(self.root)["runs"]["steps"][-1]
        inputs = {name: one.get("default", "") for name, one in _inputs(self.root).items()} | given
        environment = {
            name: inputs[value.removeprefix("${{ inputs.").partition(" ")[0]]
            for name, value in step["env"].items()
        }
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step["run"]],
            cwd=self.workspace,
            env=_outside()
            | dict(variables)
            | environment
            | {
                "GITHUB_ACTION_PATH": str(self.root),
                "GITHUB_OUTPUT": str(outputs),
                "GITHUB_STEP_SUMMARY": str(summary),
                "RUNNER_TEMP": str(self.runner),
            },
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=HANG,
            check=False,
        )
        pairs = (line.partition("=") for line in outputs.read_text().splitlines())
        return Ran(
            done.returncode,
            done.stdout.decode(),
            summary.read_text(),
            {name: value for name, _, value in pairs},
        )


def _outside() -> dict[str, str]:
    """The environment without what would choose a day, a file or an output for the script."""
    ours = ("LPRPOLICY", "GITHUB_", "RUNNER_", "INPUT_")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}


def _action(root: Path) -> Any:
    return YAML(typ="safe").load(root / "action.yml")


def _inputs(root: Path) -> dict[str, Any]:
    inputs: dict[str, Any] = _action(root)["inputs"]
    return inputs


@pytest.fixture
def step(root: Path, tmp_path: Path) -> Step:
    """A checked-out repository with one adopted town, and the place where the tool is installed."""
    workspace, runner = tmp_path / "work space", tmp_path / "runner temp"
    (runner / "lprpolicy-venv" / "bin").mkdir(parents=True)
    program = runner / "lprpolicy-venv" / "bin" / "lprpolicy"
    program.write_text(PROGRAM)
    program.chmod(0o755)
    _town(root, workspace / "policies")
    subprocess.run(["git", "init", "--quiet", workspace], check=True)
    return Step(root, workspace, runner)


def _town(root: Path, folder: Path) -> None:
    """Westport's draft, its own rule and the directory, as this repository has them."""
    for name in (
        "lprpolicy.yaml",
        "directory/us-ct.yaml",
        "directory/neighbours.yaml",
        PLATES,
        "us-ct/westport-pd/rules/no-demographic-fields.yaml",
    ):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes((root / "policies" / name).read_bytes())


def _grant_ice(policy: Path) -> None:
    text = policy.read_text()
    assert "    - to: us-ct/norwalk-pd\n" in text
    policy.write_text(text.replace("    - to: us-ct/norwalk-pd\n", "    - to: us/ice\n"))


def test_an_allowed_repository_passes_and_says_so_everywhere(step: Step) -> None:
    ran = step.run()
    assert ran.code == 0, ran.log
    assert ran.outputs["decision"] == "allow"
    assert ran.log.rstrip().endswith("Allowed.")
    assert ran.summary.startswith("# Earlier steps\n")
    assert len(ran.summary) > len("# Earlier steps\n\n")


def test_a_refusal_is_annotated_summarised_written_and_passed_through(step: Step) -> None:
    _grant_ice(step.workspace / "policies" / PLATES)
    ran = step.run()
    assert ran.code == 1, ran.log
    assert f"::error file=policies/{PLATES},line=" in ran.log
    assert "us-ct/no-federal-immigration-grants" in ran.log
    assert "no-federal-immigration-grants" in ran.summary
    assert ran.outputs["decision"] == "refuse"
    sarif = json.loads(Path(ran.outputs["sarif"]).read_text())
    results = sarif["runs"][0]["results"]
    assert "us-ct/no-federal-immigration-grants" in {result["ruleId"] for result in results}
    report = json.loads(Path(ran.outputs["json"]).read_text())
    assert report["decision"] == "refuse"


def test_the_path_and_the_sarif_file_may_hold_blanks(step: Step) -> None:
    (step.workspace / "policies").rename(step.workspace / "our policies")
    ran = step.run(path="our policies", **{"sarif-file": "a report.sarif"})
    assert ran.code == 0, ran.log
    assert ran.outputs["sarif"] == "a report.sarif"
    assert json.loads((step.workspace / "a report.sarif").read_text())["version"] == "2.1.0"


def test_strict_refuses_what_is_only_advised(step: Step) -> None:
    assert step.run(strict="true").code == 1
    assert step.run(strict="false").code == 0


def test_an_unknown_word_for_strict_is_bad_usage(step: Step) -> None:
    ran = step.run(strict="yes")
    assert ran.code == 2
    assert ran.outputs == {"decision": "none", "sarif": "", "json": ""}


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"path": "no such folder"}, 2),
        ({"path": "empty"}, 3),
        ({"base": "nowhere"}, 2),
        ({"path": "-"}, 2),
        ({"path": "--help"}, 2),
    ],
)
def test_what_decides_nothing_fails_with_its_own_code(
    step: Step, given: dict[str, str], code: int
) -> None:
    (step.workspace / "empty").mkdir()
    ran = step.run(**given)
    assert ran.code == code, ran.log
    assert ran.outputs == {"decision": "none", "sarif": "", "json": ""}
    assert "nothing was decided" in ran.log
    assert "decided nothing" in ran.summary


@pytest.mark.parametrize(
    "hostile",
    [
        "$(touch pwned)",
        "`touch pwned`",
        "'; touch pwned; '",
        '"; touch pwned; "',
        "--format=sarif=pwned",
        "x && touch pwned",
    ],
)
@pytest.mark.parametrize("name", ["path", "base", "sarif-file", "strict", "searches"])
def test_an_input_is_an_argument_and_never_a_command(step: Step, name: str, hostile: str) -> None:
    step.run(**{name: hostile})
    assert not list(step.workspace.rglob("pwned"))


@pytest.mark.parametrize("name", ["path", "sarif-file"])
def test_an_input_cannot_write_an_output_of_its_own(step: Step, name: str) -> None:
    ran = step.run(**{name: "policies\ndecision=allow"})
    assert ran.code == 2
    assert ran.outputs["decision"] == "none"


def test_a_hostile_branch_is_never_looked_at(step: Step) -> None:
    branch = "refs/heads/a$(touch${IFS}pwned);`touch${IFS}pwned`"
    script = (step.root / ".github" / "scripts" / "check.sh").read_text()
    assert "GITHUB_HEAD_REF" not in script
    subprocess.run(["git", "symbolic-ref", "HEAD", branch], cwd=step.workspace, check=False)
    assert step.run().code == 0
    assert not list(step.workspace.rglob("pwned"))


def _committed(step: Step) -> str:
    return commit(step.workspace, "the base")


def test_a_rule_that_the_change_deletes_still_refuses(step: Step) -> None:
    base = _committed(step)
    (step.workspace / "policies/us-ct/westport-pd/rules/no-demographic-fields.yaml").unlink()
    assert step.run().code == 0
    ran = step.run(base=base)
    assert ran.code == 1, ran.log
    assert "base/rule-lost" in ran.log
    assert ran.outputs["decision"] == "refuse"


def test_a_branch_that_is_new_has_no_base(step: Step) -> None:
    ran = step.run(base="0" * 40)
    assert ran.code == 0, ran.log
    assert "without a base" in ran.summary


def test_a_base_that_was_not_fetched_decides_nothing(step: Step) -> None:
    _committed(step)
    ran = step.run(base="1" * 40)
    assert ran.code == 2, ran.log
    assert ran.outputs["decision"] == "none"


def _searches(step: Step) -> Path:
    """The groups file of a log: Norwalk's 30 searches, and Darien's 20."""
    names = ["Norwalk CT PD"] * 30 + ["Darien CT PD"] * 20
    rows = [
        changed(ID=f"s{number}", OrgName=name, SearchTime="11/20/2026, 03:15:00 PM UTC")
        for number, name in enumerate(names)
    ]
    found, _ = group_logs(
        [written(step.runner, ORGANIZATION, *rows)],
        LogOptions(zone="America/New_York", state="us-ct", agency="us-ct/westport-pd"),
    )
    path = step.runner / "october.groups.json"
    path.write_text(to_json(found))
    return path


def test_the_summary_says_what_the_change_would_have_made_of_searches(step: Step) -> None:
    groups, base = _searches(step), _committed(step)
    policy = step.workspace / "policies" / PLATES
    norwalk, darien = "    - to: us-ct/norwalk-pd\n", "    - to: us-ct/darien-pd\n"
    policy.write_text(policy.read_text().replace(norwalk, darien))
    commit(step.workspace, "the change")
    ran = step.run(base=base, searches=f"\nus-ct/westport-pd={groups}\n")
    assert ran.outputs["decision"] != "none", ran.log
    assert "What the change would have made" in ran.summary
    assert "Norwalk Police Department" in ran.summary.partition("would have made")[2]


@pytest.mark.parametrize("searches", ["no agency", "us-ct/westport-pd=not there.json"])
def test_searches_that_cannot_be_read_decide_nothing(step: Step, searches: str) -> None:
    ran = step.run(base=_committed(step), searches=searches)
    assert ran.code == 2, ran.log
    assert ran.outputs["decision"] == "none"
    assert "the searches could not be compared" in ran.log


def test_searches_are_compared_with_a_base_alone(step: Step) -> None:
    ran = step.run(searches="us-ct/westport-pd=october.groups.json")
    assert (ran.code, ran.outputs["decision"]) == (2, "none")
    assert "there is none" in ran.log


def test_a_workflow_cannot_turn_back_the_day(step: Step) -> None:
    """The law lets no immigration agency in since October 1."""
    _grant_ice(step.workspace / "policies" / PLATES)
    assert "as-of" not in _inputs(step.root)
    tool = step.runner / "lprpolicy-venv" / "bin" / "lprpolicy"
    tool.unlink()
    tool.symlink_to(Path(sys.executable).parent / "lprpolicy")
    early = {"INPUT_AS_OF": "2026-09-30", "LPRPOLICY_AS_OF": "2026-09-30"}
    ran = step.run(variables=early)
    assert ran.code == 1, ran.log
    assert "us-ct/no-federal-immigration-grants" in ran.log


@pytest.mark.parametrize("name", ["AS_OF", "CONFIG", "CACHE", "DATA"])
def test_no_variable_chooses_what_a_verdict_rests_on(step: Step, name: str) -> None:
    tool = step.runner / "lprpolicy-venv" / "bin" / "lprpolicy"
    tool.unlink()
    tool.write_text(f'#!/bin/bash\necho "${{LPRPOLICY_{name}-it is not set}}"\n')
    tool.chmod(0o755)
    ran = step.run(variables={f"LPRPOLICY_{name}": "something"})
    assert ran.log == "it is not set\n"


def test_words_of_a_file_start_no_workflow_command(step: Step) -> None:
    policy = step.workspace / "policies" / PLATES
    text = policy.read_text()
    hostile = '"\\n::set-output name=decision::allow\\n::error::mine"'
    policy.write_text(text.replace("    - to: us-ct/norwalk-pd\n", f"    - to: {hostile}\n"))
    ran = step.run()
    assert ran.code == 1, ran.log
    starts = {line.split()[0] for line in ran.log.splitlines() if line.lstrip().startswith("::")}
    assert starts <= {"::error", "::warning", "::notice"}
    assert ran.outputs["decision"] == "refuse"


def test_words_of_an_error_start_no_workflow_command(step: Step) -> None:
    ran = step.run(path="::add-mask::a")
    lines = ran.log.splitlines()
    quoted = next(n for n, line in enumerate(lines) if "::add-mask::a" in line)
    stopped = next(n for n, line in enumerate(lines) if line.startswith("::stop-commands::"))
    word = lines[stopped].removeprefix("::stop-commands::")
    assert stopped < quoted < lines.index(f"::{word}::")


def test_a_report_that_is_too_long_for_a_summary_is_cut_at_a_line(step: Step) -> None:
    tool = step.runner / "lprpolicy-venv" / "bin" / "lprpolicy"
    tool.unlink()
    tool.write_text(
        "#!/bin/bash\n"
        'for one in "$@"; do case $one in markdown=*) for _ in {1..120000}; do '
        'echo "| a row |"; done >"${one#markdown=}" ;; esac; done\n'
    )
    tool.chmod(0o755)
    ran = step.run()
    assert ran.code == 0, ran.log
    assert len(ran.summary) < 1024 * 1024
    cut, *_, last = ran.summary.rstrip().rsplit("\n", 3)
    assert cut.endswith("| a row |")
    assert last.endswith("The JSON report has all of it.")
