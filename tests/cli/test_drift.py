"""`lprpolicy verify` and `drift`: done or not, who moved, and what nobody can tell."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Snapshot
from tests.rounds import AGENCY, LATER, NAMES, edit, plan, run, shared, westport, write


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = westport(tmp_path / "town")
    monkeypatch.chdir(folder)
    return folder


def test_verify_tells_done_from_not_done_from_more(
    town: Path, capsys: pytest.CaptureFixture[str], snapshot: Snapshot
) -> None:
    assert plan(town, *NAMES, "ICE ERO", "CBP - NTC") == 0
    capsys.readouterr()
    more = shared(town, *NAMES, "CBP - NTC", "Elm Traffic Desk", day="2026-11-29")
    assert run(["verify", "plan.json", "--observed", str(more), LATER, "--lock"]) == 1
    snapshot("verify.txt", capsys.readouterr().out)
    assert not (town / f"policies/{AGENCY}/verified.json").exists()


@pytest.mark.parametrize(
    ("day", "says"),
    [
        ("2026-11-21", "before the plan of 2026-11-22"),
        ("2026-12-21", "a day that is still to come"),
        ("undated", "it prints no day"),
    ],
)
def test_an_export_of_another_day_proves_nothing(
    town: Path, capsys: pytest.CaptureFixture[str], day: str, says: str
) -> None:
    assert plan(town, *NAMES, "ICE ERO") == 0
    done = shared(town, *NAMES, day=day)
    assert run(["verify", "plan.json", "--observed", str(done), LATER]) == 1
    out = capsys.readouterr().out
    assert says in out
    assert "Not enough information" in out


def test_a_plan_of_another_policy_is_not_verified(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert plan(town, *NAMES, "ICE ERO") == 0
    edit(town, "  reads: 14 days", "  reads: 7 days")
    done = shared(town, *NAMES, day="2026-11-29")
    assert run(["verify", "plan.json", "--observed", str(done), LATER]) == 1
    assert "is not the one that was planned from" in capsys.readouterr().err


def _locked(town: Path) -> None:
    assert plan(town, *NAMES, "ICE ERO") == 0
    done = shared(town, *NAMES, day="2026-11-29")
    assert run(["verify", "plan.json", "--observed", str(done), LATER, "--lock"]) == 0


def _drift(capsys: pytest.CaptureFixture[str], export: Path, *more: str) -> tuple[int, Any]:
    capsys.readouterr()
    code = run(["drift", AGENCY, "--observed", str(export), LATER, "--format", "json", *more])
    return code, json.loads(capsys.readouterr().out)


def test_drift_says_which_side_moved(town: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _locked(town)
    edit(town, "    - to: us-ct/weston-pd\n", "    - to: us-ct/darien-pd\n")
    now = shared(town, *NAMES, "ICE ERO", day="2026-11-29")
    code, found = _drift(capsys, now)
    moved = {
        (one["recipient"] or one["recipient_before"])["id"]: one["moved"] for one in found["drift"]
    }
    assert code == 1
    assert moved == {
        "us/ice-ero": "vendor",
        "us-ct/weston-pd": "text",
        "us-ct/darien-pd": "text",
    }


def test_without_a_lock_nobody_can_tell_who_moved(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, found = _drift(capsys, shared(town, *NAMES, "ICE ERO", day="2026-11-29"))
    assert code == 1
    assert [one["moved"] for one in found["drift"]] == ["unknown"]


@pytest.mark.parametrize(
    ("day", "more", "says"),
    [
        ("2026-09-01", (), "more than 31 days ago"),
        ("2026-11-20", ("--max-age", "1 week"), "more than 1 week ago"),
        ("undated", (), "may be stale"),
    ],
)
def test_a_stale_export_never_gives_a_clean_bill(
    town: Path, capsys: pytest.CaptureFixture[str], day: str, more: tuple[str, ...], says: str
) -> None:
    code, found = _drift(capsys, shared(town, *NAMES, day=day), *more)
    assert (code, found["answer"], found["drift"]) == (1, "cannot tell", [])
    assert any(says in one for one in found["cannot_tell"])


def test_the_day_of_an_export_that_prints_none_can_be_said(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    export = shared(town, *NAMES, day="undated")
    assert _drift(capsys, export, "--taken", "2026-11-29")[0] == 0


def test_a_system_without_an_export_is_not_clean(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(town, "\ncollection:\n", "  - {id: other, vendor: motorola-learn}\n\ncollection:\n")
    code, found = _drift(capsys, shared(town, *NAMES, day="2026-11-29"))
    assert code == 1
    assert "other: no export of it was given" in found["cannot_tell"]


def test_what_no_export_shows_is_kept_apart_from_no(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, found = _drift(capsys, shared(town, *NAMES, day="2026-11-29"))
    assert (code, found["answer"]) == (0, "clean")
    assert any("national lookup" in one or "national" in one for one in found["not_on_any_export"])


@pytest.mark.parametrize("raw", ["", "{}", "[" * 100_000, '{"schema": "lprpolicy/lock/v1"}'])
def test_a_damaged_lock_is_an_error_in_words(
    town: Path, capsys: pytest.CaptureFixture[str], raw: str
) -> None:
    write(town, f"policies/{AGENCY}/verified.json", raw)
    export = shared(town, *NAMES, day="2026-11-29")
    assert run(["drift", AGENCY, "--observed", str(export), LATER]) == 1
    assert "verified.json" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["plan", "us-ct/nowhere-pd", "--observed", "EXPORT"], 1, "there is no policy of"),
        (["plan", AGENCY, "--observed", "absent.csv"], 1, "cannot be read"),
        (["plan", AGENCY, "--observed", "x=EXPORT"], 1, "has no system 'x'"),
        (["drift", AGENCY, "--observed", "EXPORT", "--max-age", "soon"], 2, "--max-age"),
        (["gate", "absent.json"], 1, "cannot be read"),
        (["verify", "absent.json", "--observed", "EXPORT"], 1, "cannot be read"),
        (["gate", "plan.json", "--sign", "key"], 2, "goes with --out"),
    ],
)
def test_wrong_use_is_said_in_words(
    town: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], code: int, says: str
) -> None:
    export = str(shared(town, *NAMES))
    assert run([one.replace("EXPORT", export) for one in arguments]) == code
    assert says in capsys.readouterr().err
