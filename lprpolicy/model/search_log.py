"""What a rule on searches is asked about: the groups of a log, the policy, and who is who."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from heapq import nsmallest
from typing import TYPE_CHECKING, Final, NamedTuple

from lprpolicy.model.places import ROOT, Pointer
from lprpolicy.model.policy import Policy
from lprpolicy.model.search import CellState, LogColumn, NamedAgency, Specific
from lprpolicy.model.search_groups import Key, Place, SearchGroup, SearchGroups, TableName
from lprpolicy.model.subject import Recipient
from lprpolicy.model.words import Tri

if TYPE_CHECKING:
    from lprpolicy.model.lexicon import PhraseClass

PLACES_SHOWN = 5


class PurposesRow(NamedTuple):
    """One group of the table of purposes, taken apart."""

    day: str
    agency: str
    state: CellState
    classes: tuple[str, ...]
    named: NamedAgency
    specific: Specific
    personal: bool
    offense: bool
    group: SearchGroup


@dataclass(frozen=True, slots=True)
class Counted:
    """The searches that a verdict is about: how many, of how many, in which groups."""

    table: TableName
    keys: frozenset[Key]
    searches: int
    of: int
    days: tuple[str, str] | None
    places: tuple[Place, ...]


@dataclass(frozen=True)
class SearchLog:
    """A log with what is known beside it. `day` is the one as of which it is judged.

    `own` says that only the agency's own users are in it. `who` looks an agency up; `granted` says
    whether it was let in on a day.
    """

    groups: SearchGroups
    policy: Policy | None
    agency: Recipient
    day: dt.date
    own: bool
    classes: Mapping[str, PhraseClass]
    who: Callable[[str], Recipient]
    granted: Callable[[str, dt.date], tuple[Tri, str]]

    def rows(self, table: TableName) -> tuple[SearchGroup, ...]:
        return self.groups.tables[table]

    @cached_property
    def searches(self) -> int:
        """How many searches there are on these days."""
        return sum(group.searches for group in self.rows(TableName.TYPES))

    @cached_property
    def purposes(self) -> tuple[PurposesRow, ...]:
        return tuple(map(purposes_row, self.rows(TableName.PURPOSES)))

    @cached_property
    def days(self) -> tuple[dt.date, dt.date] | None:
        """The first and the last day with a search."""
        found = [str(group.key[0]) for group in self.rows(TableName.TYPES)]
        if not found:
            return None
        return dt.date.fromisoformat(min(found)), dt.date.fromisoformat(max(found))

    def has(self, column: LogColumn) -> bool:
        """Whether every sheet of the log has a column."""
        return all(column in source.columns for source in self.groups.sources)

    def states(self, column: LogColumn) -> dict[CellState, list[SearchGroup]]:
        """Return the groups of a column's cells by state."""
        found: dict[CellState, list[SearchGroup]] = {}
        for group in self.rows(TableName.CELLS):
            if group.key[1] == column.value:
                found.setdefault(CellState(str(group.key[2])), []).append(group)
        return found

    def count(self, table: TableName, groups: Iterable[SearchGroup]) -> Counted:
        """Sum up groups: how many searches, and where the first of them stand."""
        held = list(groups)
        days = {day for day in [group.key[0] for group in held] if isinstance(day, str)}
        return Counted(
            table,
            frozenset([group.key for group in held]),
            sum([group.searches for group in held]),
            self.searches,
            (min(days), max(days)) if days else None,
            tuple(nsmallest(PLACES_SHOWN, [group.first for group in held])),
        )

    def whole(self) -> Counted:
        """Every search: for a verdict about the log and not about some of it."""
        return replace(self.count(TableName.TYPES, self.rows(TableName.TYPES)), places=())

    def within(self, start: dt.date, until: dt.date | None) -> SearchLog:
        """Return the log with the searches of these days alone: law binds from a day on."""
        if self._is_within(start, until or dt.date.max):
            return self  # with all that is known of it by now
        first, last = start.isoformat(), (until or dt.date.max).isoformat()
        tables = {
            table: tuple(
                group
                for group in groups
                if table is TableName.REPEATED or first <= str(group.key[0]) <= last
            )
            for table, groups in self.groups.tables.items()
        }
        return replace(self, groups=replace(self.groups, tables=tables))

    def _is_within(self, first: dt.date, last: dt.date) -> bool:
        return self.days is not None and first <= self.days[0] and self.days[1] <= last


def purposes_row(group: SearchGroup) -> PurposesRow:
    """Take a group of the table of purposes apart."""
    day, agency, state, classes, named, specific, personal, offense = group.key
    return PurposesRow(
        str(day),
        str(agency),
        _STATES[str(state)],
        _classes(str(classes)),
        _NAMED[str(named)],
        _SPECIFIC[str(specific)],
        bool(personal),
        bool(offense),
        group,
    )


@cache
def _classes(said: str) -> tuple[str, ...]:
    return tuple(one for one in said.split("+") if one)


_STATES: Final = {str(one): one for one in CellState}
_NAMED: Final = {str(one): one for one in NamedAgency}
_SPECIFIC: Final = {str(one): one for one in Specific}
"""Looked up, since a log of millions of searches has groups by the hundred thousand."""
UNKNOWN = "an agency that the directory does not know"
NAMELESS = "an agency without a name"


def name_to_print(who: Recipient, text: str) -> str:
    """An agency as the directory calls it. A name that nobody knows is not printed: it may be a
    person's.
    """
    if who.entry is None:
        return UNKNOWN if text else NAMELESS
    return who.entry.name


def column_at(column: LogColumn) -> Pointer:
    """The place of a verdict about a log: the column that shows it."""
    return ROOT / column.value
