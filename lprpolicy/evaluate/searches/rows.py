"""Rows of a log for its own auditor: those of a finding, a sample, and the reasons as typed."""

from __future__ import annotations

import csv
import io
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Final

from lprpolicy.audit.cells import state_of
from lprpolicy.audit.reading import time_of
from lprpolicy.audit.reasons import scrub
from lprpolicy.evaluate.searches.opening import each_search, group_logs
from lprpolicy.evaluate.searches.options import LogOptions
from lprpolicy.model.search import AT, Cells, CellState, LogColumn
from lprpolicy.model.search_groups import Key, Place, SearchGroups, TableName
from lprpolicy.write.escape import csv_cell

_ID = AT[LogColumn.ID]
_OTHERWISE: Final = tuple(
    AT[one]
    for one in (
        LogColumn.AGENCY,
        LogColumn.USER,
        LogColumn.DATE,
        LogColumn.TIME,
        LogColumn.PLATE,
        LogColumn.REASON,
        LogColumn.CASE,
    )
)
_BLANKS: Final = re.compile(r"\s+")
JUDGMENTS: Final = ("in order", "not in order", "cannot tell")


def rows_of(
    paths: tuple[Path, ...], options: LogOptions, wanted: frozenset[tuple[TableName, Key]]
) -> tuple[Place, ...]:
    """Return the places of every search in these groups, by reading the logs again."""
    _, found = group_logs(paths, options, lambda table, key: (table, key) in wanted)
    return found


def places_as_csv(places: Iterable[Place], groups: SearchGroups, *more: str) -> str:
    """Write places as CSV: the file, its sheet, the row, and blank columns to fill in."""
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\n")
    writer.writerow(("file", "sheet", "row", *more))
    for source, row in places:
        held = groups.sources[source]
        name, sheet = csv_cell(held.document), csv_cell(held.sheet or "")
        writer.writerow((name, sheet, row, *("" for _ in more)))
    return made.getvalue()


def default_seed(groups: SearchGroups, period: str | None) -> str:
    """A seed that nobody chose: nobody can draw again until the sample looks good."""
    whole = "\n".join((*(one.sha256 for one in groups.sources), period or ""))
    return sha256(whole.encode()).hexdigest()[:16]


def sample(
    paths: tuple[Path, ...], options: LogOptions, percent: float, seed: str
) -> tuple[tuple[Place, ...], int]:
    """Draw a share of all searches by the rank of a hash; also how many searches there are.

    The order of rows, added columns and a new export of the same searches change nothing.
    """
    ranked = [
        (sha256(f"{seed}\x1f{_canonical(cells)}".encode()).digest(), place)
        for place, cells in each_search(paths, replace(options, own=False))
    ]
    ranked.sort()
    size = math.ceil(len(ranked) * percent / 100)
    return tuple(sorted(place for _, place in ranked[:size])), len(ranked)


def _canonical(cells: Cells) -> str:
    """What makes a search itself: its id and minute; without an id, who, when, what and why.

    A time without a zone counts as UTC: a workbook leaves the zone of the vendor's CSV out.
    """
    time = time_of(cells)
    if state_of(cells[_ID]) is CellState.VALUE and time is not None:
        held: Iterable[str | None] = (cells[_ID], str(time.minute - (time.offset or 0)))
    else:
        held = (cells[place] for place in _OTHERWISE)
    return "\x1f".join(_BLANKS.sub(" ", one or "").strip() for one in held)


def sheet_result(text: str) -> tuple[int, int, int]:
    """Count a filled-in sheet: in order, not in order, cannot tell. A ValueError names a row."""
    found: Counter[str] = Counter()
    try:
        rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise ValueError(f"this is no CSV: {error}") from error
    for number, row in enumerate(rows, 2):
        said = " ".join((row.get("judgment") or "").casefold().split())
        if said not in JUDGMENTS:
            raise ValueError(f"row {number}: the judgment is none of {', '.join(JUDGMENTS)}")
        found[said] += 1
    return found["in order"], found["not in order"], found["cannot tell"]


def wilson(wrong: int, of: int) -> tuple[float, float]:
    """Return the interval of 95 percent for a share, after Wilson.

    >>> tuple(round(end, 3) for end in wilson(2, 100))
    (0.006, 0.07)
    """
    if of == 0:
        return 0.0, 1.0
    z = 1.959963984540054
    share = wrong / of
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    half = z * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    return max(0.0, middle - half), min(1.0, middle + half)


def reasons_typed(paths: tuple[Path, ...], options: LogOptions) -> Iterator[tuple[str, int]]:
    """Give the distinct reasons with their counts, plates and dates of birth taken out."""
    found: Counter[str] = Counter()
    for _, cells in each_search(paths, replace(options, own=False)):
        found[scrub(cells[AT[LogColumn.REASON]] or "")] += 1
    yield from sorted(found.items(), key=lambda one: (-one[1], one[0]))
