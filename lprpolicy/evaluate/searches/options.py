"""How a log is read, and what counts it: the same for every engine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from lprpolicy.audit.groups import Grouper, Watch
from lprpolicy.audit.reasons import Reasons
from lprpolicy.audit.times import Clock
from lprpolicy.errors import UsageError
from lprpolicy.repository.lexicons import phrases_of

_NOTHING: Final = "nothing was audited"


@dataclass(frozen=True, slots=True)
class LogOptions:
    """How a log is read: whose it is, where that is, what its times and initials mean."""

    zone: str | None = None
    printed_in: str | None = None
    state: str | None = None
    agency: str | None = None
    local: Mapping[str, str] = field(default_factory=dict)
    own: bool = False
    ignored: tuple[str, ...] = ()
    memory: str = "1GB"
    """What DuckDB may take; beyond it writes to a temporary folder and goes on."""
    duckdb: bool = False
    """Whether DuckDB counts. Of several logs a search is counted once, which Python alone does."""


def new_grouper(options: LogOptions, watch: Watch | None = None, source: int = 0) -> Grouper:
    """Make what counts searches; `source` is the number of the first log that it counts."""
    clock = Clock(
        zone_named(options.zone, "--time-zone"), zone_named(options.printed_in, "--printed-in")
    )
    reasons = Reasons(phrases_of(options.state), options.local)
    return Grouper(clock, reasons, options.own, watch, source)


def zone_named(name: str | None, option: str) -> ZoneInfo | None:
    """Look up a time zone; a UsageError if there is none of this name."""
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UsageError(
            f"{option}: there is no time zone named {name!r}",
            hint="write it like America/New_York",
            consequence=_NOTHING,
        ) from error
