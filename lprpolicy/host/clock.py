"""The clock of this machine. Nothing else reads it: every other answer is told its day."""

from __future__ import annotations

import datetime as dt
import time
import zoneinfo
from pathlib import Path
from typing import Final

from lprpolicy.errors import UsageError
from lprpolicy.model.days import FIRST, LAST

_ZONE: Final = Path("/etc/localtime")


def today() -> dt.date:
    """The day where the user is. A UsageError where the clock is far off."""
    return day_of(now())


def day_of(moment: dt.datetime) -> dt.date:
    """The day of a moment. A UsageError where the clock that told it is far off."""
    day = moment.date()
    if not FIRST <= day <= LAST:
        raise UsageError(
            f"the clock of this machine says that today is {day}",
            hint="set the clock, or name the day with LPRPOLICY_AS_OF=2026-10-01",
        )
    return day


def now() -> dt.datetime:
    """The moment, by the user's own zone."""
    return dt.datetime.now().astimezone()


def of_machine() -> dt.datetime:
    """The moment in the zone that this machine is set to, whatever TZ says.

    TZ can shift the day by one, and whoever runs the gate can set it.
    """
    moment = dt.datetime.now(dt.UTC)
    try:
        with _ZONE.open("rb") as file:
            return moment.astimezone(zoneinfo.ZoneInfo.from_file(file))
    except (OSError, ValueError):
        return moment


def running() -> float:
    """Seconds on a clock that nobody sets."""
    return time.monotonic()
