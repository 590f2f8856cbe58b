"""Rows of a search log, checked one by one: a shifted, stacked or cut sheet is refused at its row.

Only the row at hand is in memory. Whatever is wrong with a row is said without its text: a log
holds names and plates, and an error is copied into tickets.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from lprpolicy.audit.cells import is_count, state_of
from lprpolicy.audit.headers import Header, is_header, read_header, same_header
from lprpolicy.audit.times import Printed, is_search_time, read_printed
from lprpolicy.errors import ExportError
from lprpolicy.model.search import (
    AT,
    NOTHING_BUT_MASKS,
    Cells,
    CellState,
    LogColumn,
    SheetNote,
)

NumberedRow = tuple[int, tuple[str, ...]]
LIMITS: Final = (20_000, 55_000, 65_535, 1_000_000, 1_048_575)
"""Rows at which released logs were cut: by Excel, by an export's limit, by an older Excel."""
MOST_BEFORE: Final = 50
"""A header stands within so many rows; titles of a report may come before it."""
_TIME, _DATE = AT[LogColumn.TIME], AT[LogColumn.DATE]
COUNTS: Final = (LogColumn.NETWORKS, LogColumn.DEVICES)
TEXTS: Final = (LogColumn.REASON, LogColumn.CASE, LogColumn.AGENCY, LogColumn.TYPE)
_NOTHING: Final = "nothing was audited"
_NO_SEARCH: Final = (CellState.EMPTY, CellState.MASKED)
_MIDNIGHT: Final = " 00:00:00"
"""What a workbook's day has behind it, where the time stands in another column."""


@dataclass(slots=True)
class LogSheet:
    """One sheet of a log while it is read: where it stands, its header, and what was noticed."""

    document: str
    name: str | None
    header: Header
    notes: list[SheetNote] = field(default_factory=list)
    rows: int = 0
    bare: int | None = None
    """The first row that holds nothing but masks: it is no search, and may have been one."""

    @property
    def at(self) -> str:
        return place_of(self.document, self.name)

    def note(self, row: int | None, says: str) -> None:
        self.notes.append(SheetNote(self.document, self.name, row, says))


def place_of(document: str, sheet: str | None) -> str:
    return document if sheet is None else f"{document}, sheet {sheet!r}"


def begin(
    document: str, name: str | None, rows: Iterator[NumberedRow], ignored: Collection[str] = ()
) -> LogSheet | None:
    """Read up to the header; None if no row of the first fifty is one."""
    for _, (number, cells) in zip(range(MOST_BEFORE), rows, strict=False):
        if is_header(cells):
            whole = _without_blank_end(cells) if name is not None else cells
            header = read_header(place_of(document, name), number, whole, ignored)
            return LogSheet(document, name, header)
    return None


def searches(sheet: LogSheet, rows: Iterable[NumberedRow]) -> Iterator[tuple[int, Cells, Printed]]:
    """Yield the checked rows below a header, each with its number and its time.

    An ExportError names the first row that cannot be what the header says.
    """
    yield from check_rows(sheet, rows)
    note_end(sheet)


def check_rows(
    sheet: LogSheet, rows: Iterable[NumberedRow]
) -> Iterator[tuple[int, Cells, Printed]]:
    """Yield checked rows; of some rows of a sheet as of all."""
    header = sheet.header
    width = len(header.columns)
    pick = header.picker()
    untitled = header.untitled
    check = _checker(sheet)
    for number, cells in rows:
        if len(cells) != width:
            if not any(cell.strip() for cell in cells):
                continue
            cells = _fit_row(sheet, number, cells)
        if untitled:
            _check_untitled(sheet, number, cells)
        picked = pick((*cells, None))
        time = time_of(picked)
        if time is None or not check(picked):
            if not any(cell.strip() for cell in cells):
                continue
            if _is_repeated(sheet, number, cells):
                continue
            if all(state_of(cell) in _NO_SEARCH for cell in cells):
                sheet.bare = sheet.bare or number
                continue
            raise _wrong_cell(sheet, number, picked)
        sheet.rows += 1
        yield number, picked, time


def note_end(sheet: LogSheet) -> None:
    """Note rows that hold nothing, and a number of rows at which exports are cut."""
    if sheet.bare is not None:
        sheet.note(sheet.bare, f"this row {NOTHING_BUT_MASKS}, as others may: none is counted")
    if sheet.rows in LIMITS:
        sheet.note(None, f"the sheet has exactly {sheet.rows:,} rows, a limit at which exports end")


