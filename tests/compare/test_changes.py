"""What differs between two states, one kind of change at a time."""

from __future__ import annotations

from typing import Any

import pytest

from lprpolicy.compare.changes import compare
from lprpolicy.evaluate.change import nothing
from lprpolicy.model.observation import Completeness
from lprpolicy.model.state import State, Topic
from tests.comparing import INDEX, changes, directory, export, granted, observed, short, state


def test_a_new_grant_is_a_gain_and_a_dropped_one_a_loss() -> None:
    before, after = granted("us-ct/avon-pd"), granted("us-ct/berlin-pd")
    assert changes(before, after) == [
        (
            "access",
            "widens",
            "Berlin Police Department (us-ct/berlin-pd, a municipal police department) gains "
            "access to reads",
        ),
        (
            "access",
            "narrows",
            "Avon Police Department (us-ct/avon-pd, a municipal police department) loses access "
            "to reads",
        ),
    ]


def test_the_order_of_grants_is_no_change() -> None:
    one = granted("us-ct/avon-pd", "us-ct/berlin-pd")
    assert changes(one, granted("us-ct/berlin-pd", "us-ct/avon-pd")) == []


@pytest.mark.parametrize(
    ("before", "after", "effect"),
    [
        ("14 days", "21 days", "widens"),
        ("21 days", "14 days", "narrows"),
        ("14 days", "2 weeks", "restates"),
        ("30 days", "1 month", "widens?"),
        ("1 month", "30 days", "widens?"),
        ("28 days", "1 month", "widens?"),
        ("1 month", "31 days", "widens?"),
        ("12 months", "1 year", "restates"),
        ("14 days", {"at_most": "14 days", "requires": ["warrant"]}, "narrows"),
        ("14 days", {"until": "case-closed"}, "widens?"),
        ({"until": "case-closed"}, {"until": "case-closed", "at_most": "1 year"}, "narrows"),
        ({"until": "case-closed", "requires": ["warrant"]}, {"until": "case-closed"}, "widens"),
        ({"at_most": "1 year"}, {}, "widens"),
    ],
)
def test_keeping_longer_widens_and_what_the_calendar_decides_counts_as_widening(
    before: Any, after: Any, effect: str
) -> None:
    found = compare(state(retention={"reads": before}), state(retention={"reads": after}))
    assert short(found) == [("retention", effect)]


def test_keeping_the_search_log_for_less_takes_a_safeguard_away() -> None:
    before, after = ({"search-log": "3 years"}, {"search-log": "1 year"})
    found = compare(state(retention=before), state(retention=after))
    assert short(found) == [("retention", "widens")]


def test_silence_that_becomes_a_word_counts_as_widening_but_for_the_narrowest_word() -> None:
    def lookups(**said: bool) -> Any:
        return state(systems=[{"id": "flock", "vendor": "flock", "lookups": said}])

    assert short(compare(lookups(), lookups(national=True))) == [("lookups", "widens?")]
    assert short(compare(lookups(), lookups(national=False))) == [("lookups", "narrows?")]
    assert short(compare(lookups(national=False), lookups())) == [("lookups", "widens?")]


def test_a_list_against_silence_is_one_change_and_not_one_for_each_item() -> None:
    after = state(purposes={"allowed": ["homicide", "stolen-vehicle"]})
    assert changes(state(), after) == [
        (
            "allowed-purposes",
            "widens?",
            "allowed purposes: from not specified to homicide, stolen-vehicle",
        )
    ]


def test_another_text_under_one_id_is_another_row_and_so_access_gained_and_lost() -> None:
    before = granted(
        {"to": "us-ct/avon-pd", "listed_as": "Avon Police Department", "data": ["reads"]}
    )
    after = granted({"to": "us-ct/avon-pd", "listed_as": "Avon Public Safety", "data": ["reads"]})
    assert short(compare(before, after)) == [("access", "widens"), ("access", "narrows")]


def test_a_row_under_another_name_of_the_same_agency_is_a_rename_and_no_removal() -> None:
    grant = {"to": "us-ct/avon-pd", "listed_as": "Avon Police Department", "system": "flock"}
    before = granted(grant | {"data": ["reads"]})
    after = observed(export("Avon Public Safety (CT)"))
    assert ("name", "restates") in short(compare(before, after))


def test_one_normal_form_of_a_name_nobody_knows_is_probably_a_rename() -> None:
    before = granted({"to": {"named": "Elm Police Dept"}, "system": "flock", "data": ["reads"]})
    [change] = [
        one for one in compare(before, observed(export("Elm PD (CT)"))) if one.topic is Topic.NAME
    ]
    assert (change.effect.value, change.certain) == ("widens", False)


