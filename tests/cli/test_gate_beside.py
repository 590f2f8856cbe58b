"""`lprpolicy gate plan.json`, as the README has it: the export lies beside the plan."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from lprpolicy.host.clock import of_machine
from lprpolicy.repository.plans import read_plan_bytes
from lprpolicy.tasks.gate import GateRefused, find_export
from tests.rounds import AGENCY, NAMES, run, shared, westport


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = westport(tmp_path / "town")
    exported = shared(made, *NAMES)
    shutil.copyfile(exported, made / "report.csv")
    shutil.rmtree(made / "exports")
    monkeypatch.chdir(made)
    for name in ("LPRPOLICY_AS_OF", "LPRPOLICY_CACHE", "LPRPOLICY_CONFIG", "LPRPOLICY_DATA"):
        monkeypatch.delenv(name, raising=False)
    planned = ["plan", AGENCY, "--observed", "report.csv", "--out", "plan.json"]
    assert run(planned, clock=of_machine()) == 0
    return made


def test_the_export_beside_the_plan_is_taken(town: Path) -> None:
    assert run(["gate", "plan.json"], clock=of_machine()) == 0


def test_another_file_of_that_name_is_not(town: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (town / "report.csv").open("a") as file:
        file.write("ICE ERO,,\n")
    assert run(["gate", "plan.json"], clock=of_machine()) == 1
    assert "does not say where this export is kept" in capsys.readouterr().err


def test_a_plan_whose_export_is_a_path_leads_nowhere(town: Path) -> None:
    (one,) = read_plan_bytes(town / "plan.json")[0].inputs.observed
    assert find_export(one, town, town).raw == (town / "report.csv").read_bytes()
    (town / "report.csv").rename(town.parent / "report.csv")
    elsewhere = one.model_copy(update={"document": "../report.csv"})
    with pytest.raises(GateRefused, match="does not say where"):
        find_export(elsewhere, town, town)
