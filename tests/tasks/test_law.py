"""What of the law is accounted for: each provision has a rule or a reason, each text its copy."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest

from lprpolicy.errors import UsageError
from lprpolicy.evaluate.options import Options
from lprpolicy.evaluate.report import check
from lprpolicy.model.words import LawTopic
from lprpolicy.repository.law import built_in, load
from lprpolicy.tasks.law import STATES, law_coverage, numbers
from lprpolicy.write import DOCUMENTS
from lprpolicy.write.law.facts import LawKnown
from lprpolicy.write.report import oscal
from tests.repositories import TODAY, drafts

RULE = {
    "schema": "lprpolicy/rule/v1",
    "title": "Reads are kept 21 days",
    "says": "Reads are deleted after 21 days.",
    "binding": "must",
    "remedy": "Delete them.",
    "check": "retention-at-most",
    "versions": [
        {
            "from": "2026-01-01",
            "provision": {
                "citation": "Ex. Code 1(a)",
                "url": "https://law.example/1",
                "verified": "secondary",
            },
            "record": "reads",
            "limit": "21 days",
        }
    ],
    "examples": [],
}
PASSAGE = {"at": "1(a)", "topic": "retention", "says": "It says so.", "rules": ["reads"]}


def instrument(*passages: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "title": "An act",
        "citation": "Ex. Code 1",
        "url": "https://law.example/1",
        "from": "2026-01-01",
        "verified": "secondary",
        "provisions": list(passages),
    } | more


def faults(*instruments: dict[str, Any], rule: dict[str, Any] = RULE) -> tuple[str, ...]:
    pack = {
        "schema": "lprpolicy/pack/v1",
        "name": "Connecticut",
        "layer": "state",
        "authority": "Its legislature",
        "state": "us-ct",
        "instruments": list(instruments),
    }
    tree = {"lprpolicy/packs/us-ct/pack.yaml": json.dumps(pack).encode()}
    tree["lprpolicy/packs/us-ct/reads.yaml"] = json.dumps(rule).encode()
    (one,) = law_coverage(load(tree), "ct").jurisdictions
    return one.packs[0].faults


def test_a_law_whose_provisions_all_have_a_rule_or_a_reason_has_no_fault() -> None:
    without = PASSAGE | {"at": "1(b)", "rules": [], "no_rule": "A remedy."}
    assert faults(instrument(PASSAGE, without)) == ()


@pytest.mark.parametrize(
    ("found", "says"),
    [
        ([], "has rules and lists no instrument"),
        (
            [instrument(PASSAGE, PASSAGE | {"at": "1(b)", "rules": []})],
            "Ex. Code 1, 1(b): has no rule and no reason",
        ),
        (
            [instrument(PASSAGE | {"no_rule": "None."})],
            "Ex. Code 1, 1(a): has a rule and a reason for none",
        ),
        (
            [instrument(PASSAGE | {"rules": ["reads", "raeds"]})],
            "Ex. Code 1, 1(a): names the rule raeds, which this pack does not have",
        ),
        (
            [instrument(PASSAGE | {"rules": [], "no_rule": "None."})],
            "reads: is a rule that no provision names",
        ),
        (
            [instrument(PASSAGE, verified="text")],
            "Ex. Code 1: is read as text, and `read_at` does not say which copy",
        ),
        (
            [instrument(PASSAGE | {"verified": "text"})],
            "Ex. Code 1, 1(a): is read as text, and `read_at` does not say which copy",
        ),
        ([instrument(PASSAGE, PASSAGE)], "Ex. Code 1, 1(a): is listed twice"),
        (
            [instrument(PASSAGE) | {"from": "2026-01-02"}],
            "reads: begins on 2026-01-01, before its law does on 2026-01-02",
        ),
        (
            [instrument(PASSAGE, until="2028-12-31")],
            "reads: goes on after its law ends on 2028-12-31",
        ),
        (
            [instrument(PASSAGE | {"until": "2028-12-31"})],
            "reads: goes on after its law ends on 2028-12-31",
        ),
        (
            [
                instrument(PASSAGE),
                instrument(PASSAGE | {"rules": [], "no_rule": "None."}, until="2025-12-31"),
            ],
            "Ex. Code 1, 1(a): ends on 2025-12-31, before it begins",
        ),
    ],
)
def test_what_is_not_accounted_for_is_named(found: list[dict[str, Any]], says: str) -> None:
    assert faults(*found) == (says,)


def test_a_rule_that_was_read_as_text_names_the_copy() -> None:
    version = RULE["versions"][0]  # type: ignore[index]  # it is a list
    text = version | {"provision": version["provision"] | {"verified": "text"}}
    found = faults(instrument(PASSAGE), rule=RULE | {"versions": [text]})
    assert found == ("reads, 2026-01-01: is read as text, and `read_at` names no copy",)


def test_every_number_of_a_rule_is_found_wherever_it_stands() -> None:
    params = {
        "record": "reads",
        "limit": "90 days",
        "unless": [{"requires": ["sworn-request"], "at_most": "1 year"}],
        "attested": True,
        "at_most": 0,
        "by": "04-01",
        "at_least": "1 percent",
        "lists": ["ncic"],
    }
    assert list(numbers(params)) == [
        "limit: 90 days",
        "at_most: 1 year",
        "at_most: 0",
        "by: 04-01",
        "at_least: 1 percent",
    ]


@pytest.mark.parametrize("name", sorted(built_in().packs))
def test_every_provision_of_the_law_has_a_rule_or_a_reason(name: str) -> None:
    covered = law_coverage(built_in(), name.partition("/")[0]).jurisdictions[0].packs
    (pack,) = [one for one in covered if one.id == name]
    assert pack.faults == ()


PUBLISHED_ELSEWHERE = {
    "codelibrary.amlegal.com": "Pryor Creek publishes its code here",
    "nashville.legistar.com": "Nashville's council publishes its ordinances here",
    "law.counselstack.com": "Tennessee's code has no public address that stays",
    "law.justia.com": "Georgia's code has no public address that stays",
    "lexace.ai": "the address of one section of Oklahoma's statutes was not found",
    "www.dailyherald.com": "an order of Illinois's Secretary of State, known from the press",
    "citizennewspapergroup.com": "another such order",
}


def addresses() -> Iterator[str]:
    for one in law_coverage(built_in()).jurisdictions:
        for pack in one.packs:
            for law in pack.instruments:
                yield str(law.instrument.url)
                for passage in law.passages:
                    yield from (str(version.provision.url) for version in passage.carried)


def test_an_address_is_where_a_government_publishes_or_the_reason_is_known() -> None:
    hosts = {urlsplit(address).hostname or "" for address in addresses()}
    official = {host for host in hosts if re.search(r"\.gov$|\.[a-z]{2}\.us$", host)}
    assert len(official) > 30
    assert hosts - official == set(PUBLISHED_ELSEWHERE)


def test_an_address_leads_to_the_law_and_not_to_a_search_or_a_session() -> None:
    for address in addresses():
        parts = urlsplit(address)
        assert (parts.scheme, parts.username, parts.port) == ("https", None, None)
        assert not re.search(r"search|session_?id|[?&](q|query|s|text|utm_\w+)=", address, re.I)


def test_fifty_states_and_the_district_are_listed_and_the_nation() -> None:
    assert len(STATES) == 51
    asked = law_coverage(built_in()).jurisdictions
    assert len(asked) == 52
    assert {pack.id for one in asked for pack in one.packs} == set(built_in().packs)


def test_somebody_looked_at_the_law_of_every_state() -> None:
    asked = law_coverage(built_in()).jurisdictions
    assert [one.id for one in asked if one.answer is LawKnown.NOBODY_LOOKED] == []
    assert [one.id for one in asked if one.answer is LawKnown.NO_RULES] == []


@pytest.mark.parametrize("said", ["ct", "CT", "us-ct", "Connecticut", "connecticut"])
def test_a_state_is_asked_for_as_people_write_it(said: str) -> None:
    assert law_coverage(built_in(), said).jurisdictions[0].id == "us-ct"


def test_a_state_that_is_none_is_refused() -> None:
    with pytest.raises(UsageError, match="no state"):
        law_coverage(built_in(), "zz")


def test_the_table_has_a_row_for_each_law_and_a_column_for_each_topic() -> None:
    page = DOCUMENTS["law"]["markdown"].write(law_coverage(built_in()))
    rows = [line for line in page.splitlines() if line.startswith("| CT |")]
    assert [row.count("|") for row in rows] == [len(LawTopic) + 2]


def test_json_says_the_same_of_each_provision() -> None:
    found = law_coverage(built_in(), "il")
    said = json.loads(DOCUMENTS["law"]["json"].write(found))
    (state,) = said["jurisdictions"]
    passages = [
        passage
        for pack in state["packs"]
        for one in pack["instruments"]
        for passage in one["provisions"]
    ]
    assert len(passages) == sum(len(pack.passages) for pack in found.jurisdictions[0].packs) > 0
    assert all(bool(one["rules"]) is (one["no_rule"] is None) for one in passages)


def catalog(state: str | None = None) -> dict[str, Any]:
    made = json.loads(DOCUMENTS["law"]["oscal"].write(law_coverage(built_in(), state)))
    found: dict[str, Any] = made["catalog"]
    return found


def everything(made: Any) -> Iterator[Any]:
    yield made
    for one in made.values() if isinstance(made, dict) else made if isinstance(made, list) else ():
        yield from everything(one)


def test_each_provision_is_a_control_that_leads_to_its_rules() -> None:
    (group,) = catalog("il")["groups"]
    (pack,) = law_coverage(built_in(), "il").jurisdictions[0].packs
    assert len(pack.instruments) > 1
    for covered, made in zip(pack.instruments, group["groups"], strict=False):
        assert made["links"][0]["href"] == covered.instrument.url
        for passage, control in zip(covered.passages, made["controls"], strict=True):
            assert control["parts"][0]["prose"] == passage.passage.says
            rules = [one["text"] for one in control.get("links", ())]
            assert rules == list(dict.fromkeys(rule.rule for rule in passage.carried))
            reasons = [one for one in control["parts"] if one["name"] == "guidance"]
            assert len(reasons) == (passage.passage.no_rule is not None)


def test_each_rule_is_a_control_and_each_version_of_it_an_objective_with_its_law() -> None:
    """A report names these objectives, so that a tool finds the law behind a finding."""
    groups = {one["id"]: one for one in catalog("ca")["groups"][0]["groups"]}
    rules = {one["id"]: one for one in groups["us-ca_rules"]["controls"]}
    (pack, *_) = law_coverage(built_in(), "ca").jurisdictions[0].packs
    found = [
        (part["id"], part["links"][0]["text"])
        for one in rules.values()
        for part in one["parts"]
        if part["name"] == "assessment-objective"
    ]
    assert sorted(found) == sorted(
        (f"{one.rule.replace('/', '.')}.{one.start}", one.provision.citation) for one in pack.rules
    )
    assert all(one["links"] for one in rules.values())


def test_every_link_of_the_catalog_leads_to_a_control() -> None:
    whole = [one for one in everything(catalog()) if isinstance(one, dict)]
    names = {one["id"] for one in whole if "id" in one}
    inner = [one["href"][1:] for one in whole if one.get("href", "").startswith("#")]
    assert len(inner) > 500
    assert set(inner) <= names


def test_a_report_names_the_objectives_of_the_catalog() -> None:
    judged = check(drafts(), Options(TODAY, today=TODAY))
    made = json.loads(oscal.write(judged))["assessment-results"]
    named = {one["target"]["target-id"] for result in made["results"] for one in result["findings"]}
    local = made["local-definitions"]["objectives-and-methods"]
    own = {part["id"] for one in local for part in one["parts"]}
    known = {one["id"] for one in everything(catalog()) if isinstance(one, dict) and "id" in one}
    assert len(named & known) > 30
    assert named - own <= known
    assert not own & known


def test_a_catalog_has_no_empty_list_and_no_name_twice() -> None:
    """The schema of OSCAL refuses both, and asks that a name begins with a letter."""
    whole = list(everything(catalog()))
    assert [] not in whole
    assert {} not in whole
    names = [one["id"] for one in whole if isinstance(one, dict) and "id" in one]
    assert len(names) == len(set(names)) > 500
    assert all(re.fullmatch(r"[a-z_][a-z0-9._-]*", name) for name in names)


def test_a_catalog_is_the_same_for_the_same_law_and_another_for_another() -> None:
    assert catalog("ct") == catalog("ct")
    assert catalog("ct")["uuid"] != catalog("nj")["uuid"]
    assert catalog("wy").get("groups") is None
