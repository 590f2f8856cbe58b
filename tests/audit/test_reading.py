"""A log is read by its header's words; what cannot be right is refused at its row."""

from __future__ import annotations

import datetime as dt
import io

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lprpolicy.audit.reading import begin
from lprpolicy.errors import ExportError
from lprpolicy.model.search import AT, LogColumn
from lprpolicy.tables import tables
from lprpolicy.tables.streamed import streamed_rows
from tests.audit.logs import ORGANIZATION, PORTAL, ROW, changed, read, text

HEADERS = {
    "organization audit": ORGANIZATION,
    "blanks before the titles": tuple(f" {title}" for title in ORGANIZATION),
    "underscores": tuple(title.replace(" ", "_") for title in ORGANIZATION),
    "a byte order mark": ("\ufeffID", *ORGANIZATION[1:]),
}


@pytest.mark.parametrize("name", HEADERS)
def test_columns_are_found_by_their_words(name: str) -> None:
    sheet, rows = read(text(HEADERS[name], ROW))
    assert len(rows) == 1
    assert rows[0][1][AT[LogColumn.REASON]] == "stolen vehicle"
    assert rows[0][1][AT[LogColumn.CASE]] == "26-101"
    assert rows[0][1][AT[LogColumn.MODERATION]] is None
    assert LogColumn.MODERATION not in sheet.header.known


@pytest.mark.parametrize(
    "more",
    [
        ("reason",),
        ("reason", "offenseType"),
        ("caseNumber", "offenseType"),
        ("reason", "caseNumber", "offenseType"),
        ("caseNumber",),
        ("reason", "caseNumber"),
        (),
    ],
)
def test_every_header_of_a_portal_is_read(more: tuple[str, ...]) -> None:
    header = ("id", "userId", "searchDate", "networkCount", *more)
    row = ("p1", "***", "2026-03-01T09:30:00.000Z", "347", *("burglary" for _ in more))
    sheet, rows = read(text(header, row))
    assert len(rows) == 1
    assert len(sheet.header.known) == len(header)
    assert rows[0][1][AT[LogColumn.NETWORKS]] == "347"


def test_cameras_are_not_networks() -> None:
    _, rows = read(
        text(
            ("id", "userId", "searchDate", "cameraCount"),
            ("p1", "***", "2025-07-01 09:30:00.123", "57"),
        )
    )
    assert rows[0][1][AT[LogColumn.NETWORKS]] is None
    assert rows[0][1][AT[LogColumn.DEVICES]] == "57"


def test_a_date_and_a_time_in_two_columns_are_one_time() -> None:
    _, rows = read(
        text(
            ("Search Date", "Search Time", "Reason", "Org Name"),
            ("03/01/2024", "9:30 AM", "theft", "Elm CT PD"),
        )
    )
    assert len(rows) == 1


def test_a_newline_in_a_cell_does_not_make_two_rows() -> None:
    _, rows = read(text(ORGANIZATION, ROW, changed(ID="e2"), end="\n"), piece=7)
    assert [number for number, _ in rows] == [2, 3]
    assert "\n" in (rows[0][1][AT[LogColumn.WINDOW]] or "")


def test_a_header_in_the_middle_is_noted_and_is_no_search() -> None:
    sheet, rows = read(text(ORGANIZATION, ROW, ORGANIZATION, changed(ID="e2")))
    assert len(rows) == 2
    assert [note.row for note in sheet.notes] == [3]


def test_an_unknown_column_may_be_left_out_of_account_by_name() -> None:
    header, row = (*ORGANIZATION, "Page"), (*ROW, "7")
    with pytest.raises(ExportError, match="column 13: 'Page' is no column that is known"):
        read(text(header, row))
    assert len(read(text(header, row), ignored=("Page",))[1]) == 1


