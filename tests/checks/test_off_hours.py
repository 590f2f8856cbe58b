"""The hours of a night, and those that are none."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from lprpolicy.checks import is_asked_of
from lprpolicy.checks.search.searches_off_hours import Params, _is_night


@pytest.mark.parametrize(
    ("first", "last", "night"),
    [
        (0, 5, {0, 1, 2, 3, 4}),
        (22, 5, {22, 23, 0, 1, 2, 3, 4}),
        (20, 24, {20, 21, 22, 23}),
        (6, 6, set(range(24))),
    ],
)
def test_a_night_is_the_hours_from_the_first_to_the_last(
    first: int, last: int, night: set[int]
) -> None:
    params = Params(from_hour=first, until_hour=last, percent=10)
    assert {hour for hour in range(-1, 24) if _is_night(hour, params)} == night


@pytest.mark.parametrize(
    "wrong", [{"from_hour": 24}, {"from_hour": -1}, {"until_hour": 25}, {"percent": 101}]
)
def test_a_rule_with_an_hour_that_no_clock_shows_is_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(ValidationError):
        Params.model_validate({"from_hour": 22, "until_hour": 5, "percent": 10} | wrong)


def test_the_nights_of_others_are_not_asked_about() -> None:
    assert is_asked_of("searches-off-hours", own=True)
    assert not is_asked_of("searches-off-hours", own=False)