def _checker(sheet: LogSheet) -> Callable[[Cells], bool]:
    """Return a function that says whether each cell is of the kind that its column holds."""
    known = sheet.header.known
    counts = [AT[one] for one in COUNTS if one in known]
    texts = [AT[one] for one in TEXTS if one in known]
    good: set[str] = set()

    def check(cells: Cells) -> bool:
        for place in counts:
            said = cells[place]
            if said not in good:
                if said is None or not is_count(said):
                    return False
                _keep(good, said)
        for place in texts:
            said = cells[place]
            if said and said[0].isdigit() and read_printed(said) is not None:
                return False
        return True

    return check


def _keep(good: set[str], said: str) -> None:
    if len(good) > 100_000:
        good.clear()
    good.add(said)


def time_of(cells: Cells) -> Printed | None:
    """Return the time of a search; None if its cell holds none that can be one."""
    said, day = cells[_TIME] or "", cells[_DATE]
    if day is not None:
        said = f"{day.strip().removesuffix(_MIDNIGHT)} {said.strip()}"
    time = read_printed(said)
    return time if is_search_time(time) else None


def _fit_row(sheet: LogSheet, number: int, cells: tuple[str, ...]) -> tuple[str, ...]:
    """Return the cells of a row as wide as the header; spreadsheets pad rows with blanks."""
    width = len(sheet.header.columns)
    more = cells[width:]
    if len(cells) > width and not any(cell.strip() for cell in more):
        return cells[:width]
    if same_header(_without_blank_end(cells), sheet.header):
        return cells[:width]
    if is_header(cells):
        raise _another(sheet, number)
    few = len(cells) < width
    raise ExportError(
        f"{sheet.at}, row {number}: the row has {len(cells)} cells, the header has {width}",
        hint="the file may be cut off here, or a column may be missing: download the log again"
        if few
        else "a column may have no title, or a comma may stand outside quotation marks",
        consequence=_NOTHING,
    )


def _without_blank_end(cells: Sequence[str]) -> tuple[str, ...]:
    end = len(cells)
    while end and not cells[end - 1].strip():
        end -= 1
    return tuple(cells[:end])


def _check_untitled(sheet: LogSheet, number: int, cells: Sequence[str]) -> None:
    """Refuse a row that holds something where the header has no title."""
    for place in sheet.header.untitled:
        if cells[place].strip() and not same_header(cells, sheet.header):
            raise ExportError(
                f"{sheet.at}, row {number}, column {place + 1}: a column without a title holds "
                "something",
                hint="write its title into the header; a column is never guessed from its place",
                consequence=_NOTHING,
            )


def _is_repeated(sheet: LogSheet, number: int, cells: Sequence[str]) -> bool:
    """Note a header that stands in the middle again; refuse one that differs."""
    if same_header(cells, sheet.header):
        sheet.note(number, "the header stands here again: two exports may have been joined")
        return True
    if is_header(cells):
        raise _another(sheet, number)
    return False


def _another(sheet: LogSheet, number: int) -> ExportError:
    return ExportError(
        f"{sheet.at}, row {number}: another export begins here, with other columns",
        hint="save the rows from here on as a file of their own, and give both files",
        consequence=_NOTHING,
    )


def _wrong_cell(sheet: LogSheet, number: int, cells: Cells) -> ExportError:
    """Name the cell that is not what its column holds, and never its text."""
    known = sheet.header.known
    wrong, holds = LogColumn.TIME, "a time since 2000"
    if time_of(cells) is not None:
        for column in COUNTS:
            said = cells[AT[column]]
            if column in known and (said is None or not is_count(said)):
                wrong, holds = column, "a whole number"
                break
        else:
            for column in TEXTS:
                if read_printed(cells[AT[column]] or "") is not None:
                    wrong, holds = column, "text, and a time stands there"
                    break
    place = sheet.header.place(wrong)
    return ExportError(
        f"{sheet.at}, row {number}, column {place} ({sheet.header.titles[place - 1].strip()}): "
        f"the column holds {holds}" + ("" if "," in holds else ", and this cell is none"),
        hint="the row may be shifted, or two exports joined; correct it or download the log again",
        consequence=_NOTHING,
    )
