"""The sheets of an XLSX file, after making sure that opening it cannot exhaust the machine.

A workbook is a zip of XML. Small ones can be made that unpack to terabytes, or that hold a cell
in the last corner of a sheet so that a reader makes room for 17 billion.
"""

from __future__ import annotations

import datetime as dt
import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from lprpolicy.errors import ExportError
from lprpolicy.tables import LONGEST
from lprpolicy.tables.formulas import refuse_formulas
from lprpolicy.tables.merged import fill_merged

_DAMAGE: Final = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    NotImplementedError,  # raised for unknown ways of packing
    OSError,  # raised by bz2
    RuntimeError,  # raised for a part with a password
    ValueError,
    struct.error,
)
Wanted = Callable[[Iterable[tuple[str, ...]]], bool]
_FIRST: Final = 50
"""The most rows by which a sheet shows what it is."""
_UNPACKED: Final = 100_000_000
"""The most bytes of all parts, unpacked; a list of 10,000 organizations has about 10 MB."""
_CELLS: Final = 5_000_000
_TEXT: Final = 1_000_000_000
"""The most characters of all cells, if each held the longest text: cells share texts."""
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*)>")
_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_GIVEN = re.compile(rb"""\br\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_PLACE = re.compile(rb"([A-Za-z]{1,3})(\d{1,7})")
_NUMBER = re.compile(rb"()(\d{1,7})")
_SHARED_TEXT = re.compile(rb"<(?:\w+:)?si\b")
_AGAIN: Final = "download the export again, or download the CSV"


def sheets(
    name: str,
    raw: bytes,
    *,
    dates: bool,
    moments: bool,
    formulas: bool,
    wanted: Wanted | None = None,
) -> Iterator[tuple[str, Iterator[tuple[str, ...]]]]:
    """Yield every sheet by name, with all its rows from the first.

    One that is not `wanted`, by the text of its first rows, has none.
    """
    import python_calamine

    safe = _repack(name, raw)
    if not formulas and wanted is None:
        refuse_formulas(name, safe)
    try:
        workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(safe))
        read = [(one, workbook.get_sheet_by_name(one)) for one in workbook.sheet_names]
        grids = [
            (one, found.to_python(skip_empty_area=False), found.merged_cell_ranges or ())
            for one, found in read
        ]
    except (python_calamine.CalamineError, ValueError, OSError) as fault:
        raise ExportError(f"{name}: the workbook is damaged ({fault})", hint=_AGAIN) from fault
    if wanted is not None:
        chosen = frozenset(sheet for sheet, grid, _ in grids if wanted(_head(grid)))
        if not formulas:
            refuse_formulas(name, safe, chosen)
        grids = [one if one[0] in chosen else (one[0], [], ()) for one in grids]
    for sheet, grid, merged in grids:
        fill_merged(f"{name}, sheet {sheet!r}", grid, merged)
    kinds = dates, moments
    return ((sheet, _rows(f"{name}, sheet {sheet!r}", grid, kinds)) for sheet, grid, _ in grids)


def _head(grid: list[list[Any]]) -> Iterator[tuple[str, ...]]:
    """Give the texts of the first rows; a cell that holds none is blank."""
    for row in grid[:_FIRST]:
        yield tuple(cell if isinstance(cell, str) else "" for cell in row)


def _rows(at: str, grid: list[list[Any]], kinds: tuple[bool, bool]) -> Iterator[tuple[str, ...]]:
    for number, row in enumerate(grid, 1):
        yield tuple(
            _cell(f"{at}, row {number}, column {column}", value, kinds)
            for column, value in enumerate(row, 1)
        )


def _cell(at: str, value: object, kinds: tuple[bool, bool]) -> str:
    """Return a cell as text. Spreadsheets turn digits into numbers; this turns them back.

    `kinds` says whether a day, and a time of a day, is taken for its text.
    """
    dates, moments = kinds
    if isinstance(value, str):
        return value
    if moments and isinstance(value, dt.datetime):
        return value.isoformat(" ", "seconds")
    if moments and isinstance(value, dt.time):
        return value.isoformat("seconds")
    if dates and isinstance(value, dt.date):
        return value.isoformat()[:10]
    if isinstance(value, float | int) and not isinstance(value, bool) and value == value // 1:
        return str(int(value))
    raise ExportError(
        f"{at}: the cell holds a {type(value).__name__} ({value}), not text",
        hint="download the CSV; the spreadsheet changed what was written there",
    )


def _repack(name: str, raw: bytes) -> bytes:
    """Pack the parts again within bounds, so that the reader sees only what was unpacked here."""
    made = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed, zipfile.ZipFile(made, "w") as clean:
            parts = packed.infolist()
            _check_parts(name, parts)
            cells = longest = 0
            for part in parts:
                content = packed.read(part)
                if part.filename.startswith("xl/worksheets/"):
                    cells += _extent(name, part.filename, content)
                longest = max(longest, _longest(content, part.filename))
                # A date from the clock would fail before 1980 and after 2107; ZipInfo has its own.
                clean.writestr(zipfile.ZipInfo(part.filename), content)
    except _DAMAGE as fault:
        raise ExportError(f"{name}: the workbook is damaged ({fault})", hint=_AGAIN) from fault
    if longest > 6 * LONGEST or cells * longest > _TEXT:
        raise ExportError(
            f"{name}: the workbook repeats a text of {longest:,} bytes in {cells:,} cells",
            hint=_AGAIN,
        )
    return made.getvalue()


def _check_parts(name: str, parts: list[zipfile.ZipInfo]) -> None:
    names = [part.filename for part in parts]
    if any(part.flag_bits & 1 for part in parts):
        raise ExportError(f"{name}: the workbook is encrypted", hint="save it without a password")
    if "xl/workbook.bin" in names:
        raise ExportError(
            f"{name}: the workbook is in the XLSB format", hint="save it as XLSX, or as CSV"
        )
    if "xl/workbook.xml" not in names:
        raise ExportError(
            f"{name}: the file is a zip, but not an XLSX workbook",
            hint="unpack it and give the export itself",
        )
    if len(set(names)) != len(names):
        raise ExportError(f"{name}: the workbook holds the same part twice", hint=_AGAIN)
    if (total := sum(part.file_size for part in parts)) > _UNPACKED:
        raise ExportError(
            f"{name}: the workbook unpacks to {total:,} bytes, more than the {_UNPACKED:,} read",
            hint=_AGAIN,
        )


def _extent(name: str, part: str, content: bytes) -> int:
    """Return how many cells a reader makes room for: furthest row times furthest column."""
    found = _CELL.findall(content)
    rows, columns = 1, 1
    for attributes in found:
        if place := _place(name, part, attributes, _PLACE):
            columns = max(columns, _column(place[1]))
            rows = max(rows, int(place[2]))
    for attributes in _ROW.findall(content):
        if number := _place(name, part, attributes, _NUMBER):
            rows = max(rows, int(number[2]))
    if len(found) > _CELLS:
        raise ExportError(
            f"{name}: {part} has {len(found):,} cells, more than the {_CELLS:,} that are read",
            hint="save each sheet as CSV, which may have more",
        )
    if rows * columns > _CELLS:
        raise ExportError(
            f"{name}: {part} reaches to row {rows:,} and column {columns:,}",
            hint="delete what stands far away from the list, or download the CSV",
        )
    return max(rows * columns, len(found))


def _place(
    name: str, part: str, attributes: bytes, form: re.Pattern[bytes]
) -> re.Match[bytes] | None:
    """Match where a cell or row says it stands; refuse places that no sheet has."""
    given = _GIVEN.search(attributes)
    if given is None:
        return None
    said = given[1] if given[1] is not None else given[2]
    place = form.fullmatch(said.strip())
    if place is None:
        shown = said[:40].decode("utf-8", "replace")
        raise ExportError(f"{name}: {part} has a cell or row at {shown!r}, no place", hint=_AGAIN)
    return place


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _longest(content: bytes, part: str) -> int:
    """Return the longest shared text, in bytes of XML; cells refer to shared texts by number."""
    if not part.endswith("sharedStrings.xml"):
        return 0
    starts = [found.start() for found in _SHARED_TEXT.finditer(content)]
    ends = [*starts[1:], len(content)]
    return max((end - start for start, end in zip(starts, ends, strict=True)), default=0)
