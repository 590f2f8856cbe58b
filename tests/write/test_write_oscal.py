"""A report as OSCAL assessment results: who reads it finds every place, and nothing is passed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from lprpolicy.model.report import Decision, JudgedPolicy, Narrowing, Report
from lprpolicy.write.escape import one_line
from lprpolicy.write.oscal import objective, text, token
from lprpolicy.write.report import oscal
from tests.limits import examples
from tests.write.hostile_reports import TEXTS, reports
from tests.write.sample_report import (
    AGENCY,
    AUDIT,
    CLEAN,
    FILE,
    GRANTED,
    GRANTS,
    PURPOSES,
    REPORT,
    UNKNOWN,
    WAIVED,
)


def made(report: Report) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(oscal.write(report))["assessment-results"]
    return found


def results(report: Report) -> dict[str, dict[str, Any]]:
    return {valued(one)["result"]: one for one in made(report)["results"]}


def valued(part: dict[str, Any]) -> dict[str, str]:
    return {one["name"]: one["value"] for one in part.get("props", ())}


def statuses(report: Report, result: str = "today") -> dict[str, tuple[str, str]]:
    """The state and the reason of each finding, by rule."""
    return {
        valued(one)["rule"]: (one["target"]["status"]["state"], one["target"]["status"]["reason"])
        for one in results(report)[result].get("findings", ())
    }


def everything(part: Any) -> Iterator[Any]:
    yield part
    for one in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        yield from everything(one)


def test_what_is_unknown_is_not_satisfied_and_no_failure() -> None:
    assert statuses(replace(CLEAN, findings=(UNKNOWN,)))[PURPOSES.id] == ("not-satisfied", "other")
    assert statuses(replace(CLEAN, findings=(GRANTED,)))[GRANTS.id] == ("not-satisfied", "fail")
    assert statuses(CLEAN)[AUDIT.id] == ("satisfied", "pass")


def test_a_violation_beside_what_is_unknown_is_a_failure() -> None:
    both = (replace(UNKNOWN, rule=GRANTS), GRANTED)
    assert statuses(replace(CLEAN, findings=both))[GRANTS.id] == ("not-satisfied", "fail")


def test_what_is_waived_is_not_satisfied_and_its_risk_has_an_end() -> None:
    report = replace(CLEAN, findings=(WAIVED,))
    assert statuses(report)[GRANTS.id] == ("not-satisfied", "other")
    (risk,) = results(report)["today"]["risks"]
    assert risk["status"] == "deviation-approved"
    assert risk["deadline"] == "2026-10-20T00:00:00Z"
    (entry,) = risk["risk-log"]["entries"]
    assert entry["start"], entry["end"] == ("2026-06-01T00:00:00Z", "2026-10-20T00:00:00Z")


def test_a_waiver_of_one_place_leaves_the_risk_of_another_open() -> None:
    (risk,) = results(replace(CLEAN, findings=(WAIVED, GRANTED)))["today"]["risks"]
    assert risk["status"] == "open"
    assert "deadline" not in risk
    assert len(risk["related-observations"]) == GRANTED.count + WAIVED.count


def test_what_a_baseline_lists_is_still_a_failure_with_an_open_risk_and_refuses_nothing() -> None:
    report = replace(CLEAN, findings=(replace(GRANTED, old=True),))
    assert statuses(report)[GRANTS.id] == ("not-satisfied", "fail")
    today = results(report)["today"]
    assert [risk["status"] for risk in today["risks"]] == ["open"]
    (one,) = [found for found in today["findings"] if valued(found)["rule"] == GRANTS.id]
    assert valued(one)["refuses"] == "no"


def test_disputed_law_satisfies_nobody() -> None:
    disputed = replace(AUDIT, disputed=True)
    assert statuses(replace(CLEAN, rules=(disputed,))) == {}


def test_a_rule_that_was_not_asked_is_not_passed() -> None:
    """A narrowed report has the rules that it shows, and no others."""
    narrowed = replace(
        CLEAN, rules=(), subjects=(JudgedPolicy(AGENCY, FILE, (AUDIT.id,)),),
        narrowed=Narrowing((GRANTS.id,), (), 3), decision=Decision.REFUSE,
    )  # fmt: skip
    assert statuses(narrowed) == {}
    assert valued(results(narrowed)["today"])["refused-unseen"] == "3"


def test_a_part_that_shows_nothing_decides_nothing() -> None:
    part = replace(CLEAN, narrowed=Narrowing((AUDIT.id,), (), 0))
    assert "decision" not in valued(results(part)["today"])
    assert valued(results(CLEAN)["today"])["decision"] == "allow"


def test_every_place_is_an_observation_with_its_line() -> None:
    today = results(REPORT)["today"]
    found = [one for one in today["observations"] if one["types"] == ["finding"]]
    assert len(found) == sum(one.count for one in REPORT.findings)
    (first,) = [one for one in found if valued(one).get("recipient") == "ICE"]
    said = valued(first)
    assert (said["file"], said["line"], said["column"]) == (FILE, "3", "16")
    assert first["relevant-evidence"][0]["href"] == f"{FILE}#L3"


def test_what_begins_later_and_what_drafts_lack_are_results_of_their_own() -> None:
    found = results(REPORT)
    assert list(found) == ["today", "coming", "when-adopted"]
    assert statuses(REPORT, "coming") == {"us-xx/retention-reads": ("not-satisfied", "fail")}
    assert "us-xx/retention-reads" not in statuses(REPORT)
    assert {valued(one)["refuses"] for one in found["coming"]["findings"]} == {"no"}


@given(reports)
@settings(max_examples=examples(20))
def test_each_reference_leads_to_something_and_no_two_things_have_one_uuid(
    report: Report,
) -> None:
    whole = made(report)
    parts = [one for one in everything(whole) if isinstance(one, dict)]
    for result in whole["results"]:
        inner = [one for one in everything(result) if isinstance(one, dict)]
        own = [one["uuid"] for one in inner if "uuid" in one]
        assert len(own) == len(set(own))
        for one in inner:
            for name, value in one.items():
                if name.endswith("-uuid"):
                    assert value in own, name
        named = [one["target"]["target-id"] for one in result.get("findings", ())]
        reviewed = result["reviewed-controls"].get("control-objective-selections", [{}])[0]
        listed = [one["objective-id"] for one in reviewed.get("include-objectives", ())]
        assert set(named) == set(listed)
    assert [] not in parts
    assert {} not in parts


@given(reports)
@settings(max_examples=examples(10))
def test_the_same_report_gives_the_same_bytes(report: Report) -> None:
    assert oscal.write(report) == oscal.write(report)


def test_an_observation_keeps_its_uuid_from_day_to_day() -> None:
    later = replace(REPORT, as_of=REPORT.as_of.replace(day=29))
    assert made(REPORT)["uuid"] != made(later)["uuid"]
    uuids = [
        [one["uuid"] for one in results(report)["today"]["observations"]]
        for report in (REPORT, later)
    ]
    assert uuids[0] == uuids[1]


@given(TEXTS)
def test_a_text_is_shown_as_it_is(said: str) -> None:
    """Tools take titles and descriptions for Markdown; a town's file must not write any."""
    (opened, shown, closed) = MarkdownIt("commonmark").parse(text(said))
    assert {one.type for one in shown.children or ()} <= {"text", "text_special"}
    written = "".join(one.content for one in shown.children or ()).replace("\u200b", "")
    assert written == (one_line(said) or "(nothing)").replace("\u200b", "")
    assert (opened.type, closed.type) == ("paragraph_open", "paragraph_close")


@given(st.lists(TEXTS, min_size=2, max_size=2, unique=True))
def test_two_rules_never_have_one_name(two: list[str]) -> None:
    assert token(two[0]) != token(two[1])
    assert objective(two[0], None) != objective(two[1], None)


@pytest.mark.parametrize("one", ["a.b/c", "a/b.c", "A/b", "", "/", "9", "a b", "a/b/"])
def test_a_name_that_is_no_rule_id_gets_a_digest(one: str) -> None:
    assert token(one) != "a.b.c"
    assert token(one)[0].isalpha() or token(one)[0] == "_"
