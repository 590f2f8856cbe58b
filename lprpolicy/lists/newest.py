"""The newest year of each agency, from a file with a row for each agency and each year.

The FBI publishes every year since 1960 in one file. Its rows pass by one at a time; what stays in
memory is one row for each agency, with the cells that are read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Final

from lprpolicy.errors import ExportError
from lprpolicy.lists.columns import Variant, normal, variant_of
from lprpolicy.model.scalars import ORI_PATTERN
from lprpolicy.tables import Table

Row = tuple[int, tuple[str, ...]]
MOST_LINES: Final = 3_000_000
"""The most rows of the file; the real one has 785,127, and 12,000 more each year."""
MOST_KEPT: Final = 60_000
"""The most agencies; about 18,000 report now, and fewer than twice as many ever did."""
YEAR: Final = re.compile(r"(19|20)\d\d")
_ORI: Final = re.compile(ORI_PATTERN)


def newest_rows(
    document: str, rows: Iterator[Row], header: Variant, columns: Sequence[str]
) -> tuple[Table, int]:
    """Keep the rows of each ORI's newest year, and say how many rows there were.

    Of each row the cells of these columns are kept. A row with no ORI or no year is kept too, so
    that it is reported.
    """
    first = next((row for row in rows if _has_text(row[1])), None)
    if first is None:
        raise ExportError(f"{document}: there is nothing in it", hint="download the list again")
    variant_of(Table(document, None, (first,)), (header,))
    names = [normal(cell) for cell in first[1]]
    ori, year = names.index("ori"), names.index("data year")
    wanted = [names.index(name) for name in columns if name in names]
    read = itemgetter(*wanted)
    at = wanted.index(year)
    kept = _Newest(document, ori, year, read, at)
    lines = 0
    for number, given in rows:
        cells = given if len(given) == len(names) else _fit_row(document, number, given, len(names))
        if not _has_text(cells):
            continue
        lines += 1
        if lines > MOST_LINES:
            raise _too_many(document, f"more than {MOST_LINES:,} rows", MOST_LINES)
        kept.add(number, cells)
    wide = ((number, _spread(said, wanted, len(names))) for number, said in kept.rows())
    return Table(document, None, (first, *wide)), lines


@dataclass(slots=True)
class _Newest:
    """The rows of the newest year of each agency so far.

    `ori` and `year` are columns of the file, `at` is the year's place among the cells that `read`
    takes.
    """

    document: str
    ori: int
    year: int
    read: Callable[[Sequence[str]], tuple[str, ...]]
    at: int
    kept: dict[str, tuple[int, list[Row]]] = field(default_factory=dict)

    def add(self, number: int, cells: tuple[str, ...]) -> None:
        """Keep a row if no newer one of its agency is kept; forget those that are older."""
        who, on = cells[self.ori].strip(), _year(cells[self.year])
        before = self.kept.get(who)
        if before is not None and 0 < on < before[0]:
            return
        said = self.read(cells)
        if not on or (before is None and _ORI.search(who) is None):
            who = "\0".join(said if not on else (*said[: self.at], *said[self.at + 1 :]))
            before = self.kept.get(who)
        if before is None or on > before[0]:
            self.kept[who] = (on, [(number, said)])
        elif on == before[0] and all(said != one for _, one in before[1]):
            before[1].append((number, said))
        if len(self.kept) > MOST_KEPT:
            raise _too_many(self.document, f"more than {MOST_KEPT:,} agencies", MOST_KEPT)

    def rows(self) -> list[Row]:
        """Return what is kept, in the order of the file."""
        return sorted(row for _, rows in self.kept.values() for row in rows)


def _spread(said: Sequence[str], columns: Sequence[int], width: int) -> tuple[str, ...]:
    """Put cells back in their columns; those that nobody reads stay blank."""
    cells = [""] * width
    for column, text in zip(columns, said, strict=True):
        cells[column] = text
    return tuple(cells)


def _year(text: str) -> int:
    clean = text.strip()
    return int(clean) if YEAR.fullmatch(clean) else 0


def _has_text(cells: Iterable[str]) -> bool:
    return any(cell.strip() for cell in cells)


def _fit_row(document: str, number: int, cells: tuple[str, ...], width: int) -> tuple[str, ...]:
    """Give a row as many cells as the header has; text beyond them is an error."""
    if _has_text(cells[width:]):
        at = Table(document, None, ()).at(number, width + 1)
        raise ExportError(
            f"{at}: the row has {len(cells)} cells, and the header {width}",
            hint="a quotation mark may be missing; download the list again",
        )
    return (*cells[:width], *("",) * (width - len(cells)))


def _too_many(document: str, what: str, most: int) -> ExportError:
    return ExportError(
        f"{document}: the list has {what}, and at most {most:,} are read",
        hint="make sure that it is the list you mean",
    )
