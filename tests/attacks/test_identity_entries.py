"""Entries of one's own: each of them let the wrong body in before facts had ranks."""

from __future__ import annotations

from typing import Any

import pytest

from lprpolicy.evaluate.subjects import by_id
from lprpolicy.identify.entries import Own
from lprpolicy.model.provenance import Rank
from lprpolicy.model.words import AgencyKind, Program
from lprpolicy.repository.national import national
from tests.attacks.entries import GRANT, directory, entry, known, names, rules, with_directory
from tests.repositories import NORWALK, WESTPORT, blocking, changed, judged


@pytest.mark.parametrize("id_", ["us-ct/town-pd", "us-ct/hartford-pd"])
def test_an_entry_under_a_name_that_is_no_towns_lets_nobody_in(id_: str) -> None:
    lists = national()
    made = {
        name: by_id(id_, known(entry(name, id=id_), lists=lists)) for name in names("directory")
    }
    assert not [name for name, who in made.items() if who.rank.may_permit or who.kind]


@pytest.mark.parametrize("kind", [kind for kind in AgencyKind if not kind.federal])
@pytest.mark.parametrize("name", ["Dept Homeland Security", "USICE", "Immigration", "La Migra"])
def test_no_kind_makes_a_federal_name_a_local_one(name: str, kind: AgencyKind) -> None:
    assert by_id("us-ct/town-pd", known(entry(name, kind=kind))).kind is None


@pytest.mark.parametrize(
    "fields",
    [
        {"component": "ice"},
        {"id": "us-ct/houston-pd", "name": "Houston TX Police Department"},
        {"id": "us-ct/houston-pd", "name": "Houston Police Department"},
        {"id": "us-ct/houston-pd"},
        {"id": "us-ct/hsi-pd"},
        {"ori": "TX1012000"},
        {"ori": "CTICE0100"},
        {"ori": "CTFBINH00"},
        {"state": "us-ma"},
        {"kind": "special-district", "name": "New England Fusion Center"},
        {"name": "Regional Drug Task Force"},
        {"name": "Massachusetts Department of Correction"},
        {"aliases": ["Homeland Security"]},
        {"aliases": ["All Agencies"]},
        {"aliases": ["Drug Task Force"]},
        {"aliases": ["Vigilant"]},
        {"aliases": ["Bridgeport Police Department"]},
        {"aliases": ["Hartford TX PD"]},
        {"aliases": ["Hartford OBP"]},
        {"aliases": ["Hartford Wilton PD"]},
        {"aliases": ["Hartford Reserve Detail"]},
        {"aliases": ["Hartford Title 8"]},
        {"aliases": ["Hartford PD (Texas)"]},
    ],
)
def test_an_entry_that_contradicts_itself_lets_nobody_in(fields: dict[str, Any]) -> None:
    whole = entry("Hartford Police Department", id="us-ct/hartford-pd") | fields
    who = by_id(whole["id"], known(whole))
    assert (who.id, who.kind, who.state) == (None, None, None)


def test_an_honest_entry_lets_its_agency_in() -> None:
    ours = entry("Hartford Police Department", id="us-ct/hartford-pd", ori="CT0006400")
    who = by_id("us-ct/hartford-pd", known(ours))
    assert (who.id, who.kind, who.state, who.federal, who.rank) == (
        "us-ct/hartford-pd",
        AgencyKind.MUNICIPAL_POLICE,
        "us-ct",
        False,
        Rank.REVIEWED,
    )


@pytest.mark.parametrize(
    "alias",
    [
        "Hartford CT PD",
        "Hartford PD (CT)",
        "CT - Hartford Police",
        "Hartford, City of",
        "Hartford Connecticut Police",
        "Hartford South",
    ],
)
def test_an_alias_may_say_its_own_state(alias: str) -> None:
    ours = entry("Hartford Police Department", id="us-ct/hartford-pd", aliases=[alias])
    assert by_id("us-ct/hartford-pd", known(ours)).id == "us-ct/hartford-pd"


def test_an_entry_without_a_kind_says_nothing_that_lets_in() -> None:
    no = {"program": "287g", "member": False, "source": {"title": "m", "on": "2026-01-01"}}
    ours = entry("Hartford Police Department", id="us-ct/hartford-pd", programs=[no])
    del ours["kind"]
    who = by_id("us-ct/hartford-pd", known(ours))
    assert (who.kind, who.rank) == (None, Rank.WORDS)
    assert who.membership(Program.ICE_287G) is None


@pytest.mark.parametrize(
    ("alias", "usable"), [("Yale Police", True), ("Yale PD", True), ("Yale Sheriff", False)]
)
def test_an_alias_may_be_short_and_is_of_no_other_kind(alias: str, usable: bool) -> None:
    made = known(
        entry(
            "Yale University Police Department",
            id="us-ct/yale-university-police",
            kind="campus-police",
            aliases=[alias],
        )
    )
    assert (by_id("us-ct/yale-university-police", made).kind is not None) is usable


