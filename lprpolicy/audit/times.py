"""The time of a search: as the log prints it, and the day and hour where the agency is.

Off-hours and the law of a day are asked in the agency's own zone. Read as UTC, the same rows gave
twice as many searches at night.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple, cast
from zoneinfo import ZoneInfo

from lprpolicy.audit.memo import Memo

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
_A_DAY: Final = 1440
_OLDEST: Final = dt.date(2000, 1, 1).toordinal() * _A_DAY
WINDOW: Final = re.compile(r"\s*\n\s*|\s+to\s+|\s+[-\u2013\u2014]\s+")
"""What stands between the two times of a `Time Frame` cell."""


class Printed(NamedTuple):
    """A time as printed: minutes since the year 1, and minutes from UTC if it says so."""

    minute: int
    offset: int | None


_SECONDS: Final = frozenset(f":{second:02d}" for second in range(60))
_FRACTION: Final = re.compile(r"(?:\.[0-9]{3})?")


class _PrintedForm:
    """A form of times in which every part has its place: day, clock time, seconds, the rest.

    A day and a clock time are looked up without the seconds: most cells of a log repeat both.
    """

    def __init__(self, date: str, seconds: int, rest: int) -> None:
        self.date, self.seconds, self.rest = date, seconds, rest
        self.clock = len(date) + 5
        self._noon = "12:00:00 PM UTC" if date.endswith(" ") else "12:00:00Z"
        self._days: Memo[str, int | None] = Memo(self._day)
        self._clocks: Memo[str, tuple[int, int | None] | None] = Memo(self._time_of_day)
        self.known: Memo[tuple[str, str], Printed | None] = Memo(self._read_parts)

    def parts(self, text: str) -> tuple[str, str]:
        day = len(self.date)
        return text[:day], text[day : self.clock] + text[self.rest :]

    def _read_parts(self, parts: tuple[str, str]) -> Printed | None:
        day, clock = self._days[parts[0]], self._clocks[parts[1]]
        return None if day is None or clock is None else Printed(day + clock[0], clock[1])

    def _day(self, text: str) -> int | None:
        found = _read(text + self._noon)
        return None if found is None else found.minute - found.minute % _A_DAY

    def _time_of_day(self, text: str) -> tuple[int, int | None] | None:
        found = _read(f"{self.date}{text[:5]}:00{text[5:]}")
        return None if found is None else (found.minute % _A_DAY, found.offset)


def read_printed(text: str) -> Printed | None:
    """Read a time; None if it is none. A day that does not exist is no time.

    >>> read_printed("11/01/2026, 05:30:00 AM UTC").offset
    0
    >>> read_printed("2026-02-30T10:00:00Z") is None
    True
    """
    form = _FORMS.get(len(text))
    if (
        form is not None
        and text[form.clock : form.seconds] in _SECONDS
        and _FRACTION.fullmatch(text, form.seconds, form.rest)
    ):
        found = form.known[form.parts(text)]
        if found is not None:
            return found
    return _read(text)


def is_search_time(time: Printed | None) -> bool:
    """Whether a search can have been made then: no reader is so old, and no law would bind it."""
    return time is not None and time.minute >= _OLDEST


def read_printed_alike(texts: Sequence[str]) -> Sequence[Printed] | None:
    """Read times that are all in one of the vendor's usual forms; None if one of them is not."""
    form = _FORMS.get(len(texts[0])) if texts else None
    if form is None or set(map(len, texts)) != {len(texts[0])}:
        return None
    day, clock, seconds, rest = len(form.date), form.clock, form.seconds, form.rest
    if not _SECONDS.issuperset([text[clock:seconds] for text in texts]):
        return None
    if not all(map(_FRACTION.fullmatch, {text[seconds:rest] for text in texts})):
        return None
    parts = [(text[:day], text[day:clock] + text[rest:]) for text in texts]
    found = list(map(form.known.__getitem__, parts))
    return None if None in found else cast("list[Printed]", found)


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


_FORMS: Final = {
    27: _PrintedForm("10/02/2026, ", 20, 20),  # 10/02/2026, 09:30:00 AM UTC
    20: _PrintedForm("2026-10-02T", 19, 19),  # 2026-10-02T09:30:00Z
    24: _PrintedForm("2026-10-02T", 19, 23),  # 2026-10-02T09:30:00.000Z
}
"""The usual forms by their length."""


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
    _known: Memo[tuple[int, int | None], Moment] = field(init=False)

    def __post_init__(self) -> None:
        self._known = Memo(lambda key: self._find(key[0] * _QUARTER, key[1]))

    def moment(self, at: Printed) -> Moment:
        """Return the day and hour. Memory holds one for each quarter of an hour."""
        return self._known[at.minute // _QUARTER, at.offset]

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


def read_windows_alike(texts: Sequence[str | None]) -> list[tuple[Printed, Printed]] | None:
    """Read `Time Frame` cells that all are as the vendor writes them; None if one is not."""
    size = len(texts[0] or "") // 2
    if size not in _FORMS:
        return None
    if {text and (len(text), text[size : size + 1]) for text in texts} != {(2 * size + 1, "\n")}:
        return None
    starts = read_printed_alike([text[:size] for text in texts if text])
    ends = read_printed_alike([text[size + 1 :] for text in texts if text])
    return list(zip(starts, ends, strict=True)) if starts and ends else None


def minutes_between(start: Printed, end: Printed) -> int | None:
    """Return the minutes from one to the other; None if only one of them names its zone."""
    if (start.offset is None) != (end.offset is None):
        return None
    return (end.minute - (end.offset or 0)) - (start.minute - (start.offset or 0))
