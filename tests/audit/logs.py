"""Small logs for tests, one for each layout that was seen in a released log. Nobody is in them."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from lprpolicy.audit.reading import LogSheet, begin, searches
from lprpolicy.model.search import Cells
from lprpolicy.tables.streamed import streamed_rows

ORGANIZATION = (
    "ID",
    "Name",
    "Org Name",
    "Total Networks Searched",
    "Total Devices Searched",
    "Time Frame",
    "License Plate",
    "Reason",
    "Case #",
    "Filters",
    "Search Time",
    "Search Type",
)
ROW = (
    "e1",
    "U. One",
    "Elm CT PD",
    "12",
    "340",
    "10/01/2026, 09:00:00 AM UTC\n10/02/2026, 09:00:00 AM UTC",
    "AAA1*",
    "stolen vehicle",
    "26-101",
    "",
    "10/02/2026, 09:30:00 AM UTC",
    "search",
)
PORTAL = ("id", "userId", "searchDate", "networkCount", "reason")


def text(*rows: Sequence[str], end: str = "\r\n") -> bytes:
    """Write rows as CSV, every cell quoted as the vendor does."""
    made = io.StringIO()
    csv.writer(made, lineterminator=end, quoting=csv.QUOTE_ALL).writerows(rows)
    return made.getvalue().encode()


def changed(**cells: str) -> tuple[str, ...]:
    """The row with some cells changed, by the titles of the header without blanks."""
    titles = {
        title.replace(" ", "").replace("#", ""): place for place, title in enumerate(ORGANIZATION)
    }
    made = list(ROW)
    for title, said in cells.items():
        made[titles[title]] = said
    return tuple(made)


def read(
    raw: bytes, *, piece: int = 1 << 16, ignored: tuple[str, ...] = ()
) -> tuple[LogSheet, list[tuple[int, Cells]]]:
    """Read a log in pieces of so many bytes."""
    pieces = (raw[at : at + piece] for at in range(0, len(raw), piece))
    rows = streamed_rows("log.csv", pieces)
    sheet = begin("log.csv", None, rows, ignored)
    assert sheet is not None
    return sheet, [(number, cells) for number, cells, _ in searches(sheet, rows)]


def written(folder: Path, *rows: Sequence[str], name: str = "log.csv") -> Path:
    """Write a log into a folder."""
    path = folder / name
    path.write_bytes(text(*rows))
    return path