def test_two_entries_with_one_ori_let_nobody_in() -> None:
    one = entry("Hartford Police Department", id="us-ct/hartford-pd", ori="CT0006400")
    two = entry("Darien Police Department", id="us-ct/darien-pd", ori="CT0006400")
    made = known(one, two)
    assert by_id("us-ct/hartford-pd", made).kind is by_id("us-ct/darien-pd", made).kind is None


def test_an_official_list_vouches_for_an_entry() -> None:
    ours = entry("Hartford Police Department", id="us-ct/hartford-pd", ori="CT0006400")
    listed = Own.of(directory(ours))
    made = known(ours, lists=listed)
    assert by_id("us-ct/hartford-pd", made).rank is Rank.OFFICIAL


@pytest.mark.parametrize("fields", [{"kind": "state-police"}, {"name": "Darien Police Department"}])
def test_an_official_list_that_says_otherwise_refutes_an_entry(fields: dict[str, Any]) -> None:
    official = entry("Hartford Police Department", id="us-ct/hartford-pd", ori="CT0006400")
    made = known(official | fields, lists=Own.of(directory(official)))
    assert by_id("us-ct/hartford-pd", made).kind is None


@pytest.mark.parametrize(
    ("id_", "name", "ori", "says"),
    [
        ("us-ct/norwalk-pd", "Norwalk Police Department", "CT0099900", "says CT0010300"),
        ("us-ct/norwalk-town-pd", "Norwalk Police Department", "CT0099900", "says CT0010300"),
        ("us-ct/norwalk-pd", "Norwalk Police", "CT0003500", "calls Darien Police Department"),
        ("us-ct/norwalk-pd", "Norwalk Hill Police Department", "CT0099900", "says CT0010300"),
    ],
)
def test_an_ori_that_is_not_the_agencys_refutes_an_entry(
    id_: str, name: str, ori: str, says: str
) -> None:
    made = known(entry(name, id=id_, ori=ori), lists=national())
    who = by_id(id_, made)
    assert (who.id, who.kind) == (None, None)
    agency = made.agency(id_)
    assert agency is not None
    assert any(says in doubt.says for doubt in made.standing(agency).doubts)
    right = known(entry("Norwalk Police Department", id=id_, ori="CT0010300"), lists=national())
    assert by_id(id_, right).kind is AgencyKind.MUNICIPAL_POLICE


def test_the_id_of_an_agency_on_a_list_is_for_its_name_alone() -> None:
    made = known(entry("Norwalk Harbor Police Department", id="us-ct/norwalk-pd"), lists=national())
    who = by_id("us-ct/norwalk-pd", made)
    assert (who.id, who.kind) == (None, None)
    assert "what an official list calls Norwalk Police Department" in who.why


def test_an_odd_name_is_usable_where_an_official_list_has_it() -> None:
    ours = entry("Houston Police Department", id="us-mn/houston-pd", state="us-mn")
    assert by_id("us-mn/houston-pd", known(ours)).kind is None
    made = known(ours, lists=Own.of(directory(ours)))
    assert by_id("us-mn/houston-pd", made).kind is AgencyKind.MUNICIPAL_POLICE


def test_a_federal_kind_that_an_entry_claims_keeps_its_agency_out() -> None:
    tree = changed(WESTPORT, GRANT, GRANT.replace(NORWALK, "us/deporters"))
    text = "  - {id: us/deporters, name: Deporters, kind: federal-immigration}\n"
    found = blocking(judged(with_directory(text, tree)))
    assert any("us-ct/" in rule and "Deporters" in says for rule, _, says in found)


def test_an_alias_takes_no_row_of_somebody_else() -> None:
    ours = entry("Hartford Police Department", id="us-ct/hartford-pd")
    made = known(ours | {"aliases": ["Homeland Security"]})
    for raw in ("Homeland Security CT", "Homeland Security, Connecticut", "Homeland Security"):
        assert made.identify(raw).id is None


@pytest.mark.parametrize("kind", ["municipal-police", "local-government"])
def test_the_check_refuses_an_entry_that_nothing_bears_out(kind: str) -> None:
    text = f"  - {{id: us-ct/town-pd, name: Dept Homeland Sec, kind: {kind}, state: us-ct}}\n"
    assert "directory/not-borne-out" in rules(with_directory(text))


def test_a_shipped_entry_that_is_reclassified_is_refused() -> None:
    path = "directory/neighbours.yaml"
    before = "    name: Massachusetts Department of Correction\n    kind: corrections\n"
    after = before.replace("corrections", "municipal-police")
    assert "directory/not-borne-out" in rules(changed(path, before, after))


def test_a_source_of_a_later_day_is_no_source() -> None:
    text = (
        "  - {id: us-ct/hartford-hill-pd, name: Hartford Hill Police Department, "
        "kind: municipal-police, state: us-ct, source: {title: a list, on: 2099-01-01}}\n"
    )
    assert "directory/not-borne-out" in rules(with_directory(text))
