"""Bytes of a CSV or XLSX file → rows of text, each with the number a spreadsheet shows for it.

A cell is text and stays text: no formula is ever evaluated.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from lprpolicy.errors import ExportError

LONGEST: Final = 100_000
"""The most characters in a cell; a spreadsheet allows 32,767."""
MOST_CELLS: Final = 1_000
"""The most cells in a row; real exports and lists have under 30."""
_CELL: Final = re.compile(r'(?:"(?:[^"]|"")*+"?)?+[^,]*+(?:,|\Z)')
"""A cell with its comma. It never backtracks, so stray quotation marks cannot make it slow."""
_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet, or a CSV file. Rows without any text are left out."""

    document: str
    sheet: str | None
    rows: tuple[tuple[int, tuple[str, ...]], ...]

    def at(self, row: int | None = None, column: int | None = None) -> str:
        """Name a place for an error; rows and columns count from 1."""
        parts = [self.document]
        parts += [f"sheet {self.sheet!r}"] if self.sheet is not None else []
        parts += [f"row {row}"] if row is not None else []
        parts += [f"column {column}"] if column is not None else []
        return ", ".join(parts)


def is_workbook(raw: bytes) -> bool:
    """Whether the bytes are a zip or one of Microsoft's older containers, whatever it holds."""
    return raw.startswith((_ZIP, _OLE))


def tables(
    name: str,
    raw: bytes,
    *,
    dates: bool = False,
    moments: bool = False,
    formulas: bool = True,
    wanted: Callable[[Iterable[tuple[str, ...]]], bool] | None = None,
) -> tuple[Table, ...]:
    """Every sheet of a workbook, or the one table of a text file.

    `dates` takes a workbook's day for its text, 2026-10-01, and `moments` a time of a day too,
    2026-10-01 14:05:00; `formulas` leaves the last result of a workbook's formula for its text.
    Else such a cell is refused. A sheet of a workbook that is not `wanted`, by the text of its
    first rows, has no rows, and no cell of it is refused.
    """
    if raw.startswith(_OLE):
        raise ExportError(
            f"{name}: the workbook is password-protected or in the old XLS format",
            hint="save it as XLSX without a password, or download the CSV",
        )
    if raw.startswith(_ZIP):
        from lprpolicy.tables.workbooks import sheets

        read = sheets(name, raw, dates=dates, moments=moments, formulas=formulas, wanted=wanted)
        found = [Table(name, sheet, _filled_rows(rows)) for sheet, rows in read]
    else:
        found = [Table(name, None, _filled_rows(_csv(name, raw)))]
    for table in found:
        _check_bounds(table)
    return tuple(found)


def _filled_rows(rows: Iterator[tuple[str, ...]]) -> tuple[tuple[int, tuple[str, ...]], ...]:
    return tuple(
        (number, row) for number, row in enumerate(rows, 1) if any(cell.strip() for cell in row)
    )


def _check_bounds(table: Table) -> None:
    for number, row in table.rows:
        if len(row) > MOST_CELLS:
            raise ExportError(
                f"{table.at(number)}: the row has {len(row):,} cells, "
                f"more than the {MOST_CELLS:,} that are read",
                hint="download the export again; a list has a few columns",
            )
        for column, cell in enumerate(row, 1):
            if len(cell) > LONGEST:
                raise ExportError(
                    f"{table.at(number, column)}: the cell has {len(cell):,} characters, "
                    f"more than the {LONGEST:,} that are read",
                    hint="download the export again; a quotation mark may be missing",
                )
            if "\x00" in cell:
                raise ExportError(
                    f"{table.at(number, column)}: the cell holds a NUL character",
                    hint="download the export again",
                )


def first_line(raw: bytes) -> str:
    """Return the first line that is not blank, for telling formats apart."""
    head = raw[:4096]
    encoding = "utf-16" if head.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    return next(
        (line for line in head.decode(encoding, "replace").splitlines() if line.strip()), ""
    )


def _csv(name: str, raw: bytes) -> Iterator[tuple[str, ...]]:
    text = decode(name, raw)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    number = 0
    try:
        for row in reader:
            number += 1
            yield tuple(row)
    except csv.Error as fault:
        long = "field limit" in str(fault)
        said = f"a cell has more than the {LONGEST:,} characters that are read" if long else fault
        at = f"{name}, row {number + 1}"
        if long:
            at += f", column {long_column(text, reader.line_num)}"
        raise ExportError(
            f"{at}: {said} (line {reader.line_num} of the file)",
            hint="download the export again; a quotation mark may be missing",
        ) from fault


def long_column(text: str, line: int) -> int:
    """Return the column of the longest cell of a line with a cell over the limit."""
    whole = re.split(r"\r\n|\n|\r", text, maxsplit=line)[line - 1]
    lengths = (len(cell[0]) for cell in _CELL.finditer(whole))
    return max(enumerate(lengths, 1), key=lambda pair: pair[1])[0]


def decode(name: str, raw: bytes) -> str:
    encoding, called = "utf-8-sig", "UTF-8"
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = called = "UTF-16"
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as fault:
        line = raw.count(b"\n", 0, fault.start) + 1
        raise ExportError(
            f"{name}, line {line}: byte {fault.start:,} is not {called} text",
            hint="save it as 'CSV UTF-8', or download the export again",
        ) from fault
    if "\x00" in text:
        line = text.count("\n", 0, text.index("\x00")) + 1
        raise ExportError(
            f"{name}, line {line}: the text holds a NUL character",
            hint="save it as 'CSV UTF-8', or download the export again",
        )
    return text
