"""The whole round with real git: plan, gate, sign, click, verify, lock, drift; and each refusal."""

from __future__ import annotations

import csv
import datetime as dt
import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from lprpolicy.host import ssh
from lprpolicy.repository.plans import fingerprint, read_plan
from lprpolicy.write.plan import json as plan_json
from tests.conftest import Snapshot
from tests.rounds import (
    AGENCY,
    CLOCK,
    LATER,
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


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = westport(tmp_path / "town")
    monkeypatch.chdir(folder)
    return folder


def _steps(town: Path) -> list[tuple[str, str]]:
    plan = json.loads((town / "plan.json").read_text(encoding="utf-8"))
    return [(step["action"], step.get("row", step.get("item"))) for step in plan["steps"]]


def test_a_round_ends_clean_and_the_lock_keeps_it(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert plan(town, *NAMES, "ICE ERO") == 0
    assert _steps(town) == [("remove", "ICE ERO")]
    commit(town, "the export")
    assert run(["gate", "plan.json"]) == 0
    done = shared(town, *NAMES, day="2026-11-29")
    assert run(["verify", "plan.json", "--observed", str(done), LATER, "--lock"]) == 0
    commit(town, "verified")
    assert run(["check", "policies", LATER]) == 0
    assert run(["drift", AGENCY, "--observed", str(done), LATER]) == 0
    assert "No drift in what the exports show" in capsys.readouterr().out


def test_a_plan_takes_away_before_it_lets_in(town: Path) -> None:
    assert plan(town, *NAMES[1:], "ICE ERO", "Inactive Oak Traffic Desk") == 0
    assert _steps(town) == [
        ("remove", "ICE ERO"),
        ("remove", "Inactive Oak Traffic Desk"),
        ("add", "Fairfield Police Department"),
    ]
    text = (town / "plan.json").read_text(encoding="utf-8")
    assert json.loads(text)["schema"] == "lprpolicy/plan/v1"


def test_what_operators_see(
    town: Path, capsys: pytest.CaptureFixture[str], snapshot: Snapshot
) -> None:
    rows = (*NAMES[1:], "ICE ERO", "Inactive Oak Traffic Desk", "=1+1 Desk")
    for name, file in {"text": "txt", "markdown": "md", "csv": "csv"}.items():
        capsys.readouterr()
        assert plan(town, *rows, more=("--format", name)) == 0
        print_ = json.loads((town / "plan.json").read_text())["fingerprint"]
        snapshot(f"plan.{file}", capsys.readouterr().out.replace(print_, "0" * 64))


def test_no_cell_of_the_checklist_is_a_formula(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert plan(town, *NAMES, "=1+1 Desk", "@sum Desk", more=("--format", "csv")) == 0
    for row in csv.reader(capsys.readouterr().out.splitlines()):
        assert all(cell[:1] not in ("=", "+", "-", "@") for cell in row)


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        ("status: adopted", "status: superseded", "only an adopted one lets anybody in"),
        ("effective: 2026-11-15", "effective: 2026-12-15", "takes effect only on 2026-12-15"),
        ("  reads: 14 days", "  reads: 90 days", "the rules refuse the policy"),
    ],
)
def test_nobody_is_let_in_that_the_rules_refuse_and_taking_away_never_waits(
    town: Path, capsys: pytest.CaptureFixture[str], before: str, after: str, why: str
) -> None:
    edit(town, before, after)
    assert plan(town, *NAMES[1:], "ICE ERO") == 1
    captured = capsys.readouterr()
    assert why in captured.err
    assert "no plan was written" in captured.err
    assert not (town / "plan.json").exists()
    assert plan(town, *NAMES[1:], "ICE ERO", more=("--narrowing",)) == 0
    assert _steps(town) == [("remove", "ICE ERO")]
    commit(town, "narrowing")
    assert run(["gate", "plan.json"]) == 0


def _moves(town: Path, what: str) -> dt.datetime:
    """Change one thing after the plan was made; gives the moment at which the gate is asked."""
    if what == "the policy":
        edit(town, "# A draft for", "# a draft for")
    elif what == "the town's rules":
        write(town, "policies/lprpolicy.yaml", "schema: lprpolicy/config/v1\nstrict: true\n")
    elif what == "the directory":
        edit(town, "# No entries", "# no entries", "policies/directory/us-ct.yaml")
    elif what == "the export":
        file = town / "policies/exports/SharedNetworks_2026-11-20.csv"
        file.write_bytes(file.read_bytes() + b'"One More",,Westport\n')
    elif what == "the day":
        return CLOCK + dt.timedelta(days=1)
    return CLOCK


@pytest.mark.parametrize(
    "what", ["the policy", "the town's rules", "the directory", "the export", "the day"]
)
def test_the_gate_says_what_moved(
    town: Path, capsys: pytest.CaptureFixture[str], what: str
) -> None:
    assert plan(town, *NAMES, "ICE ERO") == 0
    clock = _moves(town, what)
    commit(town, "moved")
    assert run(["gate", "plan.json"], clock=clock) == 1
    error = capsys.readouterr().err
    assert f"\n  {what}" in error
    assert "nothing may be applied" in error


def test_a_plan_made_under_other_law_does_not_pass(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert plan(town, *NAMES, "ICE ERO") == 0
    commit(town)
    made = read_plan(town / "plan.json")
    inputs = made.inputs.model_copy(update={"law": "f" * 64})
    other = made.model_copy(update={"inputs": inputs})
    other = other.model_copy(update={"fingerprint": fingerprint(other)})
    write(town, "plan.json", plan_json.write(other))
    assert run(["gate", "plan.json"]) == 1
    assert "the law: the packs of rules" in capsys.readouterr().err


def test_what_is_not_committed_is_not_what_the_gate_reads(town: Path) -> None:
    assert plan(town, *NAMES, "ICE ERO") == 0
    commit(town)
    edit(town, "# A draft for", "# a draft for")
    assert run(["gate", "plan.json"]) == 0


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('"action": "remove"', '"action": "close"'),
        ("ICE ERO", "ICE  ERO"),
        ('"decision": "allow"', '"decision": "refuse"'),
        ('"scope": "all"', '"scope": "narrowing"'),
        ("\n}\n", "\n}\n\n"),
        ("{", "[", ),
        ('"withheld": 0', '"withheld": "0"'),
    ],
)  # fmt: skip
def test_a_plan_that_was_touched_is_refused(
    town: Path, capsys: pytest.CaptureFixture[str], before: str, after: str
) -> None:
    assert plan(town, *NAMES, "ICE ERO") == 0
    commit(town)
    text = (town / "plan.json").read_text(encoding="utf-8")
    assert before in text
    write(town, "plan.json", text.replace(before, after, 1))
    assert run(["gate", "plan.json"]) == 1
    assert "lprpolicy plan" in capsys.readouterr().err


