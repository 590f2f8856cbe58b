"""Attacks with exports: another body's, nobody's, one that says of itself that it is whole, none.

Each came out green for the attacker before.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rounds import (
    AGENCY,
    DAY,
    HEADER,
    LATER,
    NAMES,
    TEXT,
    edit,
    plan,
    run,
    shared,
    westport,
    write,
)

LOCK = f"policies/{AGENCY}/verified.json"


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = westport(tmp_path / "town")
    monkeypatch.chdir(folder)
    return folder


NEUTRAL = "owner,direction,recipient,state,reads,vendor,reported,completeness,statewide,national,share_all"


def _neutral(town: Path, owner: str, *, day: str = "2026-11-20") -> Path:
    rows = (f'{owner},outbound,"{name}",,yes,flock,{day},complete,no,no,no' for name in NAMES)
    return write(town, f"exports/list_{day}.csv", "\n".join([NEUTRAL, *rows]) + "\n")


@pytest.mark.parametrize(
    "owner", ["Norwalk CT PD", "Westport MA PD", "ICE ERO", "Elm City Police Department"]
)
def test_the_export_of_another_body_proves_nothing(
    town: Path, capsys: pytest.CaptureFixture[str], owner: str
) -> None:
    export = str(_neutral(town, owner))
    assert run(["plan", AGENCY, "--observed", export]) == 1
    assert f"it is of “{owner}”, not of {AGENCY}" in capsys.readouterr().err
    assert run(["drift", AGENCY, "--observed", export, LATER]) == 1
    shown = capsys.readouterr()
    assert (shown.out, f"it is of “{owner}”, not of {AGENCY}" in shown.err) == ("", True)
    assert plan(town, *NAMES, "ICE ERO") == 0
    later = str(_neutral(town, owner, day="2026-11-29"))
    capsys.readouterr()
    assert run(["verify", "plan.json", "--observed", later, LATER]) == 1
    shown = capsys.readouterr()
    assert (shown.out, f"it is of “{owner}”, not of {AGENCY}" in shown.err) == ("", True)


@pytest.mark.parametrize(
    ("owner", "says"),
    [
        ("", "it does not print whose it is"),
        ("Westport", "no one can tell that this is"),
        ("Westport CT PD (Homeland)", "no one can tell that this is"),
    ],
)
def test_an_export_of_nobody_is_undecided(
    town: Path, capsys: pytest.CaptureFixture[str], owner: str, says: str
) -> None:
    export = str(_neutral(town, owner))
    assert run(["plan", AGENCY, "--observed", export]) == 1
    assert says in capsys.readouterr().err
    assert run(["drift", AGENCY, "--observed", export, LATER]) == 1
    assert says in capsys.readouterr().out


def _networks(town: Path, named: str) -> Path:
    lines = [HEADER, *(f'"{row}",,"{named}"' for row in NAMES)]
    return write(town, "exports/SharedNetworks_2026-11-29.csv", "\n".join(lines) + "\n")


@pytest.mark.parametrize(
    ("named", "code"),
    [
        ("Westport CT PD", 0),
        ("Westport CT PD,Westport CT PD (LR)", 0),
        ("Norwalk CT PD", 1),
        ("Westport CT PD,Norwalk CT PD", 1),
        ("Main Street Cameras", 1),
        ("Homeland Security", 1),
    ],
)
def test_whose_a_flock_list_is_stands_in_the_names_of_its_networks(
    town: Path, named: str, code: int
) -> None:
    assert run(["drift", AGENCY, "--observed", str(_networks(town, named)), LATER]) == code


def test_the_policy_says_what_its_exports_call_the_agency(town: Path) -> None:
    export = str(_networks(town, "Main Street Cameras"))
    edit(
        town,
        "    vendor: flock\n",
        f"    vendor: flock\n    export_owner: {{{OWNED}, record: minutes/switches.md}}\n",
    )
    assert run(["drift", AGENCY, "--observed", export, LATER]) == 0
    edit(town, "name: Main Street Cameras,", "name: Norwalk CT PD,")
    other = str(_networks(town, "Norwalk CT PD"))
    assert run(["drift", AGENCY, "--observed", other, LATER]) == 1


@pytest.mark.parametrize(
    ("record", "lacks"),
    [
        ("", "has no `record`"),
        (", record: minutes/none.md", "names minutes/none.md, which is not there"),
        (f", record: {AGENCY}/policy.yaml", f"names {AGENCY}/policy.yaml, which is not there"),
    ],
    ids=["without a document", "one that is not there", "the policy itself"],
)
def test_a_policy_alone_shows_nothing_of_whom_an_export_is(
    town: Path, capsys: pytest.CaptureFixture[str], record: str, lacks: str
) -> None:
    """A name that nobody can identify is any body's: the policy is what the export is to prove."""
    export = str(_networks(town, "Main Street Cameras"))
    edit(town, "    vendor: flock\n", f"    vendor: flock\n    export_owner: {{{OWNED}{record}}}\n")
    assert run(["drift", AGENCY, "--observed", export, LATER]) == 1
    assert f"“Main Street Cameras”, and `export_owner` in the policy {lacks}" in _one_line(capsys)
    assert run(["plan", AGENCY, "--observed", export]) == 1
    assert run(["plan", AGENCY, "--observed", export, "--narrowing", "--out", "plan.json"]) == 0
    assert run(["verify", "plan.json", "--observed", export, LATER]) == 1