REFUSED = {
    "more titles than cells": (
        text((*ORGANIZATION[:5], "Search Date", *ORGANIZATION[5:]), ROW),
        "row 2: the row has 12 cells, the header has 13",
    ),
    "a column without a title": (
        text((*ORGANIZATION, ""), (*ROW, "x")),
        "column 13: a column without a title",
    ),
    "a column twice": (text((*ORGANIZATION, "reason"), (*ROW, "x")), "'reason' stands there twice"),
    "a row that is shifted": (
        text(ORGANIZATION, ROW, ("", *ROW[:-1])),
        r"row 3, column 11 \(Search Time\): the column holds a time",
    ),
    "a row that is shifted the other way": (
        text(ORGANIZATION, ROW, (*ROW[1:], "")),
        r"row 3, column 11 \(Search Time\): the column holds a time",
    ),
    "a name where a count is due": (
        text(ORGANIZATION, changed(TotalNetworksSearched="Elm CT PD")),
        r"row 2, column 4 \(Total Networks Searched\): the column holds a whole number",
    ),
    "a time where a reason is due": (
        text(ORGANIZATION, changed(Reason="10/02/2026, 09:30:00 AM UTC")),
        r"row 2, column 8 \(Reason\): the column holds text",
    ),
    "another export below": (
        text(ORGANIZATION, ROW, PORTAL, ("p1", "***", "2026-03-01T09:30:00.000Z", "1", "theft")),
        "row 3: another export begins here",
    ),
    "another export as wide below": (
        text(ORGANIZATION, ROW, (*ORGANIZATION[:-1], "Moderation"), ROW),
        "row 3: another export begins here",
    ),
    "a file that is cut off": (
        text(ORGANIZATION, ROW, ROW[:4]),
        "row 3: the row has 4 cells, the header has 12",
    ),
    "no time at all": (
        text(("ID", "Reason", "Org Name"), ("e1", "theft", "Elm CT PD")),
        "no column gives the time",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_right_is_refused_at_its_row(name: str) -> None:
    raw, says = REFUSED[name]
    with pytest.raises(ExportError, match=says) as error:
        read(raw)
    assert error.value.consequence == "nothing was audited"
    for private in ("U. One", "AAA1", "stolen vehicle", "26-101", "Elm CT"):
        assert private not in error.value.message


def test_a_file_without_a_header_is_no_log() -> None:
    assert begin("log.csv", None, streamed_rows("log.csv", [text(ROW, ROW)])) is None


@pytest.mark.parametrize("rows", [19_999, 20_000])
def test_a_sheet_that_ends_at_a_known_limit_says_so(rows: int) -> None:
    line = ("***", "2026-03-01T09:30:00.000Z", "1", "theft")
    sheet, _ = read(
        text(("userId", "searchDate", "networkCount", "reason"), *(line for _ in range(rows)))
    )
    assert [note.says for note in sheet.notes] == (
        ["the sheet has exactly 20,000 rows, a limit at which exports end"]
        if rows == 20_000
        else []
    )


def test_a_workbook_keeps_the_time_of_day() -> None:
    at = dt.datetime(2026, 10, 2, 9, 30)  # noqa: DTZ001 - a spreadsheet knows no zones
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in (("Org Name", "Reason", "Search Time"), ("Elm CT PD", "theft", at)):
        book.active.append(row)
    raw = io.BytesIO()
    book.save(raw)
    (sheet,) = tables("log.xlsx", raw.getvalue(), dates=True, moments=True)
    assert sheet.rows[1][1][2] == "2026-10-02 09:30:00"
    with pytest.raises(ExportError, match="holds a datetime"):
        tables("log.xlsx", raw.getvalue())


CELL = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=30)


@given(
    st.lists(st.tuples(CELL, CELL, CELL), max_size=20),
    st.integers(1, 50),
    st.sampled_from(["\n", "\r\n"]),
)
def test_no_text_of_a_cell_changes_how_many_searches_there_are(
    cells: list[tuple[str, str, str]], piece: int, end: str
) -> None:
    rows = [
        changed(Name=name, Reason=f"r{reason}", Filters=filters) for name, reason, filters in cells
    ]
    _, found = read(text(ORGANIZATION, *rows, end=end), piece=piece)
    assert [one[AT[LogColumn.REASON]] for _, one in found] == [
        f"r{reason}" for _, reason, _ in cells
    ]
    assert [one[AT[LogColumn.USER]] for _, one in found] == [name for name, _, _ in cells]
