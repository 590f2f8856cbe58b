"""What a replay shows: what a proposed policy would have stopped, by clause and agency."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from lprpolicy.model.small_cells import ShownCount


class Outcome(StrEnum):
    """What would have become of a search."""

    STOPPED = "stopped"
    UNKNOWN = "cannot-tell"
    LET_IN = "let-in"


@dataclass(frozen=True, slots=True)
class ReplayLine:
    """The number of searches by one agency with one outcome; `clause` is what decides it."""

    outcome: Outcome
    clause: str
    who: str
    searches: ShownCount


@dataclass(frozen=True, slots=True)
class ReplayReport:
    """A log under a proposed policy. The lines add up to all searches."""

    version: str
    agency: str
    policy: str
    days: tuple[dt.date, dt.date] | None
    period: str | None
    searches: int
    lines: tuple[ReplayLine, ...]
    notes: tuple[str, ...]
