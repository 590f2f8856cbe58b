"""Read the clock of this machine. Nothing else does: all other code is given its day."""

from __future__ import annotations

import datetime as dt
import time
from pathlib import Path
from typing import Final

from lprpolicy.errors import UsageError
from lprpolicy.model.days import FIRST, LAST

_ZONE: Final = Path("/etc/localtime")


def today() -> dt.date:
    """Return today in the user's time zone; a UsageError if the clock is years off."""
    return day_of(now())


def day_of(moment: dt.datetime) -> dt.date:
    """Return the day of a moment; a UsageError if the clock that told it is years off."""
    day = moment.date()
    if not FIRST <= day <= LAST:
        raise UsageError(
            f"the clock of this machine says that today is {day}",
            hint="set the clock, or name the day with LPRPOLICY_AS_OF=2026-10-01",
        )
    return day


def now() -> dt.datetime:
    """Return this moment in the user's time zone."""
    return dt.datetime.now().astimezone()


def of_machine() -> dt.datetime:
    """The moment in the zone that this machine is set to, whatever TZ says.

    TZ can shift the day by one, and whoever runs the gate can set it.
    """
    import zoneinfo  # here, since `--help` and `--version` ask for no day

    moment = dt.datetime.now(dt.UTC)
    try:
        with _ZONE.open("rb") as file:
            return moment.astimezone(zoneinfo.ZoneInfo.from_file(file))
    except (OSError, ValueError):
        return moment


def seconds_running() -> float:
    """Return seconds of a clock that nobody can set, to measure how long something takes."""
    return time.monotonic()
