"""Columns of a list by the words of its header: found by name, never by place.

A list whose header is not the known one is refused: a renamed column may mean something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from lprpolicy.errors import ExportError
from lprpolicy.model.characters import UNSEEN
from lprpolicy.model.places import Where
from lprpolicy.tables import Table

LONGEST: Final = 500
"""The most characters in a cell; the longest real one has about 130."""
_FORMULA: Final = ("=", "+", "@")
_UNSEEN: Final = re.compile(rf"[{UNSEEN}\t\r\n]")
_KNOWN_EMPTY: Final = frozenset({"#n/a", "#na", "n/a", "na", "none", "null", "-", "not specified"})


@dataclass(frozen=True, slots=True)
class Variant:
    """One known header: its required and optional columns."""

    name: str
    needs: tuple[str, ...]
    may: tuple[str, ...] = ()

    def fits(self, header: Sequence[str]) -> bool:
        return set(self.needs) <= set(header) <= {*self.needs, *self.may}


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row of a list, with its cells by column name."""

    table: Table
    number: int
    cells: dict[str, str]
    places: dict[str, int]
    wrong: ExportError | None = None
    """What is wrong with the first cell that holds no plain text; its text is left out."""

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def known_text(self, column: str) -> str | None:
        """Return a cell's text; None where it is blank or says that nothing is known."""
        text = self[column]
        return None if not text or text.casefold() in _KNOWN_EMPTY else text

    @property
    def where(self) -> Where:
        return Where(self.table.document, row=self.number, sheet=self.table.sheet)

    def fault(self, column: str, says: str, *, hint: str) -> ExportError:
        """Make an error that names a cell."""
        place = self.table.at(self.number, self.places.get(column, 1))
        return ExportError(f"{place} ({column}): {says}", hint=hint)


def normal(heading: str) -> str:
    """Return a heading in lower case, with one space between words.

    >>> normal(" Support_Type ")
    'support type'
    """
    return " ".join(re.sub(r"[\s_\-]+", " ", heading).strip().casefold().split())


def variant_of(table: Table, variants: Sequence[Variant]) -> Variant:
    """Match the first row to a known header, or raise an error at the first unknown cell."""
    number, header = first_row(table)
    names = [normal(cell) for cell in header if cell.strip()]
    twice = next((name for at, name in enumerate(names) if name in names[:at]), None)
    if twice is not None:
        raise ExportError(
            f"{table.at(number)}: two columns are called {twice!r}",
            hint="download the list again",
        )
    found = [variant for variant in variants if variant.fits(names)]
    if len(found) == 1:
        return found[0]
    raise _strange(table, number, header, variants)


def first_row(table: Table) -> tuple[int, tuple[str, ...]]:
    """Return the header: the first row that is not blank."""
    if not table.rows:
        raise ExportError(f"{table.at()}: there is nothing in it", hint="download the list again")
    return table.rows[0]


def _strange(
    table: Table, number: int, header: tuple[str, ...], variants: Sequence[Variant]
) -> ExportError:
    """Make an error about a header by comparing it with the nearest known one."""
    names = [normal(cell) for cell in header]
    near = max(variants, key=lambda one: len({*one.needs, *one.may} & set(names)))
    known = [*near.needs, *near.may]
    missing = [name for name in near.needs if name not in names]
    hint = f"the columns of {near.name} are {', '.join(known)}; download the list again"
    for column, name in enumerate(names, 1):
        if header[column - 1].strip() and name not in known:  # also one of nothing but hyphens
            left = [one for one in known if one not in names]
            close = get_close_matches(name, left, n=1, cutoff=0.5)
            meant = f"; did you mean {close[0]!r}?" if close else ""
            at = table.at(number, column)
            return ExportError(f"{at}: there is no column {header[column - 1]!r}{meant}", hint=hint)
    return ExportError(f"{table.at(number)}: there is no column {missing[0]!r}", hint=hint)


def rows_of(table: Table) -> Iterator[ListRow]:
    """Yield every row below the header, with the spaces around its cells removed."""
    start, header = first_row(table)
    places = {normal(cell): column for column, cell in enumerate(header, 1) if cell.strip()}
    width = len(header)
    for number, cells in table.rows:
        if number == start:
            continue
        if any(cell.strip() for cell in cells[width:]) or len(cells) < min(places.values()):
            raise ExportError(
                f"{table.at(number, width + 1)}: the row has {len(cells)} cells, and the header "
                f"{width}",
                hint="a quotation mark may be missing; download the list again",
            )
        named = {}
        wrong: ExportError | None = None
        for name, column in places.items():
            text = cells[column - 1] if column <= len(cells) else ""
            fault = _fault(table, number, column, text)
            wrong = wrong or fault
            named[name] = "" if fault else " ".join(text.split())
        yield ListRow(table, number, named, places, wrong)


def _fault(table: Table, number: int, column: int, text: str) -> ExportError | None:
    clean = " ".join(text.split())
    says = None
    if len(text) > LONGEST:
        says = f"the cell has {len(text):,} characters, more than the {LONGEST} of any real one"
    elif clean.startswith(_FORMULA):
        says = f"the cell holds a formula ({clean[:20]!r}), not text"
    elif _UNSEEN.search(clean):
        says = "the cell holds a character that nobody can see"
    if says is None:
        return None
    return ExportError(
        f"{table.at(number, column)}: {says}",
        hint="download the list again; in a copy, paste the cells as values",
    )
