"""Checked rows in blocks, column by column: what every row of a block shares is asked once.

A block in which anything is odd is read row by row, by the reader that names the row. Which of
the two read a block shows nowhere but in the time that it took.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import compress, islice
from typing import Final, cast

from lprpolicy.audit.cells import is_count
from lprpolicy.audit.reading import COUNTS, TEXTS, LogSheet, NumberedRow, check_rows, note_end
from lprpolicy.audit.times import Printed, is_search_time, read_printed, read_printed_alike
from lprpolicy.model.search import AT, COLUMNS, LogColumn

Column = Sequence[str | None]
SIZE: Final = 2_000
"""Rows of a log that are held at once: so few that a processor's cache holds them too."""
_MOST_GOOD: Final = 100_000
_TIME, _DATE = AT[LogColumn.TIME], AT[LogColumn.DATE]


@dataclass(frozen=True, slots=True)
class SearchBlock:
    """Rows of a sheet: their numbers, their cells in the order of COLUMNS, their times."""

    numbers: Sequence[int]
    columns: tuple[Column, ...]
    times: Sequence[Printed]

    def new(self, seen: set[int]) -> SearchBlock:
        """Return the rows that are not in `seen`, each once, and enter them there."""
        digests = list(map(hash, zip(*self.columns, strict=True)))
        fresh = set(digests)
        if len(fresh) == len(digests) and fresh.isdisjoint(seen):
            seen |= fresh
            return self
        wanted = []
        for digest in digests:
            wanted.append(digest not in seen)
            seen.add(digest)
        return SearchBlock(
            tuple(compress(self.numbers, wanted)),
            tuple(tuple(compress(column, wanted)) for column in self.columns),
            tuple(compress(self.times, wanted)),
        )


def read_blocks(
    sheet: LogSheet, rows: Iterable[NumberedRow], size: int = SIZE
) -> Iterator[SearchBlock]:
    """Yield the rows below a header; an ExportError names the first that cannot be right."""
    rows = iter(rows)
    quick = _Quick(sheet)
    while batch := list(islice(rows, size)):
        block = quick.read(batch) or _row_by_row(sheet, batch)
        if block is not None:
            yield block
    note_end(sheet)


def _row_by_row(sheet: LogSheet, batch: Iterable[NumberedRow]) -> SearchBlock | None:
    found = list(check_rows(sheet, batch))
    if not found:
        return None
    numbers, cells, times = zip(*found, strict=True)
    return SearchBlock(numbers, tuple(zip(*cells, strict=True)), times)


class _Quick:
    """Reads blocks in which every row is as wide as the header and every cell in order."""

    def __init__(self, sheet: LogSheet) -> None:
        header = sheet.header
        self._sheet = sheet
        self._untitled = header.untitled
        self._places = [header.place(column) for column in COLUMNS]
        self._counts = [AT[one] for one in COUNTS if one in header.known]
        self._texts = [AT[one] for one in TEXTS if one in header.known]
        self._good: set[str | None] = set()

    def read(self, batch: list[NumberedRow]) -> SearchBlock | None:
        """Read a block; None if it has to be read row by row."""
        numbers, rows = zip(*batch, strict=True)
        if set(map(len, rows)) != {len(self._sheet.header.columns)} or self._places[_DATE]:
            return None
        if self._untitled:
            return None
        found = tuple(zip(*rows, strict=True))
        times = read_printed_alike(found[self._places[_TIME] - 1])
        if times is None or not is_search_time(min(times)):
            return None
        nothing = (None,) * len(rows)
        columns = tuple(found[place - 1] if place else nothing for place in self._places)
        if not self._is_good(columns):
            return None
        self._sheet.rows += len(rows)
        return SearchBlock(numbers, columns, times)

    def _is_good(self, columns: tuple[Column, ...]) -> bool:
        """Whether every cell is of the kind that its column holds."""
        good = self._good
        if len(good) > _MOST_GOOD:
            good.clear()
        for place in self._counts:
            fresh = set(columns[place]) - good
            if None in fresh or not all(map(is_count, cast("set[str]", fresh))):
                return False
            good |= fresh
        return not any(_holds_a_time(columns[place]) for place in self._texts)


def _holds_a_time(column: Column) -> bool:
    """Whether a cell of a column of text is a time: then its row is shifted."""
    return any(
        said and ":" in said and said[0].isdigit() and read_printed(said) is not None
        for said in set(column)
    )
