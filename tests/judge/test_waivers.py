"""A waiver on its last day and the day after, granted today or for one day too long."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from lprpolicy.judge.obligation import Obligation
from lprpolicy.judge.waivers import flaws
from lprpolicy.model.waiver import LONGEST_DAYS, Waiver
from lprpolicy.model.words import Layer
from lprpolicy.repository.law import built_in
from tests.repositories import TODAY

TOWN, RULE = "us-ct/elm-pd", "us-ct/elm-pd/two-weeks"
DAY = dt.timedelta(days=1)


def law() -> Obligation:
    found = built_in().rule("us-ct/retention-reads")
    assert found is not None
    return found


def own(agency: str = TOWN, id_: str = RULE) -> Obligation:
    pack = law().pack.model_copy(update={"layer": Layer.TOWN, "agencies": (agency,)})
    return replace(law(), id=id_, pack=pack)


def codes(*rules: Obligation, day: dt.date = TODAY, **changes: Any) -> list[str]:
    written = {
        "rule": RULE,
        "scope": {"block": "retention"},
        "authority": "Town Council",
        "reason": "The vendor needs until spring.",
        "granted": TODAY - DAY,
        "expires": TODAY + DAY,
        "record": "minutes/a.md",
    }
    waiver = Waiver.model_validate(written | changes)
    return [flaw.code for flaw in flaws(0, waiver, TOWN, rules or (own(),), day)]


def test_a_waiver_of_an_own_rule_is_right_up_to_its_last_day() -> None:
    assert codes() == []
    assert codes(day=TODAY + DAY) == []
    assert codes(day=TODAY + 2 * DAY) == ["waiver/expired"]


def test_a_waiver_may_be_as_long_as_the_longest_and_a_day_longer_it_may_not() -> None:
    longest = TODAY + LONGEST_DAYS * DAY
    assert codes(granted=TODAY, expires=longest) == []
    assert codes(granted=TODAY, expires=longest + DAY) == ["waiver/too-long"]


def test_a_waiver_may_be_for_one_day_and_for_no_less() -> None:
    assert codes(granted=TODAY, expires=TODAY) == []
    assert codes(granted=TODAY, expires=TODAY - DAY) == ["waiver/too-long"]


@pytest.mark.parametrize("scope", [{"block": "sharing"}, {"to": "us-ct/ash-pd"}, {"system": "f"}])
def test_one_part_of_a_scope_is_a_scope(scope: dict[str, str]) -> None:
    assert codes(scope=scope) == []


def test_a_waiver_of_everything_is_refused() -> None:
    assert codes(scope={}) == ["waiver/no-scope"]


def test_nobody_waives_the_law_or_the_rule_of_another_town() -> None:
    assert codes(law(), rule="us-ct/retention-reads") == ["waiver/over-reaching"]
    assert codes(own("us-ct/ash-pd")) == ["waiver/over-reaching"]
    assert codes(law()) == ["waiver/unknown-rule"]


def test_a_look_alike_of_the_law_is_the_law_in_whatever_order_they_stand() -> None:
    alike = own(id_=law().id)
    for rules in ((alike, law()), (law(), alike)):
        assert codes(*rules, rule=law().id) == ["waiver/over-reaching"]