def test_there_is_no_way_to_force_the_gate(town: Path) -> None:
    assert run(["gate", "plan.json", "--force"]) == 2


def test_an_export_that_is_kept_elsewhere_is_given_again(
    town: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    elsewhere = write(
        tmp_path, "SharedNetworks_2026-11-20.csv", shared(town, *NAMES, "ICE ERO").read_text()
    )
    assert run(["plan", AGENCY, "--observed", str(elsewhere), "--out", "plan.json"]) == 0
    assert str(tmp_path) not in (town / "plan.json").read_text(encoding="utf-8")
    assert run(["gate", "plan.json"]) == 1
    assert "does not say where this export is kept" in capsys.readouterr().err
    other = write(tmp_path, "renamed.csv", elsewhere.read_text(encoding="utf-8"))
    assert run(["gate", "plan.json", "--observed", str(other)]) == 0


def _key(folder: Path, name: str) -> Path:
    subprocess.run(
        ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", str(folder / name)],
        check=True,
    )
    return folder / name


def _signed(town: Path, tmp_path: Path) -> tuple[list[str], Path]:
    assert plan(town, *NAMES, "ICE ERO") == 0
    commit(town)
    key = _key(tmp_path, "records")
    public = key.with_suffix(".pub").read_text().split()
    allowed = write(tmp_path, "allowed", f"records@example.org {public[0]} {public[1]}\n")
    assert run(["gate", "plan.json", "--out", "said.json", "--sign", str(key)]) == 0
    check = ["gate", "plan.json", "--verify", "said.json", "--allowed-signers", str(allowed)]
    return [*check, "--signer", "records@example.org"], key


def test_a_signed_statement_is_good_for_its_plan_and_names_its_commit(
    town: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    verify, _ = _signed(town, tmp_path)
    assert run(verify) == 0
    assert git(town, "rev-parse", "HEAD")[:12] in capsys.readouterr().out
    said: Any = json.loads((town / "said.json").read_text(encoding="utf-8"))
    assert said["_type"] == "https://in-toto.io/Statement/v1"
    assert said["predicate"]["verificationResult"] == "PASSED"
    assert said["predicate"]["policy"]["digest"]["gitCommit"] == git(town, "rev-parse", "HEAD")


def test_a_statement_that_was_touched_or_signed_by_another_is_refused(
    town: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    verify, _ = _signed(town, tmp_path)
    text = (town / "said.json").read_text(encoding="utf-8")
    write(town, "said.json", text.replace('"refuse"', '"allow"').replace("PASSED", "passed"))
    assert run(verify) == 1
    assert "no allowed key" in capsys.readouterr().err
    stranger = _key(tmp_path, "stranger")
    again = ["gate", "plan.json", "--out", "said.json", "--sign", str(stranger)]
    assert run(again) == 0
    assert run(verify) == 1


def test_a_statement_about_another_plan_is_refused(
    town: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    verify, _ = _signed(town, tmp_path)
    assert plan(town, *NAMES, "ICE ERO", "CBP - NTC") == 0
    assert run(verify) == 1
    assert "about another plan" in capsys.readouterr().err


@pytest.mark.parametrize(
    "predicate", ['{"lprpolicy": []}', '{"verifier": {"version": 1}}', '{"lprpolicy": {}}', "[1]"]
)
def test_a_signed_statement_of_another_shape_is_refused(
    predicate: str, town: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    verify, key = _signed(town, tmp_path)
    said = json.loads((town / "said.json").read_text(encoding="utf-8"))
    said["predicate"] = json.loads(predicate)
    text = json.dumps(said)
    write(town, "said.json", text)
    write(town, "said.json.sig", ssh.sign(text.encode(), key))
    assert run(verify) == 1
    assert "does not say where and when it was issued" in capsys.readouterr().err


def test_an_unsigned_statement_proves_nothing(town: Path) -> None:
    assert run(["gate", "plan.json", "--verify", "said.json"]) == 2
