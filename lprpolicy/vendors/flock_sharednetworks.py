"""Flock Safety: the `SharedNetworks` export of the Sharing page, as CSV or XLSX.

Each row is an organization: the networks it shares with the owner, and the owner's networks that
it can search. The export prints no owner, no permission and no day; those stay unknown. Network
names contain commas, so a cell of networks is kept whole.
"""

from __future__ import annotations

import datetime as dt
import difflib
import hashlib
import re
from dataclasses import dataclass
from typing import Final

from lprpolicy.errors import ExportError
from lprpolicy.model.observation import Completeness, Direction, Observation, Share
from lprpolicy.model.places import Where
from lprpolicy.model.words import Data, Tri, Vendor
from lprpolicy.tables import Table, first_line, is_workbook, tables
from lprpolicy.vendors.flock_marks import status

NAME: Final = "Organization Name"
INBOUND: Final = "Networks Shared With Me"
OUTBOUND: Final = "Networks I'm Sharing"
HEADER: Final = (NAME, INBOUND, OUTBOUND)

_APOSTROPHES = str.maketrans("\u2018\u2019\u02bc\u00b4`", "'''''")
_SEPARATORS: Final = {";": "semicolons", "\t": "tabs", "|": "upright strokes"}
_MONTHS: Final = "janfebmaraprmayjunjulaugsepoctnovdec"
_GAP: Final = r"[-_. ]?"
_MONTH: Final = (
    r"(?<![a-z])(?P<m>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?"
    r"|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])"
)
_DATES: Final = (
    re.compile(r"(?<!\d)(?P<y>20\d\d)[-_.]?(?P<m>\d\d)[-_.]?(?P<d>\d\d)(?!\d)"),
    re.compile(r"(?<!\d)(?P<y>20\d\d)[-_.](?P<m>\d{1,2})[-_.](?P<d>\d{1,2})(?!\d)"),
    re.compile(r"(?<!\d)(?P<m>\d{1,2})[-_.](?P<d>\d{1,2})[-_.](?P<y>20\d\d)(?!\d)"),
    re.compile(rf"(?<!\d)(?P<y>20\d\d){_GAP}{_MONTH}{_GAP}(?P<d>\d{{1,2}})(?!\d)", re.I),
    re.compile(rf"(?<!\d)(?P<d>\d{{1,2}}){_GAP}{_MONTH}{_GAP}(?P<y>20\d\d)(?!\d)", re.I),
    re.compile(rf"{_MONTH}{_GAP}(?P<d>\d{{1,2}})(?:,?{_GAP})(?P<y>20\d\d)(?!\d)", re.I),
)
_HINT: Final = f"the header is {','.join(HEADER)}"


@dataclass(frozen=True, slots=True)
class _Columns:
    name: int
    inbound: int
    outbound: int


def recognises(name: str, raw: bytes) -> bool:  # noqa: ARG001 (the shape of all formats)
    """Whether it is a workbook, or a text whose first line has two of the three columns."""
    if is_workbook(raw):
        return True
    cells = [_title(cell) for cell in re.split(r"[,;\t|]", first_line(raw).replace('"', ""))]
    return sum(bool(difflib.get_close_matches(one, cells, cutoff=0.85)) for one in HEADER) >= 2


def read(name: str, raw: bytes) -> Observation:
    """Read the whole list, or raise an ExportError that names the wrong cell."""
    table, columns = _choose_sheet(name, tables(name, raw))
    notes = _extra(table, columns)
    shares: dict[Direction, list[Share]] = {Direction.OUTBOUND: [], Direction.INBOUND: []}
    idle = []
    for number, row in table.rows[1:]:
        cells = _cells(table, number, row)
        organization = cells[columns.name]
        if not organization.strip():
            raise ExportError(
                f"{table.at(number, columns.name + 1)}: the {NAME} is blank",
                hint="download the export again; a row without a name cannot be judged",
            )
        where = Where(name, row=number, sheet=table.sheet)
        sides = ((Direction.OUTBOUND, columns.outbound), (Direction.INBOUND, columns.inbound))
        for direction, column in sides:
            if cells[column].strip():
                shares[direction].append(_share(direction, organization, where, cells[column]))
        if not (cells[columns.outbound].strip() or cells[columns.inbound].strip()):
            idle.append(number)
    notes += _oddities(table, columns, idle)
    return Observation(
        vendor=Vendor.FLOCK,
        document=name,
        sha256=hashlib.sha256(raw).hexdigest(),
        owner=None,
        reported=_day(name),
        completeness=Completeness.COMPLETE if table.rows[1:] else Completeness.LOWER_BOUND,
        shares=(*shares[Direction.OUTBOUND], *shares[Direction.INBOUND]),
        notes=tuple(notes),
    )


