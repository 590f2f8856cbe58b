"""The days that a file or a command may name: one range, wide enough for any law and any contract.

The range stays clear of both ends of the calendar, so that "180 days from now" is always a day.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

FIRST: Final = dt.date(1900, 1, 1)
LAST: Final = dt.date(2199, 12, 31)
PATTERN: Final = r"^(19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}"
"""The same range as a pattern, without `$`: the schema language and Python differ on it."""

_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def day_of(text: str) -> dt.date:
    """Read a day that a person wrote; a ValueError says what is wrong with it.

    >>> day_of("2026-10-01")
    datetime.date(2026, 10, 1)
    """
    try:
        day = dt.date.fromisoformat(text if _DAY.fullmatch(text) else "")
    except ValueError:
        raise ValueError(f"{text!r} is not a day like 2026-10-01") from None
    if not FIRST <= day <= LAST:
        raise ValueError(f"{text!r} is out of range; a day is from {FIRST} to {LAST}")
    return day
