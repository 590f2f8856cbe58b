"""Lengths of time are compared without ever assuming how long a month is."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lprpolicy.checks.policy.review_date import last_day
from lprpolicy.model.durations import UNITS, Duration

durations = st.builds(Duration, st.integers(0, 500), st.sampled_from(UNITS))
days = st.dates(dt.date(1990, 1, 1), dt.date(2090, 1, 1))


@pytest.mark.parametrize(
    ("one", "other", "answer"),
    [
        ("21 days", "21 days", True),
        ("22 days", "21 days", False),
        ("3 weeks", "21 days", True),
        ("3 minutes", "1 hour", True),
        ("1 month", "31 days", True),
        ("1 month", "28 days", None),
        ("30 days", "1 month", None),
        ("27 days", "1 month", True),
        ("1 month", "27 days", False),
        ("12 months", "1 year", True),
        ("13 months", "1 year", False),
        ("365 days", "1 year", True),
        ("366 days", "1 year", None),
        ("367 days", "1 year", False),
        ("30 months", "3 years", True),
    ],
)
def test_a_length_is_at_most_another_certainly_certainly_not_or_nobody_can_tell(
    one: str, other: str, answer: bool | None
) -> None:
    assert Duration.parse(one).at_most(Duration.parse(other)) is answer


@given(durations, durations)
def test_at_least_is_at_most_the_other_way_round(one: Duration, other: Duration) -> None:
    assert one.at_least(other) is other.at_most(one)


@given(durations)
def test_a_length_is_at_most_itself(one: Duration) -> None:
    assert one.at_most(one) is True


@given(durations, durations, durations)
def test_at_most_is_transitive(a: Duration, b: Duration, c: Duration) -> None:
    if a.at_most(b) and b.at_most(c):
        assert a.at_most(c) is not False


@given(durations, durations, days)
def test_a_certain_answer_holds_on_every_calendar(
    one: Duration, other: Duration, start: dt.date
) -> None:
    if "minute" in (one.unit, other.unit) or "hour" in (one.unit, other.unit):
        return
    shorter = one.at_most(other)
    if shorter is True:
        assert last_day(start, one) <= last_day(start, other)
    if shorter is False:
        assert last_day(start, one) > last_day(start, other)


@given(durations)
def test_a_length_reads_back_as_it_is_written(one: Duration) -> None:
    assert Duration.parse(str(one)) == one


@pytest.mark.parametrize(
    "text",
    [
        "21",
        "21days",
        "21  days",
        "-1 days",
        "1.5 days",
        "021 days",
        "٣ days",
        "21 Days",
        "21 days\n",
    ],
)
def test_other_spellings_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not like"):
        Duration.parse(text)