def _share(direction: Direction, organization: str, where: Where, networks: str) -> Share:
    return Share(
        direction,
        organization,
        where,
        {kind: Tri.YES if kind is Data.READS else Tri.UNKNOWN for kind in Data},
        status=status(organization),
        networks=networks,
    )


def _title(cell: str) -> str:
    return " ".join(cell.replace("\ufeff", "").translate(_APOSTROPHES).split())


def _titles(table: Table) -> list[str]:
    return [_title(cell) for cell in table.rows[0][1]] if table.rows else []


def _choose_sheet(name: str, found: tuple[Table, ...]) -> tuple[Table, _Columns]:
    """Choose the one sheet with the header."""
    fitting = [table for table in found if set(HEADER) <= set(_titles(table))]
    if len(fitting) == 1:
        return fitting[0], _columns(fitting[0])
    if len(found) == 1:
        return found[0], _columns(found[0])
    listed = ", ".join(repr(table.sheet) for table in fitting or found)
    if fitting:
        raise ExportError(
            f"{name}: {len(fitting)} sheets have the header: {listed}",
            hint="keep the sheet that was exported and delete the others",
        )
    raise ExportError(f"{name}: none of the sheets {listed} has the header", hint=_HINT)


def _columns(table: Table) -> _Columns:
    """Find the three columns; each must be there once."""
    if not table.rows:
        raise ExportError(f"{table.at()}: there is no row", hint=_HINT)
    row, cells = table.rows[0]
    titles = _titles(table)
    if len(titles) == 1:
        for sign, called in _SEPARATORS.items():
            if sign in cells[0]:
                raise ExportError(
                    f"{table.at(row)}: the cells are parted by {called}, not by commas",
                    hint="download the export again; a spreadsheet may have saved it that way",
                )
    for wanted in HEADER:
        places = [place for place, title in enumerate(titles, 1) if title == wanted]
        if len(places) > 1:
            listed = " and ".join(str(place) for place in places)
            raise ExportError(f"{table.at(row)}: columns {listed} are both {wanted!r}", hint=_HINT)
        if not places:
            raise _no_column(table, row, titles, wanted)
    return _Columns(*(titles.index(wanted) for wanted in HEADER))


def _no_column(table: Table, row: int, titles: list[str], wanted: str) -> ExportError:
    spare = {
        title.casefold(): place for place, title in enumerate(titles, 1) if title not in HEADER
    }
    near = difflib.get_close_matches(wanted.casefold(), spare, n=1, cutoff=0.6)
    if not near:
        return ExportError(f"{table.at(row)}: there is no column {wanted!r}", hint=_HINT)
    place = spare[near[0]]
    return ExportError(
        f"{table.at(row, place)}: {titles[place - 1]!r} is not {wanted!r}",
        hint=f"did you mean {wanted!r}? {_HINT}",
    )


def _cells(table: Table, number: int, row: tuple[str, ...]) -> tuple[str, ...]:
    """Check that a row is as wide as the header: otherwise a cell may have moved."""
    due = len(table.rows[0][1])
    if len(row) != due:
        raise ExportError(
            f"{table.at(number)}: the row has {len(row)} cells, the header has {due}",
            hint="download the export again; a quotation mark may be missing",
        )
    return row


def _extra(table: Table, columns: _Columns) -> list[str]:
    known = (columns.name, columns.inbound, columns.outbound)
    return [
        f"column {place + 1} ({title or 'without a title'!r}) is not part of the export; not read"
        for place, title in enumerate(_titles(table))
        if place not in known
    ]


def _oddities(table: Table, columns: _Columns, idle: list[int]) -> list[str]:
    notes = []
    if not table.rows[1:]:
        notes.append("the list has no rows; that nothing is shared would have to be said elsewhere")
    if idle:
        some = ", ".join(str(number) for number in idle[:10])
        more = " …" if len(idle) > 10 else ""
        notes.append(f"rows that name no network in either direction: {some}{more}")
    places: dict[str, list[int]] = {}
    for number, row in table.rows[1:]:
        places.setdefault(row[columns.name].strip(), []).append(number)
    for name, numbers in sorted(places.items()):
        if len(numbers) > 1:
            notes.append(f"{name!r} stands in rows {', '.join(str(one) for one in numbers)}")
    return notes


def _day(name: str) -> dt.date | None:
    """The day in a file name like `SharedNetworks_2026_May_5.csv`; None if it has none or two."""
    days = set()
    for pattern in _DATES:
        for found in pattern.finditer(name):
            try:
                days.add(dt.date(int(found["y"]), _month(found["m"]), int(found["d"])))
            except ValueError:
                continue
    return days.pop() if len(days) == 1 and "sharednetworks" in name.casefold() else None


def _month(text: str) -> int:
    return int(text) if text.isdecimal() else _MONTHS.index(text[:3].casefold()) // 3 + 1
