"""Attacks through words that no rule looked at, and by an agency that chose its own law."""

from __future__ import annotations

import datetime as dt

import pytest

from lprpolicy.host.files.tree import Tree
from lprpolicy.judge.asked import FAMILIES, WORDS, Asked, left_open, words_of
from lprpolicy.judge.obligation import Obligation
from lprpolicy.model.words import Binding
from lprpolicy.repository.law import built_in
from tests.attacks.towns import FILE, NORWALK, found, judged, of_westport, town
from tests.repositories import drafts

# --- passing on


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("  onward: allowed\n", "words/not-asked"),
        ("  onward: with-permission\n", "words/not-asked"),
        ("", "sharing/onward-not-said"),
    ],
)
def test_passing_on_is_not_free_where_the_law_is_silent(line: str, rule: str) -> None:
    said = "  onward: forbidden                  # a recipient may not pass reads on\n"
    assert of_westport(town((said, line))) == {"/sharing/onward": rule}


def _passes_on(agency: str, to: str) -> dict[str, str]:
    path, entry = "directory/us-ct.yaml", f"  - id: {agency}\n"
    raw = drafts().files[path].decode()
    at = raw.index("    programs:\n", raw.index(entry))
    more = f"    passes_on_to:\n      - {{to: {to}, source: {{title: Minutes, on: 2026-01-01}}}}\n"
    return {path: raw[:at] + more + raw[at:]}


def test_access_that_stands_leads_nowhere_near_immigration_agencies() -> None:
    tree = town(more=_passes_on("us-ct/norwalk-pd", "us/ice"))
    assert of_westport(tree) == {"/sharing/grants/1/to": "grant/leads-to-immigration"}


def test_nor_by_two_steps() -> None:
    path = "directory/us-ct.yaml"
    first = _passes_on("us-ct/norwalk-pd", "us-ct/ansonia-pd")[path]
    second = _passes_on("us-ct/ansonia-pd", "us/ice")[path]
    at = first.index("    programs:\n", first.index("  - id: us-ct/ansonia-pd\n"))
    block = second[second.index("    passes_on_to:") :].split("    programs:")[0]
    tree = town(more={path: first[:at] + block + first[at:]})
    assert of_westport(tree)["/sharing/grants/1/to"] == "grant/leads-to-immigration"


def test_a_partner_under_287g_gets_no_access_that_stands() -> None:
    path, entry = "directory/us-ct.yaml", "  - id: us-ct/norwalk-pd\n"
    raw = drafts().files[path].decode()
    at = raw.index("member: false", raw.index(entry))
    tree = town(more={path: raw[:at] + "member: true" + raw[at + len("member: false") :]})
    assert of_westport(tree)["/sharing/grants/1/to"] == "grant/leads-to-immigration"


# --- words that no rule of the state asks about


@pytest.mark.parametrize(
    ("before", "after", "place"),
    [
        ("  reads: 14 days", "  toll: 100 years\n  reads: 14 days", "/retention/toll"),
        (
            "    lookups: ",
            "    retention: {toll: 100 years}\n    lookups: ",
            "/systems/0/retention/toll",
        ),
        ("felony-warrant, active", "commercial-use, active", "/purposes/allowed/2"),
        ("felony-warrant, active", "debt-collection, active", "/purposes/allowed/2"),
        ("      statewide: false", "      statewide: true", "/systems/0/lookups/statewide"),
        ("felony-warrant, active", "harassment, active", "/purposes/allowed/2"),
        (
            "  onward: forbidden",
            "  release_on_request: any-law-enforcement-agency\n  onward: forbidden",
            "/sharing/release_on_request",
        ),
    ],
)
def test_a_word_without_a_rule_is_a_question(before: str, after: str, place: str) -> None:
    assert of_westport(town((before, after)))[place] == "words/not-asked"


@pytest.mark.parametrize(
    "field", ["face", "race-or-ethnicity", "religion", "national-origin", "immigration-status"]
)
def test_what_people_are_is_not_recorded_without_a_question(field: str) -> None:
    path = "us-ct/norwalk-pd/policy.yaml"
    raw = drafts().files[path].decode().replace("time, location", f"time, {field}, location")
    rules = found(town(more={path: raw}))
    assert rules["us-ct/norwalk-pd/collection/fields/4"] == "words/not-asked"


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("ice-administrative-warrants", "hot-list/immigration"),
        ("deportation-orders", "hot-list/immigration"),
        ("tecs-lookouts", "hot-list/immigration"),
        ("administrative-warrants", "hot-list/immigration"),
        ("ncic-2", "hot-list/unknown"),
    ],
)
def test_a_hot_list_is_what_its_name_says_or_a_question(name: str, rule: str) -> None:
    more = f"hot_lists:\n  - {{list: {name}, refreshed_every: 1 day, verified_before_stop: true}}\n"
    assert of_westport(town(("hot_lists:\n", more)))["/hot_lists/0/list"] == rule


# --- a grant within its own policy