def test_saying_what_the_vendor_calls_an_agency_is_seen_and_widens_nothing() -> None:
    before = granted("us-ct/avon-pd")
    after = granted({"to": "us-ct/avon-pd", "listed_as": "Avon CT PD", "data": ["reads"]})
    assert short(compare(before, after)) == [("name", "restates")]
    assert short(compare(after, before)) == [("name", "restates")]


def test_one_normal_form_in_two_states_is_two_agencies() -> None:
    before = granted({"to": {"named": "Elm PD (NY)"}, "data": ["reads"]})
    after = granted({"to": {"named": "Elm PD (CT)"}, "data": ["reads"]})
    assert [change.topic for change in compare(before, after)] == [Topic.ACCESS, Topic.ACCESS]


def test_names_that_only_look_alike_stay_apart_and_name_each_other() -> None:
    before = granted({"to": {"named": "Elmwood Public Works"}, "data": ["reads"]})
    after = granted({"to": {"named": "Elmwood Public Works Yard"}, "data": ["reads"]})
    gain, loss = compare(before, after)
    assert (gain.gains, gain.like) == (True, "Elmwood Public Works")
    assert (loss.loses, loss.like) == (True, "Elmwood Public Works Yard")


def test_a_recipient_that_the_directory_reclassifies_shows_for_every_town_that_it_reaches() -> None:
    before = granted("us-ct/avon-pd", index=INDEX)
    after = granted("us-ct/avon-pd", index=directory(avon="task-force"))
    [change] = compare(before, after)
    assert (change.topic, change.effect.value, change.certain) == (Topic.RECIPIENT, "widens", False)
    assert "municipal-police" in change.says
    assert "task-force" in change.says


def test_a_paper_that_goes_brings_its_details_along() -> None:
    paper = {"kind": "agreement", "signed": "2026-01-01", "expires": "2027-01-01"}
    before = granted({"to": "us-ct/avon-pd", "data": ["reads"], "basis": paper})
    assert short(compare(before, granted("us-ct/avon-pd"))) == [("basis", "widens")]


def test_a_paper_that_lasts_longer_widens_and_one_without_an_end_the_most() -> None:
    def until(**end: str) -> Any:
        grant = {"to": "us-ct/avon-pd", "data": ["reads"], "basis": {"kind": "agreement"} | end}
        return granted(grant)

    year, longer, ever = until(expires="2027-01-01"), until(expires="2028-01-01"), until()
    assert short(compare(year, longer)) == [("until", "widens")]
    assert short(compare(longer, ever)) == [("until", "widens")]
    assert short(compare(ever, year)) == [("until", "narrows")]


def test_a_list_that_is_not_whole_cannot_show_that_somebody_lost_access() -> None:
    part = observed(export("Avon Police Department", completeness=Completeness.LOWER_BOUND))
    whole = observed(export("Avon Police Department", "Berlin Police Department"))
    assert short(compare(whole, part)) == [("access", "narrows?")]
    assert short(compare(part, whole)) == [("access", "widens?")]


def test_a_grant_without_a_row_of_its_own_covers_every_row_of_its_agency() -> None:
    rows = observed(export("Avon Police Department", "Avon Public Safety"))
    system = [{"id": "flock", "vendor": "flock"}]
    assert compare(rows, granted("us-ct/avon-pd", systems=system)) == ()


def test_an_agencys_first_policy_gives_access_to_everyone_on_it() -> None:
    found = compare(nothing("us-ct/town-pd"), granted("us-ct/avon-pd", "us-ct/berlin-pd"))
    assert short(found) == [("access", "widens"), ("access", "widens")]