OWNED = "name: Main Street Cameras, why: the only network of the town"


def _one_line(capsys: pytest.CaptureFixture[str]) -> str:
    return " ".join(capsys.readouterr().out.split())


def test_a_list_written_by_hand_is_not_whole_on_its_own_word(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    export = str(_neutral(town, "Westport CT PD", day="2026-11-29"))
    assert run(["drift", AGENCY, "--observed", export, LATER]) == 1
    assert (
        "is whole only by the word of whoever wrote it: who is not on it may have access"
        in capsys.readouterr().out
    )
    assert plan(town, *NAMES, "ICE ERO") == 0
    assert run(["verify", "plan.json", "--observed", export, LATER]) == 1


def test_an_adopted_policy_without_an_export_is_not_clean(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["drift", AGENCY, LATER]) == 1
    assert "no export of it was given" in capsys.readouterr().out
    write(town, f"policies/{AGENCY}/policy.yaml", TEXT)
    assert run(["drift", AGENCY, LATER]) == 3
    assert "nothing was compared" in capsys.readouterr().err


def test_an_import_refuses_the_list_of_another_agency_and_keeps_the_reason_why_not(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    export = str(_neutral(town, "Norwalk CT PD"))
    draft = ["import", export, "--agency", "us-ct/weston-pd", "--into", "new"]
    assert run(draft) == 1
    assert "“Norwalk CT PD”, not of us-ct/weston-pd" in capsys.readouterr().err
    assert not (town / "new").exists()
    assert run([*draft, "--owner-is-right", 'Norwalk runs it: "until 2027"']) == 0
    text = (town / "new/us-ct/weston-pd/policy.yaml").read_text(encoding="utf-8")
    assert 'name: "Norwalk CT PD"' in text
    assert "until 2027" in text


def test_what_was_verified_on_a_day_to_come_was_not(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert plan(town, *NAMES) == 0
    done = shared(town, *NAMES, day="2026-11-22")
    asked = ["--observed", str(done), DAY]
    assert run(["verify", "plan.json", *asked, "--lock"]) == 0
    assert run(["drift", AGENCY, *asked]) == 0
    edit(town, '"verified": "2026-11-22"', '"verified": "2026-11-23"', name=LOCK)
    capsys.readouterr()
    assert run(["drift", AGENCY, *asked]) == 1
    assert "last verified on 2026-11-23, a day that is still to come" in _one_line(capsys)