@pytest.mark.parametrize(
    ("lines", "places"),
    [
        ("      purposes: [homicide]\n", {"/sharing/grants/1/purposes/0": "grant/other-purpose"}),
        ("      purposes: []\n", {"/sharing/grants/1/purposes": "grant/no-purpose"}),
        ("", {"/sharing/grants/1/purposes": "grant/no-purpose"}),
    ],
)
def test_a_grant_is_for_purposes_of_its_own_policy(lines: str, places: dict[str, str]) -> None:
    grant = f"    - to: us-ct/darien-pd\n      system: plate-reads\n      mode: standing\n{lines}"
    assert of_westport(town((NORWALK, grant + NORWALK))) == places


# --- the judged agency's own kind and state


VIRGINIA = """schema: lprpolicy/policy/v1
agency: us-va/smallville-pd
status: proposed
systems:
  - {id: readers, vendor: flock, lookups: {statewide: true, national: true, share_all: true}}
collection: {fields: [plate, time, location, face]}
retention: {reads: 10 years, hits: 10 years}
purposes: {allowed: [immigration-enforcement]}
sharing:
  onward: allowed
  grants:
    - {to: us/ice, system: readers, data: [reads], mode: standing, purposes: [immigration-enforcement]}
"""
ENTRY = """schema: lprpolicy/directory/v1
title: Virginia
source: {title: A list, on: 2026-01-01}
agencies:
  - {id: us-va/smallville-pd, name: NAME, kind: KIND, state: us-va}
"""


def _virginia(kind: str, name: str = "Smallville Police Department") -> set[str]:
    entry = ENTRY.replace("KIND", kind).replace("NAME", name)
    tree = Tree(
        {
            "us-va/smallville-pd/policy.yaml": VIRGINIA.encode(),
            "directory/us-va.yaml": entry.encode(),
        }
    )
    return {one.rule.id for one in judged(tree).findings if one.blocks(strict=False)}


@pytest.mark.parametrize(
    "kind",
    ["private", "local-government", "vendor", "test-account", "foreign", "federal-other"],
)
def test_no_kind_that_an_agency_enters_lets_it_out_of_the_law(kind: str) -> None:
    as_police = {one for one in _virginia("municipal-police") if one.startswith("us")}
    assert len(as_police) > 5
    assert as_police <= _virginia(kind)
    assert as_police <= _virginia(kind, "Town of Smallville")


def test_an_agency_that_names_two_states_is_bound_by_both() -> None:
    path = "us-ma/westport-pd/policy.yaml"
    policy = town().files[FILE].decode().replace("us-ct/westport-pd", "us-ma/westport-pd", 1)
    entry = """schema: lprpolicy/directory/v1
title: Massachusetts
source: {title: A list, on: 2026-01-01}
agencies:
  - {id: us-ma/westport-pd, name: "Westport CT Police Department", kind: municipal-police, state: us-ma}
"""
    policy = policy.replace("  reads: 14 days", "  reads: 100 years")
    tree = Tree(
        dict(drafts().files) | {path: policy.encode(), "directory/us-ma.yaml": entry.encode()}
    )
    rules = found(tree)
    agency = "directory/not-borne-out + directory/other-state"
    assert rules["us-ma/westport-pd/agency"] == agency
    assert "us-ct/retention-reads" in rules["us-ma/westport-pd/retention/reads"]


# --- the vocabulary


def _packs() -> list[str]:
    law = built_in()
    return [
        name
        for name, pack in sorted(law.packs.items())
        if any(rule.pack is pack for rule in law.obligations)
    ]


@pytest.mark.parametrize("name", _packs())
def test_each_word_is_asked_about_or_left_open_with_a_reason(name: str) -> None:
    """What no rule asks and no pack leaves open is undecided by lprpolicy's own rule."""
    law = built_in()
    pack = law.packs[name]
    rules = [rule for rule in law.obligations if rule.pack is pack]
    left = left_open([pack])
    assert left.keys() <= WORDS
    assert pack.not_asked.keys() <= WORDS | FAMILIES.keys()
    required = words_of(rule for rule in rules if rule.rule.binding is Binding.MUST)
    assert not required & pack.not_asked.keys(), "a word that a rule asks about is not left open"
    if pack.state is None:
        assert WORDS - words_of(rules) - left.keys() == set()
    else:
        asked = Asked.by([*rules, *_federal()], [pack], dt.date(2027, 6, 1))
        own = {"retention", "purposes", "fields", "lookups", "onward", "release"}
        rest = WORDS - words_of([*rules, *_federal()]) - left.keys()
        assert asked.speaks
        assert {word for word in rest if word not in asked.open} == set()
        assert {word.partition("/")[0] for word in rest - _of_above(name)} <= own


def _federal() -> list[Obligation]:
    return [rule for rule in built_in().obligations if rule.pack.state is None]


def _of_above(name: str) -> frozenset[str]:
    """The words that the pack of the whole state asks about or leaves open."""
    law = built_in()
    above = law.packs[name.partition("/")[0]]
    rules = [rule for rule in law.obligations if rule.pack is above]
    return words_of(rules) | left_open([above]).keys()