EVERYTHING: dict[str, Any] = {
    "status": "adopted",
    "adopted": {"by": "Town Council", "on": "2026-10-01", "record": "minutes/a.md"},
    "systems": [
        {
            "id": "flock",
            "vendor": "flock",
            "readers": {"fixed": 3},
            "contract": {"forbids": ["sale"], "requires": ["audit-rights"], "retention": "30 days"},
            "lookups": {"national": False},
            "attested": {"by": "records", "on": "2026-10-02"},
        },
        {"id": "learn", "vendor": "motorola-learn"},
    ],
    "collection": {"fields": ["plate"], "avoids": ["school"], "face_recognition": "forbidden"},
    "retention": {"reads": "14 days"},
    "purposes": {"allowed": ["homicide"], "prohibited": ["personal-use"]},
    "hot_lists": [
        {"list": "ncic", "excludes": ["gang"], "refreshed_every": "1 day"},
        {"list": "own"},
    ],
    "sharing": {
        "onward": "forbidden",
        "sale": "forbidden",
        "purchase": "forbidden",
        "private_reads": ["warrant"],
        "preservation": {"states": ["sworn-statement"], "held_for": "14 days"},
        "release_on_request": "nobody",
        "grants": [
            {
                "to": "us-ct/avon-pd",
                "system": "flock",
                "data": ["reads"],
                "mode": "per-request",
                "purposes": ["homicide"],
                "basis": {
                    "kind": "agreement",
                    "expires": "2027-01-01",
                    "affirms": ["no-passing-on"],
                },
            },
            {"to": "us-ct/berlin-pd", "system": "flock", "data": ["reads"]},
        ],
    },
    "access": {"reason": "required", "users": ["sworn-officers"]},
    "audit": {"every": "1 month", "search_log_fields": ["user"]},
    "security": {"encrypted_at_rest": True},
    "transparency": {"search_logs": "public", "policy_covers": ["training"]},
    "approvals": [{"kind": "council-vote", "by": "Town Council", "on": "2026-10-01"}],
}
OTHERWISE: dict[str, Any] = {
    "status": "proposed",
    "systems": [
        {
            "id": "flock",
            "vendor": "axon",
            "readers": {"fixed": 4},
            "contract": {"forbids": [], "requires": [], "retention": "60 days"},
            "lookups": {"national": True},
            "attested": {"by": "records", "on": "2026-11-02"},
        },
    ],
    "collection": {"fields": ["plate", "face"], "avoids": [], "face_recognition": "allowed"},
    "retention": {"reads": "30 days"},
    "purposes": {"allowed": ["homicide", "parking-enforcement"], "prohibited": []},
    "hot_lists": [{"list": "ncic", "excludes": [], "refreshed_every": "2 days"}],
    "sharing": {
        "onward": "allowed",
        "sale": "allowed",
        "purchase": "allowed",
        "private_reads": ["warrant", "consent"],
        "preservation": {"states": [], "held_for": "30 days"},
        "release_on_request": "any-law-enforcement-agency",
        "grants": [
            {
                "to": "us-ct/avon-pd",
                "listed_as": "Avon Public Safety",
                "system": "flock",
                "data": ["reads", "images"],
                "mode": "standing",
                "purposes": ["homicide", "stolen-vehicle"],
                "basis": {"kind": "warrant", "expires": "2028-01-01", "affirms": []},
            },
        ],
    },
    "access": {"reason": "optional", "users": ["all-employees"]},
    "audit": {"every": "1 year", "search_log_fields": []},
    "security": {"encrypted_at_rest": False},
    "transparency": {"search_logs": "confidential", "policy_covers": []},
    "approvals": [],
}
ELSEWHERE = {Topic.POLICY, Topic.RULES, Topic.WAIVERS}
"""Topics of whole files, which the tests of `lprpolicy diff` show."""


def test_every_kind_of_change_in_a_policy_appears() -> None:
    before = state(**EVERYTHING)
    after = state(directory(avon="task-force"), **OTHERWISE)
    found = {change.topic for change in compare(before, after)}
    known = {Topic.PASSES_ON}
    assert set(Topic) - found == ELSEWHERE | known


def test_a_recipient_that_is_known_to_pass_on_more_widens() -> None:
    def passing(*to: str) -> State:
        return granted("us-ct/avon-pd", index=directory(to))

    assert short(compare(passing(), passing("us/ice"))) == [("passes-on", "widens")]
    assert short(compare(passing("us/ice"), passing())) == [("passes-on", "narrows")]


KEPT = {"reads": "14 days", "search-log": "1 year"}


def test_naming_the_system_takes_no_period_away() -> None:
    before = state(retention=KEPT)
    after = state(retention=KEPT, systems=[{"id": "flock", "vendor": "flock"}])
    assert changes(before, after) == [("system", "widens?", "the system flock is new")]
    assert changes(after, before) == [("system", "narrows?", "the system flock is gone")]


def test_a_system_that_keeps_reads_longer_than_the_policy_did_widens() -> None:
    systems = [
        {"id": "flock", "vendor": "flock", "retention": {"reads": "30 days"}},
        {"id": "learn", "vendor": "motorola-learn"},
    ]
    found = compare(state(retention=KEPT), state(retention=KEPT, systems=systems))
    assert [(one.says, one.effect.value, one.part) for one in found][2:] == [
        ("keeps reads in flock: from 14 days to 30 days", "widens", "flock")
    ]


def test_a_period_that_changes_in_every_new_system_is_given_once() -> None:
    systems = [{"id": "flock", "vendor": "flock"}, {"id": "axon", "vendor": "axon"}]
    after = state(retention=KEPT | {"reads": "21 days"}, systems=systems)
    found = [one for one in changes(state(retention=KEPT), after) if one[0] == "retention"]
    assert found == [("retention", "widens", "keeps reads: from 14 days to 21 days")]
