"""What an annual report takes from a log, and what somebody has to fill in."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from lprpolicy.write.audit.facts import CountTable


@dataclass(frozen=True, slots=True)
class AnnualFigures:
    """The tables of one state's report. Each adds up to all searches of the log."""

    agency: str
    law: str
    days: tuple[dt.date, dt.date] | None
    searches: int
    tables: tuple[CountTable, ...]
    fill_in: tuple[str, ...]
    notes: tuple[str, ...]
