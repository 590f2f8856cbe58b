"""Official lists of agencies, one reader a list: bytes → typed rows, each with its place."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator
from typing import Final

from lprpolicy.errors import ExportError
from lprpolicy.lists import fbi_lee, ice_287g, neutral
from lprpolicy.lists.newest import Row
from lprpolicy.model.lists import AgencyList, ListName
from lprpolicy.tables import Table, is_workbook, tables
from lprpolicy.tables.streamed import streamed_rows

LARGEST: Final = 50_000_000
"""The most bytes of a list; the largest real one has about 1.2 MB."""
LARGEST_STREAMED: Final = 600_000_000
"""The most bytes of the FBI's list, which is read piece by piece; the real one has 190 MB."""
MOST_ROWS: Final = 30_000
"""The most rows of an official list; the largest real one, of the whole country, has 19,000."""
MOST_ROWS_NEUTRAL: Final = 10_000
"""The most rows of a hand-written list; the largest state has about 1,500 agencies."""


def read_list(
    which: ListName,
    name: str,
    raw: bytes,
    *,
    on: dt.date | None = None,
    title: str | None = None,
) -> tuple[AgencyList, ...]:
    """Read a file as the named list, or raise an ExportError that names a place in it."""
    if len(raw) > LARGEST:
        raise ExportError(
            f"{name}: the file has {len(raw):,} bytes, more than the {LARGEST:,} that are read",
            hint="a list of all agencies of the country is under 10 MB",
        )
    if which is ListName.FBI_LEE and not is_workbook(raw):
        return (read_streamed(name, (raw,), on=on),)
    if not raw:
        raise _empty(name)
    sheets = tables(name, raw, dates=True, formulas=False)
    most = MOST_ROWS_NEUTRAL if which is ListName.NEUTRAL else MOST_ROWS
    if (rows := sum(len(table.rows) for table in sheets)) > most:
        raise ExportError(
            f"{name}: the list has {rows:,} rows, more than the {most:,} that are read",
            hint="make sure that it is the list you mean; the whole country has 19,000 agencies",
        )
    sha256 = hashlib.sha256(raw).hexdigest()
    if which is ListName.ICE_287G:
        return ice_287g.read(sheets, document=name, sha256=sha256, on=on)
    if which is ListName.NEUTRAL:
        made = neutral.read(sheets, document=name, sha256=sha256, on=on, title=title)
        return (made,)
    return (fbi_lee.read(_only(name, sheets), document=name, sha256=lambda: sha256, on=on),)


def read_streamed(name: str, pieces: Iterable[bytes], *, on: dt.date | None = None) -> AgencyList:
    """Read the FBI's list from a CSV file that is never held as a whole."""
    total = hashlib.sha256()

    def count_bytes() -> Iterator[bytes]:
        size = 0
        for piece in pieces:
            size += len(piece)
            total.update(piece)
            if size:
                yield piece
        if not size:
            raise _empty(name)

    rows = streamed_rows(name, count_bytes())
    return fbi_lee.read(rows, document=name, sha256=total.hexdigest, on=on)


def _only(name: str, sheets: Iterable[Table]) -> Iterator[Row]:
    full = [table for table in sheets if table.rows]
    if len(full) != 1:
        raise ExportError(
            f"{name}: there are {len(full)} sheets with rows, and this list is one table",
            hint="download the CSV",
        )
    return iter(full[0].rows)


def _empty(name: str) -> ExportError:
    return ExportError(f"{name}: the file is empty", hint="download the list again")
