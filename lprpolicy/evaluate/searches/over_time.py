"""What reasons say from month to month, for a page that anybody may read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import groupby
from typing import Final

from lprpolicy.evaluate.searches.tables import count_cell
from lprpolicy.model.search import CellState, LogColumn, Specific
from lprpolicy.model.search_groups import SearchGroup, SearchGroups, TableName
from lprpolicy.model.search_log import PurposesRow, purposes_row
from lprpolicy.model.small_cells import LEAST, CountCell, HiddenCells, ShownCount, hide_cells
from lprpolicy.write.site.facts import ReasonKind, SearchMonth, TownSearches

LIST_CAME: Final = ("2025-11", "2026-01")
"""In these months Flock put a list to choose from before the free text, agency after agency."""
_SPECIFIC: Final = {
    Specific.STATED: ReasonKind.STATED,
    Specific.VAGUE: ReasonKind.VAGUE,
    Specific.NUMBER: ReasonKind.NUMBER,
    Specific.UNRECOGNIZED: ReasonKind.UNRECOGNIZED,
    Specific.TEST: ReasonKind.TEST,
}
_NO_TEXT: Final = (CellState.EMPTY, CellState.PLACEHOLDER)
_SHARE_OF_LIST: Final = 0.01
"""From this share of a month's searches on, the list to choose from is in use."""


def searches_of_town(groups: SearchGroups) -> TownSearches | None:
    """Gather the months of a log; None if it has no search."""
    rows = sorted(map(purposes_row, groups.tables[TableName.PURPOSES]), key=lambda one: one.day)
    held = [(month, list(found)) for month, found in groupby(rows, key=lambda one: one.day[:7])]
    if not held:
        return None
    cells = [_cells(found) for _, found in held]
    totals = [count_cell(TableName.PURPOSES, (one.group for one in found)) for _, found in held]
    hidden = hide_cells([totals, *(list(month.values()) for month in cells)])
    breaks = _breaks(groups, held)
    months = tuple(
        SearchMonth(
            month,
            _show(totals[number], hidden, folded=0 in hidden.folded),
            {
                kind: _show(cell, hidden, folded=number + 1 in hidden.folded)
                for kind, cell in cells[number].items()
            },
            breaks[number],
        )
        for number, (month, _) in enumerate(held)
    )
    kinds = tuple(kind for kind in ReasonKind if any(kind in month for month in cells))
    return TownSearches(kinds, months)


def _cells(rows: Sequence[PurposesRow]) -> dict[ReasonKind, CountCell]:
    found: defaultdict[ReasonKind, list[SearchGroup]] = defaultdict(list)
    for one in rows:
        found[_kind(one)].append(one.group)
    return {kind: count_cell(TableName.PURPOSES, groups) for kind, groups in found.items()}


def _kind(one: PurposesRow) -> ReasonKind:
    if one.offense:
        return ReasonKind.CHOSEN
    if one.specific is Specific.NONE:
        return ReasonKind.EMPTY if one.state in _NO_TEXT else ReasonKind.HIDDEN
    return _SPECIFIC[one.specific]


def _show(cell: CountCell, hidden: HiddenCells, *, folded: bool) -> ShownCount | None:
    """A count as it is shown; None where even `fewer than 5` would say too much."""
    shown = hidden.show(cell)
    return None if folded and shown.count is None else shown


def _breaks(groups: SearchGroups, held: Sequence[tuple[str, list[PurposesRow]]]) -> list[str]:
    """Say before which months reasons cannot be compared with those above, and why."""
    first, last = LIST_CAME
    flock = any(LogColumn.NETWORKS in source.columns for source in groups.sources)
    before: tuple[str, bool] | None = None
    found = []
    for month, rows in held:
        chosen = _uses_list(rows)
        says = ""
        if before is not None and chosen != before[1]:
            says = "a list to choose from" + ("" if chosen else " is gone")
        elif before is not None and flock and before[0] < last and month >= first:
            says = "the vendor's form changed"
        found.append(says)
        before = month, chosen
    return found


def _uses_list(rows: Sequence[PurposesRow]) -> bool:
    chosen = sum(one.group.searches for one in rows if one.offense)
    whole = sum(one.group.searches for one in rows)
    return chosen >= LEAST and chosen >= _SHARE_OF_LIST * whole
