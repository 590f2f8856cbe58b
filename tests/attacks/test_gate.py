"""Attacks on the gate: a day that is not today, a commit or a plan that somebody picked.

Each came out green for the attacker before.
"""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from lprpolicy.host import git_place
from lprpolicy.repository.exports import Export
from lprpolicy.repository.plans import fingerprint, read_plan
from lprpolicy.repository.revisions import at_revision
from lprpolicy.repository.tip import repository_at
from lprpolicy.tasks.plan import PlanInputs, make
from lprpolicy.write.plan import json as plan_json
from tests.rounds import (
    AGENCY,
    CLOCK,
    HEADER,
    NAMES,
    commit,
    edit,
    git,
    plan,
    run,
    shared,
    westport,
    write,
)

ICE = "    - to: us/ice\n"
NORWALK = "    - to: us-ct/norwalk-pd\n"
IN_SEPTEMBER = dt.datetime(2026, 9, 30, 12, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = westport(tmp_path / "town")
    monkeypatch.chdir(folder)
    return folder


def _with_ice(town: Path) -> None:
    """A policy that the law allowed in September and refuses since October.

    Its directory rests on sources of before September too.
    """
    text = (town / f"policies/{AGENCY}/policy.yaml").read_text(encoding="utf-8")
    text = text.replace(NORWALK, ICE).replace("2026-11-10", "2026-08-10")
    text = text.replace("effective: 2026-11-15", "effective: 2026-08-15")
    write(town, f"policies/{AGENCY}/policy.yaml", text.replace("on: 2026-11-12", "on: 2026-08-12"))
    for file in (town / "policies/directory").iterdir():
        read = file.read_text(encoding="utf-8").replace("on: 2026-11-22", "on: 2026-08-01")
        file.write_text(read, encoding="utf-8")


# A day that is not today.


def test_the_gate_takes_no_day(town: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert plan(town, *NAMES, "ICE ERO") == 0
    commit(town)
    assert run(["gate", "plan.json", "--as-of", "2026-11-22"]) == 2
    assert "--as-of" in capsys.readouterr().err


def test_a_plan_for_another_day_says_so_and_no_gate_passes_it(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert plan(town, *NAMES, "ICE ERO", more=("--as-of", "2026-11-21")) == 0
    assert json.loads((town / "plan.json").read_text())["what_if"] is True
    assert "what if" in capsys.readouterr().out.lower()
    commit(town)
    for clock in (CLOCK, CLOCK - DAY):
        assert run(["gate", "plan.json"], clock=clock) == 1
        assert "it was made on another day" in capsys.readouterr().err


def test_a_day_in_the_environment_makes_a_plan_that_no_gate_passes(
    town: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LPRPOLICY_AS_OF", "2026-09-30")
    assert plan(town, *NAMES[1:], "ICE ERO", more=("--narrowing",)) == 0
    assert json.loads((town / "plan.json").read_text())["what_if"] is True
    commit(town)
    assert run(["gate", "plan.json"]) == 1


def test_the_environment_gives_the_gate_no_day(
    town: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert plan(town, *NAMES, "ICE ERO") == 0
    commit(town)
    monkeypatch.setenv("LPRPOLICY_AS_OF", "2026-11-22")
    assert run(["gate", "plan.json"], clock=CLOCK + DAY) == 1
    error = capsys.readouterr().err
    assert "LPRPOLICY_AS_OF is set, and does not count here" in error
    assert "the day: the plan is good on 2026-11-22 only, and this is 2026-11-23" in error


def test_no_settings_of_the_environment_count_at_the_gate(
    town: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert plan(town, *NAMES, "ICE ERO") == 0
    commit(town)
    soft = write(tmp_path, "soft/lprpolicy.yaml", "schema: lprpolicy/config/v1\n")
    monkeypatch.setenv("LPRPOLICY_CONFIG", str(soft))
    assert run(["gate", "plan.json"]) == 0
    assert "LPRPOLICY_CONFIG is set, and does not count here" in capsys.readouterr().err


def test_a_plan_that_was_lawful_in_september_does_not_pass_in_november(
    town: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _with_ice(town)
    lines = [HEADER, *(f'"{row}",,Westport CT PD' for row in NAMES if "Norwalk" not in row)]
    kept = write(town, "policies/exports/SharedNetworks_2026-09-29.csv", "\n".join(lines) + "\n")
    asked = ["plan", AGENCY, "--observed", str(kept), "--out", "plan.json"]
    assert run(asked, clock=IN_SEPTEMBER) == 0
    assert "(us/ice)" in capsys.readouterr().out
    commit(town)
    assert run(["gate", "plan.json"], clock=IN_SEPTEMBER) == 0
    monkeypatch.setenv("LPRPOLICY_AS_OF", "2026-09-30")
    assert run(["gate", "plan.json"]) == 1
    assert "the day: the plan is good on 2026-09-30 only" in capsys.readouterr().err


@pytest.mark.parametrize("asked", ["bash_source", "zsh_source", "bash_complete"])
@pytest.mark.parametrize("command", [["gate", "plan.json"], ["check", "policies"], ["policies"]])
def test_a_variable_of_a_shell_ends_no_run_with_yes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: str, command: list[str]
) -> None:
    """It printed what completes commands, and gave 0, whatever was to be judged."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("_LPRPOLICY_COMPLETE", asked)
    monkeypatch.setenv("COMP_WORDS", "lprpolicy ")
    monkeypatch.setenv("COMP_CWORD", "1")
    assert run(command) in (1, 2)


# A commit that is not what the protected branch says now.


def test_no_commit_but_the_tip_passes(town: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert plan(town, *NAMES, "ICE ERO") == 0
    old = commit(town)
    edit(town, NORWALK, "    - to: us-ct/darien-pd\n")
    commit(town)
    for name in ("HEAD~1", old):
        assert run(["gate", "plan.json", "--commit", name]) == 1
        assert "main is at" in capsys.readouterr().err


def test_an_old_commit_that_is_checked_out_is_not_the_tip(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert plan(town, *NAMES, "ICE ERO") == 0
    old = commit(town)
    edit(town, NORWALK, "    - to: us-ct/darien-pd\n")
    commit(town)
    git(town, "checkout", "--quiet", "--detach", old)
    assert run(["gate", "plan.json"]) == 1
    assert "no branch is checked out" in capsys.readouterr().err
    git(town, "switch", "--quiet", "--create", "older")
    assert run(["gate", "plan.json"]) == 1
    assert "the protected one is main" in capsys.readouterr().err


def test_a_clone_that_is_behind_or_ahead_of_origin_is_not_the_tip(
    town: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert plan(town, *NAMES, "ICE ERO") == 0
    commit(town)
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", str(town), str(clone))
    gate = ["gate", str(clone / "plan.json"), "--in", str(clone)]
    assert run(gate) == 0
    edit(town, NORWALK, "    - to: us-ct/darien-pd\n")
    commit(town)
    git(clone, "fetch", "--quiet")
    assert run(gate) == 1
    assert "at origin" in capsys.readouterr().err
    git(clone, "merge", "--quiet", "--ff-only", "origin/main")
    commit(clone, "what nobody reviewed")
    assert run(gate) == 1
    assert "at origin" in capsys.readouterr().err


def test_the_protected_branch_is_the_default_of_origin_whatever_its_name(tmp_path: Path) -> None:
    origin, clone = tmp_path / "origin", tmp_path / "clone"
    git(tmp_path, "init", "--quiet", "--initial-branch=trunk", str(origin))
    commit(origin)
    git(origin, "branch", "main")
    git(tmp_path, "clone", "--quiet", str(origin), str(clone))
    git(clone, "switch", "--quiet", "main")
    found = git_place.branch(clone)
    assert found is not None
    assert (found.name, found.protected) == ("main", "trunk")


def test_a_shallow_clone_cannot_say_which_repository_it_is(
    town: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert plan(town, *NAMES, "ICE ERO") == 0
    commit(town)
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", "--depth", "1", f"file://{town}", str(clone))
    assert run(["gate", str(clone / "plan.json"), "--in", str(clone)]) == 1
    assert "fetch-depth: 0" in capsys.readouterr().err


def test_a_plan_whose_steps_were_taken_out_is_not_what_the_inputs_give(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert plan(town, *NAMES, "ICE ERO") == 0
    commit(town)
    emptied = read_plan(town / "plan.json").model_copy(update={"steps": ()})
    emptied = emptied.model_copy(update={"fingerprint": fingerprint(emptied)})
    write(town, "plan.json", plan_json.write(emptied))
    assert run(["gate", "plan.json"]) == 1
    assert "the steps: they are not what these inputs give" in capsys.readouterr().err


def test_a_plan_that_the_rules_refuse_does_not_pass_because_somebody_wrote_it(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`plan` writes none; the same bytes made in another way are no better."""
    edit(town, NORWALK, ICE)
    export = shared(town, *NAMES, "ICE ERO")
    commit(town)
    folder = town / "policies"
    files = at_revision("HEAD", folder).tree
    exports = (Export(export.name, export.read_bytes(), export),)
    inputs = PlanInputs(AGENCY, exports, CLOCK.date(), repository=repository_at(folder))
    made = make(files, inputs, folder)
    assert made.refused
    write(town, "plan.json", plan_json.write(made.plan))
    assert run(["gate", "plan.json", "--observed", str(export)]) == 1
    assert "the plan would let somebody in, and" in capsys.readouterr().err
