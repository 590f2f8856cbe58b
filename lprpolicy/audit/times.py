"""The time of a search: as the log prints it, and the day and hour where the agency is.

Off-hours and the law of a day are asked in the agency's own zone. Read as UTC, the same rows gave
twice as many searches at night.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import field
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from lprpolicy.model.dataclass import dataclass

_US: Final = re.compile(
    r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4}),?[ \u00a0\u202f]+([0-9]{1,2}):([0-5][0-9])"
    r"(?::([0-5][0-9])(?:\.[0-9]+)?)?(?:[ \u00a0\u202f]*([AaPp])\.?[Mm]\.?)?"
    r"(?:[ \u00a0\u202f]*\(?(UTC|GMT|Z|[A-Z]{2,3}T)\)?)?"
)
_ISO: Final = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})[T ]([0-9]{2}):([0-5][0-9])"
    r"(?::([0-5][0-9])(?:\.[0-9]+)?)?[ ]?(UTC|GMT|Z|[+-][0-9]{2}:?[0-9]{2}|[A-Z]{2,3}T)?"
)
_OFFSETS: Final = {
    "UTC": 0,
    "GMT": 0,
    "Z": 0,
    "EST": -300,
    "EDT": -240,
    "CST": -360,
    "CDT": -300,
    "MST": -420,
    "MDT": -360,
    "PST": -480,
    "PDT": -420,
    "AKST": -540,
    "AKDT": -480,
    "HST": -600,
}
"""Minutes from UTC. Each abbreviation is read as in the United States."""
_QUARTER: Final = 15
"""Every zone differs from UTC by a multiple of so many minutes."""
_MOST_KEPT: Final = 200_000
_A_DAY: Final = 1440
WINDOW: Final = re.compile(r"\s*\n\s*|\s+to\s+|\s+[-\u2013\u2014]\s+")
"""What stands between the two times of a `Time Frame` cell."""


class Printed(NamedTuple):
    """A time as printed: minutes since the year 1, and minutes from UTC if it says so."""

    minute: int
    offset: int | None


_days: dict[str, int] = {}
_clocks: dict[str, tuple[int, int | None]] = {}
"""Days and clock times that were read, without their seconds: most cells of a log repeat them."""
_US_LONG: Final = len("10/02/2026, 09:30:00 AM UTC")
_SECONDS: Final = frozenset(f"{second:02d}" for second in range(60))


def read_printed(text: str) -> Printed | None:
    """Read a time; None if it is none. A day that does not exist is no time.

    >>> read_printed("11/01/2026, 05:30:00 AM UTC").offset
    0
    >>> read_printed("2026-02-30T10:00:00Z") is None
    True
    """
    if len(text) == _US_LONG and text[17:18] == ":" and text[18:20] in _SECONDS:
        day, clock = _days.get(text[:12]), _clocks.get(text[12:17] + text[20:])
        if day is not None and clock is not None:
            return Printed(day + clock[0], clock[1])
        found = _read(text)
        if found is not None and len(_days) + len(_clocks) < _MOST_KEPT:
            minutes = found.minute % _A_DAY
            _days[text[:12]] = found.minute - minutes
            _clocks[text[12:17] + text[20:]] = minutes, found.offset
        return found
    return _read(text)


def _read(text: str) -> Printed | None:
    said = text.strip()
    half = None
    if found := _ISO.fullmatch(said):
        year, month, day, hour, minute, _, zone = found.groups()
    elif found := _US.fullmatch(said):
        month, day, year, hour, minute, _, half, zone = found.groups()
    else:
        return None
    offset = _offset(zone) if zone else None
    hours = _hours(int(hour), half)
    if (zone and offset is None) or hours is None:
        return None
    try:
        days = dt.date(int(year), int(month), int(day)).toordinal()
    except ValueError:
        return None
    return Printed(days * _A_DAY + hours * 60 + int(minute), offset)


def _hours(hour: int, half: str | None) -> int | None:
    if half is None:
        return hour if hour < 24 else None
    if not 1 <= hour <= 12:
        return None
    return hour % 12 + (12 if half in "Pp" else 0)


def _offset(zone: str) -> int | None:
    if zone in _OFFSETS:
        return _OFFSETS[zone]
    if zone[0] not in "+-":
        return None
    hours, minutes = int(zone[1:3]), int(zone[-2:])
    if hours > 14 or minutes > 59:
        return None
    return (hours * 60 + minutes) * (-1 if zone[0] == "-" else 1)


@dataclass(frozen=True, slots=True)
class Moment:
    """When a search was made: a day, and the hour where the agency is, if the zone is known."""

    day: dt.date
    hour: int | None
    text: str = field(init=False, compare=False)
    """The day as it is written in keys."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", self.day.isoformat())


@dataclass(slots=True)
class Clock:
    """Turns printed times into the agency's own days and hours.

    `zone` is the agency's; `printed_in` the one of times that print none. Without either the day
    is the printed one, and the hour unknown.
    """

    zone: ZoneInfo | None = None
    printed_in: ZoneInfo | None = None
    _known: dict[tuple[int, int | None], Moment] = field(default_factory=dict)

    def moment(self, at: Printed) -> Moment:
        """Return the day and hour. Memory holds one for each quarter of an hour."""
        key = at.minute // _QUARTER, at.offset
        known = self._known.get(key)
        if known is None:
            if len(self._known) >= _MOST_KEPT:
                self._known.clear()
            known = self._known[key] = self._find(key[0] * _QUARTER, at.offset)
        return known

    def _find(self, minute: int, offset: int | None) -> Moment:
        day, rest = divmod(minute, _A_DAY)
        told = dt.datetime.fromordinal(max(day, 1)) + dt.timedelta(minutes=rest)
        if offset is None and self.printed_in is None:
            return Moment(told.date(), None)
        if self.zone is None:
            return Moment(told.date(), None)
        try:
            if offset is not None:
                known = told.replace(tzinfo=dt.timezone(dt.timedelta(minutes=offset)))
            else:
                known = told.replace(tzinfo=self.printed_in)
            local = known.astimezone(self.zone)
        except OverflowError:
            return Moment(told.date(), None)
        return Moment(local.date(), local.hour)


def window_of(text: str) -> tuple[Printed, Printed] | None:
    """Read the two times of a `Time Frame` cell; None if it does not hold two."""
    first, _, last = text.partition("\n")  # as the vendor writes it
    start, end = read_printed(first), read_printed(last)
    if start is not None and end is not None:
        return start, end
    parts = [one for one in WINDOW.split(text.strip()) if one]
    if len(parts) != 2:
        return None
    start, end = read_printed(parts[0]), read_printed(parts[1])
    return (start, end) if start and end else None


def minutes_between(start: Printed, end: Printed) -> int | None:
    """Return the minutes from one to the other; None if only one of them names its zone."""
    if (start.offset is None) != (end.offset is None):
        return None
    return (end.minute - (end.offset or 0)) - (start.minute - (start.offset or 0))
