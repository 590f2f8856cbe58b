"""Attacks on who a recipient is. Each of them let the wrong body in before facts had ranks."""

from __future__ import annotations

import csv
import datetime as dt
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from lprpolicy.compare.changes import compare
from lprpolicy.evaluate.states import state_of
from lprpolicy.evaluate.subjects import by_id, recipient
from lprpolicy.host.files.tree import Tree
from lprpolicy.identify.entries import Own
from lprpolicy.identify.index import Index
from lprpolicy.model.change import Effect
from lprpolicy.model.directory import Directory
from lprpolicy.model.provenance import Rank
from lprpolicy.model.report import Decision
from lprpolicy.model.sharing import Grant
from lprpolicy.model.words import AgencyKind, Program
from lprpolicy.repository.directories import federal
from lprpolicy.repository.national import national
from lprpolicy.repository.repository import open_shared
from tests.repositories import NORWALK, WESTPORT, blocking, changed, drafts, judged

NAMES = (Path(__file__).parent / "names.csv").read_text(encoding="utf-8")
GRANT = f"    - to: {NORWALK}\n"
DAY = dt.date(2026, 11, 22)


def names(where: str) -> list[str]:
    found = [row["name"] for row in csv.DictReader(NAMES.splitlines()) if row["where"] == where]
    assert len(found) > 100
    return found


@lru_cache(maxsize=1)
def index() -> Index:
    return open_shared(drafts()).index


def entry(name: str, *, id: str = "us-ct/town-pd", **more: Any) -> dict[str, Any]:  # noqa: A002 - the field's name
    return {"id": id, "name": name, "kind": "municipal-police", "state": "us-ct"} | more


def directory(*entries: dict[str, Any], title: str = "Ours") -> Directory:
    data = {
        "schema": "lprpolicy/directory/v1",
        "title": title,
        "source": {"title": "a pull request", "on": "2026-11-01"},
        "agencies": entries,
    }
    return Directory.model_validate(data)


def known(*entries: dict[str, Any], **more: Any) -> Index:
    return Index.of(federal(), directory(*entries), **more)


def grant(to: Any, **more: Any) -> Grant:
    return Grant.model_validate({"to": to} | more)


def with_directory(text: str, tree: Tree | None = None) -> Tree:
    head = (
        "schema: lprpolicy/directory/v1\ntitle: More\n"
        "source: {title: a call, on: 2026-11-01}\nagencies:\n"
    )
    return (tree or drafts()).over("directory/zz.yaml", (head + text).encode())


def rules(tree: Tree) -> set[str]:
    return {rule for rule, _, _ in blocking(judged(tree))}


# An entry of one's own


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


# A vendor's text beside an id


def test_no_other_name_rides_on_an_approved_id() -> None:
    made = {text: recipient(grant(NORWALK, listed_as=text), index()) for text in names("listed_as")}
    assert not [text for text, who in made.items() if who.id or who.kind or who.state]


BESIDE = [
    "Homeland", "DHS", "for ICE", "Task Force", "Palantir", "1CE", "HSIB", "guest", "c/o DHS",
    "Border", "imm. unit",
]  # fmt: skip


@pytest.mark.parametrize("beside", BESIDE)
@pytest.mark.parametrize("text", ["Norwalk CT PD ({})", "({}) Norwalk CT PD", "Norwalk PD [{}]"])
def test_a_row_with_somebody_else_in_brackets_is_not_the_agency(text: str, beside: str) -> None:
    """It would raise no drift beside a grant to the agency itself."""
    assert index().identify(text.format(beside), state="us-ct").id != NORWALK


@pytest.mark.parametrize(
    "beside", ["CT", "Inactive", "Falcon Flex", "Condors", "Live Video", "WingLPR", "Main Street"]
)
def test_a_part_of_its_own_network_in_brackets_is(beside: str) -> None:
    assert index().identify(f"Norwalk CT PD ({beside})", state="us-ct").id == NORWALK


