"""A time is read as it is printed, and asked about where the agency is."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lprpolicy.audit.times import Clock, Moment, minutes_between, read_printed, window_of

YEARS = dt.datetime(1990, 1, 1), dt.datetime(2100, 1, 1)  # noqa: DTZ001 - as hypothesis asks
NEW_YORK = ZoneInfo("America/New_York")
SEEN = [
    "10/02/2026, 09:30:00 AM UTC",
    "2026-10-02T09:30:00.000Z",
    "2026-10-02 09:30:00.123 UTC",
    "2026-10-02T05:30:00-04:00",
    "10/02/2026, 05:30:00 AM EDT",
    "10/02/2026, 09:30:00\u202fAM UTC",
]


@pytest.mark.parametrize("text", SEEN)
def test_every_form_of_a_time_is_the_same_moment(text: str) -> None:
    at = read_printed(text)
    assert at is not None
    assert Clock(NEW_YORK).moment(at) == Moment(dt.date(2026, 10, 2), 5)


@pytest.mark.parametrize(
    "text",
    ["", "lookup", "13/45/2026, 09:30:00 AM UTC", "2026-02-30T09:30:00Z", "10/02/2026, 13:30:00 PM UTC",
     "2026-10-02T24:30:00Z", "10/02/2026, 09:61:00 AM UTC", "10/02/2026, 09:30:00 AM XYZT", "10/02/0000, 09:30 AM"],
)  # fmt: skip
def test_what_is_no_time_is_none(text: str) -> None:
    assert read_printed(text) is None


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("11/01/2026, 05:30:00 AM UTC", 1),  # the first 1:30, in daylight time
        ("11/01/2026, 06:30:00 AM UTC", 1),  # the second 1:30, in standard time
        ("11/01/2026, 07:30:00 AM UTC", 2),
        ("03/08/2026, 06:59:00 AM UTC", 1),
        ("03/08/2026, 07:00:00 AM UTC", 3),  # no clock shows 2:00 on this day
    ],
)
def test_the_nights_on_which_clocks_change(text: str, hour: int) -> None:
    at = read_printed(text)
    assert at is not None
    assert Clock(NEW_YORK).moment(at).hour == hour


def test_a_search_late_in_the_evening_is_of_the_agencys_own_day() -> None:
    at = read_printed("10/01/2026, 03:30:00 AM UTC")
    assert at is not None
    assert Clock(NEW_YORK).moment(at) == Moment(dt.date(2026, 9, 30), 23)
    assert Clock().moment(at) == Moment(dt.date(2026, 10, 1), None)


def test_a_time_without_a_zone_has_no_hour_until_somebody_gives_one() -> None:
    at = read_printed("2026-10-02 09:30:00.123")
    assert at is not None
    assert Clock(NEW_YORK).moment(at).hour is None
    assert Clock(NEW_YORK, printed_in=ZoneInfo("UTC")).moment(at).hour == 5
    assert Clock(NEW_YORK, printed_in=NEW_YORK).moment(at).hour == 9


@pytest.mark.parametrize(
    "text",
    [
        "10/01/2026, 09:00:00 AM UTC\n10/03/2026, 10:00:00 AM UTC",
        "10/01/2026, 09:00:00 AM UTC to 10/03/2026, 10:00:00 AM UTC",
        "10/01/2026, 09:00:00 AM UTC - 10/03/2026, 10:00:00 AM UTC",
    ],
)
def test_a_time_frame_is_two_times(text: str) -> None:
    found = window_of(text)
    assert found is not None
    assert minutes_between(*found) == 49 * 60


def test_a_time_frame_of_one_time_is_unknown() -> None:
    assert window_of("10/01/2026, 09:00:00 AM UTC") is None


@given(
    st.datetimes(*YEARS),
    st.sampled_from(["America/New_York", "America/Phoenix", "America/Denver", "Pacific/Honolulu"]),
)
def test_the_hour_is_what_the_standard_library_says(told: dt.datetime, name: str) -> None:
    told = told.replace(second=0, microsecond=0)
    at = read_printed(told.strftime("%m/%d/%Y, %I:%M:%S %p UTC"))
    assert at is not None
    local = told.replace(tzinfo=dt.UTC).astimezone(ZoneInfo(name))
    assert Clock(ZoneInfo(name)).moment(at) == Moment(local.date(), local.hour)


@given(st.text(max_size=40))
def test_no_text_makes_it_fail(text: str) -> None:
    at = read_printed(text)
    if at is not None:
        Clock(NEW_YORK).moment(at)
