"""The window of a search: how many days of reads it reached, and how it fits the search."""

from __future__ import annotations

from typing import Final

from lprpolicy.audit.times import Printed, minutes_between, read_printed, window_of

_DAY: Final = 1440


def measure_window(
    whole: str | None, start: str | None, end: str | None
) -> tuple[int, Printed | None]:
    """Return the days of a window, a begun day as a whole one, and its end; -1 if unknown."""
    found = window_of(whole) if whole else None
    if found is None and start and end:
        first, last = read_printed(start), read_printed(end)
        found = (first, last) if first and last else None
    return days_of(*found) if found else (-1, None)


WindowEnd = tuple[int, str, int, bool]
"""Days of a window, how it fits any search (if it does), its last minute, if a zone is named."""


Window = str | tuple[str | None, ...] | None
"""The text of a window, or with it those of its start and its end, where they have columns."""


def end_of_window(found: Window) -> WindowEnd:
    texts = found if isinstance(found, tuple) else (found, None, None)
    return end_of(*measure_window(*texts))


def end_of_both(start: Printed, end: Printed) -> WindowEnd:
    return end_of(*days_of(start, end))


def end_of(days: int, end: Printed | None) -> WindowEnd:
    if end is None:
        return days, "unknown" if days < 0 else "reversed", 0, False
    return days, "", end.minute - (end.offset or 0), end.offset is not None


def days_of(start: Printed, end: Printed) -> tuple[int, Printed | None]:
    minutes = minutes_between(start, end)
    if minutes is None:
        return -1, None
    if minutes < 0:
        return 0, None
    return -(-minutes // _DAY), end
