"""Changes that take away the rule that would refuse them: each was allowed without a base."""

from __future__ import annotations

from pathlib import Path

import pytest

from lprpolicy.model.report import Decision
from tests.attacks.edits import (
    AGENCY,
    FOUND,
    RULE,
    VOTE_RULE,
    Edit,
    Files,
    against,
    both,
    gone,
    grant_to,
    put,
    rules,
    with_faces,
)
from tests.attacks.ways_out import STAND_ASIDE, WAYS_OUT
from tests.repositories import WESTPORT, drafts


@pytest.mark.parametrize("way", WAYS_OUT)
def test_a_rule_that_goes_with_the_change_still_refuses_it(way: str) -> None:
    found = rules(against(with_faces, WAYS_OUT[way]))
    assert FOUND in found, way


@pytest.mark.parametrize("way", WAYS_OUT)
def test_to_lose_or_loosen_a_rule_is_refused_even_where_nothing_breaks_it(way: str) -> None:
    report = against(WAYS_OUT[way])
    assert report.decision is Decision.REFUSE, way
    assert rules(report) & {"base/rule-lost", "base/rule-loosened", "base/waiver-added"}, way


@pytest.mark.parametrize(
    "edit",
    [
        put(RULE, "title: Nothing about the people in a car", "title: Nothing about people"),
        put(RULE, "remedy: Take the field out", "remedy: Take out the field"),
        with_faces,
    ],
    ids=["title", "remedy", "policy"],
)
def test_words_of_a_rule_may_be_mended(edit: Edit) -> None:
    assert not {one for one in rules(against(edit)) if one.startswith("base/")}


def test_a_should_may_become_a_must() -> None:
    strict = put(RULE, "binding: should", "binding: must")
    report = against(strict, base=put(RULE, "binding: must", "binding: should"))
    assert report.decision is Decision.ALLOW


def test_a_rule_that_is_added_binds_and_needs_no_vote() -> None:
    def add(files: Files) -> None:
        files[f"{AGENCY}/rules/another.yaml"] = files[RULE]

    assert against(add).decision is Decision.ALLOW
    assert f"{AGENCY}/another" in rules(against(add, with_faces))


def test_a_rule_on_changes_is_judged_where_there_is_a_base(tmp_path: Path) -> None:
    must = put(VOTE_RULE, "binding: should", "binding: must")
    text = drafts().files[VOTE_RULE].decode()
    base = must if "binding: should" in text else None
    adopted = both(*([base] if base else []), put(WESTPORT, "status: proposed", "status: adopted"))
    report = against(grant_to("us-ct/derby-pd"), gone(VOTE_RULE), base=adopted)
    assert {f"{AGENCY}/widening-needs-a-vote", "base/rule-lost"} <= rules(report)


def test_a_rule_that_is_proved_to_tighten_needs_no_vote() -> None:
    """More is forbidden than before: nothing passes that the base refuses."""
    more = put(RULE, "    forbid:\n", "    forbid:\n      - audio\n")
    assert not {one for one in rules(against(more)) if one.startswith("base/")}


def test_a_rule_that_accepts_more_is_refused_with_what_it_accepts() -> None:
    report = against(put(RULE, STAND_ASIDE, "      - occupant-image\n"))
    told = [one.spot.message for one in report.findings if one.rule.id == "base/rule-loosened"]
    assert len(told) == 1
    assert "so that it accepts collection.fields: [face], which it refuses now" in told[0]


ALLOWS = both(
    put(RULE, "check: fields-prohibited", "check: fields-within"),
    put(RULE, "    forbid:\n", "    allow:\n"),
)


@pytest.mark.parametrize(
    ("way", "place"),
    [
        ("a should", "/binding"),
        ("one that allows", "/check"),
        ("for sheriffs", "/applies"),
        ("ended", "/versions/0"),
        ("without faces", "/versions/0"),
    ],
)
def test_what_is_looser_is_shown_at_its_words(way: str, place: str) -> None:
    edit = ALLOWS if way == "one that allows" else WAYS_OUT[way]
    found = [one for one in against(edit).findings if one.rule.id == "base/rule-loosened"]
    assert [str(one.spot.pointer) for one in found] == [place]
