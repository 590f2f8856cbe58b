"""Read the clock of this machine. Nothing else does: all other code is given its day."""

from __future__ import annotations

import datetime as dt
import time

from lprpolicy.errors import UsageError
from lprpolicy.model.days import FIRST, LAST


def today() -> dt.date:
    """Return today in the user's time zone; a UsageError if the clock is years off."""
    day = now().date()
    if not FIRST <= day <= LAST:
        raise UsageError(
            f"the clock of this machine says that today is {day}",
            hint="set the clock, or name the day with LPRPOLICY_AS_OF=2026-10-01",
        )
    return day


def now() -> dt.datetime:
    """Return this moment in the user's time zone."""
    return dt.datetime.now().astimezone()


def running() -> float:
    """Return seconds of a clock that nobody can set, to measure how long something takes."""
    return time.monotonic()
