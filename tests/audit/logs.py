"""Small logs for tests, one for each layout that was seen in a released log. Nobody is in them."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from hypothesis import strategies as st

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


WINDOW = "10/01/2026, 09:00:00 AM UTC\n10/03/2026, 10:00:00 AM UTC"
ANY_ROWS = st.lists(
    st.builds(
        changed,
        ID=st.sampled_from(["e1", "e2", "", "***", "000-01"]),
        Name=st.sampled_from(["U. One", "u1", "***", " u1 ", ""]),
        OrgName=st.sampled_from(["Elm CT PD", " Elm  CT PD", "Oak NY PD", ""]),
        LicensePlate=st.sampled_from(["AAA1", "aaa1", "A*", "***", "[x]1", ""]),
        Reason=st.sampled_from(
            ["theft", "ICE", "", "***", 'a "quoted", thing', "two\nlines", "26-104", "élan", "0"]
        ),
        Case=st.sampled_from(["26-101", "00-000", "", "REDACTED", "12345"]),
        SearchTime=st.sampled_from(
            [
                "11/01/2026, 05:30:07 AM UTC",
                "11/01/2026, 06:30:59 AM UTC",
                "2026-03-08T07:00:01.000Z",
                "2026-03-08 02:30:00",
                "10/02/2026, 5:30 PM",
            ]
        ),
        TimeFrame=st.sampled_from([WINDOW, "", "last week", WINDOW.replace("\n", " to "), "x\ny"]),
        TotalNetworksSearched=st.sampled_from(["1", "0", "1,204", "——", ""]),
        SearchType=st.sampled_from(["search", "lookup", "Lookup - Mobile", ""]),
    ),
    min_size=1,
    max_size=12,
)
"""Rows with every kind of cell that was seen, for what has to be the same from every engine."""