@pytest.mark.parametrize(
    "text",
    [
        "Norwalk CT PD",
        "Norwalk Police Department (CT)",
        "CT - Norwalk Police Department",
        "Norwalk PD",
        "[Inactive] Norwalk CT PD",
    ],
)
def test_a_name_of_the_agency_is_the_agency(text: str) -> None:
    assert recipient(grant(NORWALK, listed_as=text), index()).id == NORWALK


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("Florida Department of Law Enforcement (FDLE)", True),
        ("Florida Department of Law Enforcement (FD)", False),
        ("Florida Department of Law Enforcement (DHS)", False),
        ("Florida Department of Law Enforcement (Main)", False),
        ("Florida Department of Law Enforcement (ICE)", False),
        ("Florida Department of Law Enforcement (FDLE) (GSD)", False),
    ],
)
def test_initials_in_brackets_are_the_names_own_or_somebody_elses(text: str, same: bool) -> None:
    who = "us-fl/department-of-law-enforcement"
    found = recipient(grant(who, listed_as=text), Index.of(federal(), lists=national()))
    assert (found.id == who) is same


def test_the_check_refuses_another_name_beside_an_id() -> None:
    tree = changed(WESTPORT, GRANT, f"{GRANT}      listed_as: Homeland Security\n")
    found = blocking(judged(tree))
    assert ("directory/contradiction") in {rule for rule, _, _ in found}
    assert any(
        ":listed_as" in says or "listed as Homeland Security" in says for _, _, says in found
    )


def test_a_text_that_is_immigrations_is_forbidden_and_not_only_a_question() -> None:
    tree = changed(WESTPORT, GRANT, f"{GRANT}      listed_as: HSI Boston\n")
    answers = {
        finding.answer.value for finding in judged(tree).findings if finding.rule.layer is not None
    }
    assert "violation" in answers


def test_a_changed_text_is_access_gained_and_lost() -> None:
    def of(text: str | None) -> Any:
        more = f"      listed_as: {text}\n" if text else ""
        tree = changed(WESTPORT, GRANT, GRANT + more)
        from lprpolicy.repository.repository import open_repository

        repository = open_repository(tree)
        policy = repository.policies["us-ct/westport-pd"].value
        assert policy is not None
        return state_of(policy, repository.index, DAY)

    for before, after in (
        (None, "Homeland Security"),
        ("Norwalk CT PD", "Homeland Security"),
        ("Norwalk CT PD", "Norwalk Police Department (CT)"),
    ):
        effects = [one.effect for one in compare(of(before), of(after))]
        assert {Effect.WIDENS, Effect.NARROWS} <= set(effects), (before, after)
    said = compare(of(None), of("Norwalk CT PD"))
    assert [one.topic.value for one in said] == ["name"]


def test_two_texts_under_one_id_are_two_recipients() -> None:
    from lprpolicy.checks.policy.recipients_at_most import Params, check
    from lprpolicy.evaluate.subjects import subject
    from lprpolicy.model.policy import Policy

    grants = [{"to": NORWALK, "listed_as": text} for text in ("Norwalk CT PD", "Norwalk PD")]
    policy = Policy.model_validate(
        {
            "schema": "lprpolicy/policy/v1",
            "agency": "us-ct/westport-pd",
            "status": "proposed",
            "sharing": {"grants": grants},
        }
    )
    assert list(check(subject(policy, index(), DAY), Params(at_most=1)))


# A recipient without an entry


def test_a_name_without_an_entry_is_never_let_in() -> None:
    made = {
        text: recipient(grant({"named": text, "state": "us-ct"}), index())
        for text in names("named")
    }
    local = [text for text, who in made.items() if who.kind and not who.kind.federal]
    assert not [*local, *(text for text, who in made.items() if who.state)]


def test_the_state_beside_a_name_is_no_fact() -> None:
    who = recipient(grant({"named": "Anytown PD", "state": "us-ct"}), index())
    assert (who.id, who.kind, who.state, who.federal) == (None, None, None, None)


def test_the_check_refuses_a_name_without_an_entry() -> None:
    tree = changed(WESTPORT, GRANT, "    - to: {named: Anytown PD, state: us-ct}\n")
    assert "directory/unknown-agency" in rules(tree)


def test_a_name_of_an_entry_in_another_state_is_a_contradiction() -> None:
    who = recipient(grant({"named": "Norwalk Ohio PD", "state": "us-ct"}), index())
    assert who.id is None


# What stays usable


def test_the_drafts_are_allowed_and_rest_on_their_own_directory() -> None:
    report = judged(drafts())
    assert report.decision is Decision.ALLOW
    assert report.rests_on
