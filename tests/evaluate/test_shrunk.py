"""An export with less than half of the recipients that were verified is said aloud."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.rounds import AGENCY, LATER, NAMES, run, shared, westport, write

MORE = tuple(f"Number {number} CT PD" for number in range(9))


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = westport(tmp_path / "town")
    monkeypatch.chdir(folder)
    return folder


def test_drift_and_plan_say_that_a_list_shrank_since_it_was_verified(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _locked(town, *NAMES, *MORE)
    half = str(shared(town, *NAMES, day="2026-11-29"))
    run(["drift", AGENCY, "--observed", half, LATER])
    said = (
        f"plate-reads: its list has {len(NAMES)} recipients, and had {len(NAMES) + len(MORE)} when"
    )
    assert said in capsys.readouterr().out
    run(["plan", AGENCY, "--observed", half, "--out", "again.json", "--narrowing"])
    assert said in (town / "again.json").read_text(encoding="utf-8")


def test_a_list_that_lost_a_few_is_not(town: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _locked(town, *NAMES, MORE[0])
    run(["drift", AGENCY, "--observed", str(shared(town, *NAMES, day="2026-11-29")), LATER])
    assert "make sure that the export is whole" not in capsys.readouterr().out


def _locked(town: Path, *rows: str) -> None:
    """A lock that lists these rows, as if they had been verified."""
    seen = {
        "document": "list.csv",
        "sha256": "0" * 64,
        "system": "plate-reads",
        "vendor": "flock",
        "completeness": "complete",
    }
    held = [{"row": row, "status": "active", "open": ["reads"]} for row in rows]
    lock = {
        "schema": "lprpolicy/lock/v1",
        "agency": AGENCY,
        "verified": "2026-11-20",
        "policy": "0" * 64,
        "plan": "0" * 64,
        "observed": [seen],
        "systems": [{"system": "plate-reads", "rows": held}],
    }
    write(town, f"policies/{AGENCY}/verified.json", json.dumps(lock))
