"""The clock of this machine. Nothing else reads it: every other answer is told its day."""

from __future__ import annotations

import datetime as dt
import time

from lprpolicy.errors import UsageError
from lprpolicy.model.days import FIRST, LAST


def today() -> dt.date:
    """The day where the user is. A UsageError where the clock is far off."""
    day = now().date()
    if not FIRST <= day <= LAST:
        raise UsageError(
            f"the clock of this machine says that today is {day}",
            hint="set the clock, or name the day with LPRPOLICY_AS_OF=2026-10-01",
        )
    return day


def now() -> dt.datetime:
    """The moment, by the user's own zone."""
    return dt.datetime.now().astimezone()


def running() -> float:
    """Seconds on a clock that nobody sets."""
    return time.monotonic()
