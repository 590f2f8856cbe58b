"""A log of searches whose rows name a federal body in another spelling, and the grant beside it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from lprpolicy.evaluate.history.records import records
from lprpolicy.evaluate.searches.granted import Stood, grants_lookup, looked_up
from lprpolicy.model.policy import Policy
from lprpolicy.model.words import Tri
from lprpolicy.read.files import read_file
from tests.attacks.entries import index, names
from tests.attacks.towns import FILE, NORWALK
from tests.rounds import AGENCY, POLICY, TEXT, adopted, commit, edit, scratch, write

DAY = dt.date(2026, 11, 22)
DARIEN = "    - to: us-ct/darien-pd\n"
SPELLINGS = [
    "I.C.E.",
    "ICE-ERO Boston",
    "H S I",
    "dhs/hsi hartford",
    "U.S. Immigration & Customs Enf.",
    "Ｉ ＣＥ",
    "IC\u200bE",
    "ІCE",
    "HSIBOS",
    "CBP (OFO)",
    "Swanton Sector",
]


def _answer(text: str, name: str) -> Tri:
    policy = read_file(FILE, text.encode(), Policy).value
    assert policy is not None
    return grants_lookup([Stood(DAY, policy, index())], AGENCY)(name, DAY)[0]


def _granted_as(name: str) -> str:
    quoted = name.replace("'", "''")
    return adopted().replace(NORWALK, f"{NORWALK}      listed_as: '{quoted}'\n")


@pytest.mark.parametrize("name", [*SPELLINGS[:5], *SPELLINGS[7:], "Homeland Security"])
def test_a_text_beside_an_approved_id_lets_no_search_in(name: str) -> None:
    """The name of the row is that of the grant, letter by letter, and is nobody's that it names."""
    assert _answer(_granted_as(name), name) is not Tri.YES


def test_none_of_the_texts_that_were_tried_lets_a_search_in() -> None:
    texts = [name for name in names("listed_as") if name.isprintable() and "\\" not in name]
    let_in = []
    for name in texts:
        policy = read_file(FILE, _granted_as(name).encode(), Policy).value
        if policy is None or _answer(adopted(), name) is Tri.YES:
            continue
        answer = grants_lookup([Stood(DAY, policy, index())], AGENCY)(name, DAY)[0]
        let_in += [name] if answer is Tri.YES else []
    assert not let_in


@pytest.mark.parametrize("name", SPELLINGS)
def test_a_row_of_another_spelling_is_no_local_agencys(name: str) -> None:
    who = looked_up(name, index())
    assert who.id is None or who.federal is True
    assert who.kind is None or who.kind.federal
    assert _answer(adopted(), name) is not Tri.YES


@pytest.mark.parametrize(
    "name",
    ["us-ct/norwalk-pd ", "US-CT/NORWALK-PD", "us-ct/norwalk-pd (ICE)", "Norwalk PD for ICE"],
)
def test_only_an_id_or_a_name_of_the_agency_is_the_agencys(name: str) -> None:
    who = looked_up(name, index())
    assert who.id == "us-ct/norwalk-pd" or _answer(adopted(), name) is not Tri.YES
    if "ICE" in name:
        assert who.id != "us-ct/norwalk-pd"


@pytest.mark.parametrize("day", ["effective: 2026-11-15", "on: 2026-11-10,"])
def test_a_policy_lets_no_search_in_before_it_is_in_force(day: str) -> None:
    """The one before it counts until then, if that was adopted."""
    late = adopted().replace("effective: 2026-11-15", "effective: 2026-12-01")
    late = late.replace(
        day, day.replace("2026-11-15", "2026-12-01").replace("2026-11-10", "2026-12-01")
    )
    assert _answer(late, "us-ct/norwalk-pd") is Tri.UNKNOWN
    without = late.replace(NORWALK, DARIEN)
    policies = [read_file(FILE, text.encode(), Policy).value for text in (adopted(), without)]
    stood = [
        Stood(DAY - dt.timedelta(days=2 - at), one, index()) for at, one in enumerate(policies)
    ]
    asked = grants_lookup(stood, AGENCY)
    assert asked("us-ct/norwalk-pd", DAY)[0] is Tri.YES
    assert asked("us-ct/norwalk-pd", dt.date(2026, 12, 1))[0] is Tri.NO
    draft = read_file(FILE, TEXT.encode(), Policy).value
    assert (
        grants_lookup([*stood, Stood(DAY, draft, index())], AGENCY)("us-ct/norwalk-pd", DAY)[0]
        is Tri.UNKNOWN
    )


def _by_the_audit(town: Path, day: str) -> Tri:
    stood = [
        Stood(one.revision.day, one.policy, one.index, one.revision.earliest)
        for one in records(town / "policies", town, "HEAD", AGENCY)
    ]
    return grants_lookup(stood, AGENCY)("us-ct/norwalk-pd", dt.date.fromisoformat(day))[0]


def test_a_commit_that_is_dated_back_lets_no_earlier_search_in(tmp_path: Path) -> None:
    """No commit is from before one that it follows, be that of another town."""
    text = adopted()
    town = scratch(tmp_path / "town", text.replace(NORWALK, DARIEN))  # on November 20
    write(town, "policies/us-ct/elm-pd/note.md", "Nothing.")
    commit(town, day="2026-11-23")
    write(town, POLICY, text)
    commit(town, day="2026-11-21")
    said = {day: _by_the_audit(town, f"2026-11-{day}") for day in (20, 21, 22, 23)}
    assert said == {20: Tri.NO, 21: Tri.NO, 22: Tri.NO, 23: Tri.YES}


def test_a_commit_that_is_dated_ahead_lets_no_later_search_in(tmp_path: Path) -> None:
    """Access was taken away at the latest when the commit after it was made."""
    town = scratch(tmp_path / "town", adopted())
    edit(town, NORWALK, DARIEN)
    commit(town, day="2026-12-30")
    commit(town, "of something else", day="2026-11-22")
    said = {day: _by_the_audit(town, day) for day in ("2026-11-21", "2026-11-23", "2026-12-30")}
    assert [*said.values()] == [Tri.YES, Tri.UNKNOWN, Tri.NO]


def test_a_document_that_is_signed_later_lets_no_search_in() -> None:
    basis = "      basis: {kind: agreement, signed: 2026-11-23, document: papers/n.pdf}\n"
    late = adopted().replace(NORWALK, NORWALK + basis)
    assert _answer(late, "us-ct/norwalk-pd") is Tri.NO
    assert _answer(late.replace("11-23", "11-22"), "us-ct/norwalk-pd") is Tri.YES


def test_a_row_of_a_recipient_is_let_in_by_its_grant() -> None:
    assert _answer(adopted(), "Norwalk PD (CT)") is Tri.YES
    assert _answer(adopted(), "us-ct/norwalk-pd") is Tri.YES
