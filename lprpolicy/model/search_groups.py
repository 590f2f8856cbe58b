"""A search log as counts: what every engine makes of it, and all that law and reports are asked of.

A group is one row of one table. No table holds a user, a plate, a case number, a text that
somebody typed, or a time finer than the hour of a day.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from lprpolicy.model.search import LogColumn, SheetNote

SCHEMA = "lprpolicy/search-groups/v1"


class TableName(StrEnum):
    """The tables of a groups file, and the columns of each key after the day."""

    PURPOSES = "purposes"  # agency, state, classes, named, specific, personal, offense
    CELLS = "cells"  # column, state
    NETWORKS = "networks"  # how many; -1 not recorded
    HOURS = "hours"  # hour where the agency is; -1 unknown
    WINDOWS = "windows"  # days of reads that were searched; -1 unknown; how it fits the search
    TYPES = "types"  # the vendor's label, its moderation
    REPEATED = "repeated"  # no day: on how many days one user searched one plate; pairs


Key = tuple[str | int, ...]
Place = tuple[int, int]
"""Which source, from 0, and which row of it."""


class SearchGroup(NamedTuple):
    """The number of searches that have one key, and the first row among them."""

    key: Key
    searches: int
    first: Place


@dataclass(frozen=True, slots=True)
class LogSource:
    """One sheet that was read, by digest: its rows, and those that repeat a search."""

    document: str
    sheet: str | None
    sha256: str
    rows: int
    repeated: int
    columns: tuple[LogColumn, ...]
    notes: tuple[SheetNote, ...]


@dataclass(frozen=True, slots=True)
class SearchGroups:
    """Every table of a log. `zone` and `state` say where its days and codes were read for.

    `agency` is whose log it is, by whoever counted it; None where nobody said.
    """

    sources: tuple[LogSource, ...]
    tables: Mapping[TableName, tuple[SearchGroup, ...]]
    zone: str | None
    state: str | None
    lexicon: str
    agency: str | None = None

    @property
    def searches(self) -> int:
        """How many searches there are: rows, less those that repeat one."""
        return sum(one.rows - one.repeated for one in self.sources)
