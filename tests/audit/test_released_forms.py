"""Forms of logs as agencies released them: each is read, refused in words, or noted at its row.

The columns and the oddities are those of released logs, or of how others describe them; the cells
are made up.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from lprpolicy.audit.groups_file import to_json
from lprpolicy.errors import ExportError
from lprpolicy.evaluate.searches.opening import group_logs
from lprpolicy.evaluate.searches.options import LogOptions
from lprpolicy.evaluate.searches.rows import sample
from lprpolicy.model.search_groups import SearchGroups, TableName
from lprpolicy.tasks.audit import AuditInputs, audit
from tests.audit.logs import ORGANIZATION, ROW, changed, text

OPTIONS = LogOptions(zone="America/New_York", state="us-ct")


def grouped(folder: Path, raw: bytes, options: LogOptions = OPTIONS) -> SearchGroups:
    path = folder / ("log.xlsx" if raw.startswith(b"PK") else "log.csv")
    path.write_bytes(raw)
    return group_logs([path], options)[0]


def notes(groups: SearchGroups) -> list[tuple[int | None, str]]:
    return [(note.row, note.says) for source in groups.sources for note in source.notes]


def book(rows: Sequence[Sequence[object]], *, row: int = 1, column: int = 1) -> bytes:
    """A workbook whose cells begin at some row and column."""
    made, held = openpyxl.Workbook(), io.BytesIO()
    for down, cells in enumerate(rows):
        for across, value in enumerate(cells):
            made.active.cell(row=row + down, column=column + across, value=value)
    made.save(held)
    return held.getvalue()


ANALYST = {
    "id": "s1",
    "search_time_utc": "2026-10-02T09:30:00.000Z",
    "name": "U. One",
    "org_name": "Elm CT PD",
    "reason": "theft",
    "case_number": "26-101",
    "search_type": "search",
    "total_devices_searched": "3",
    "total_networks_searched": "1",
    "start_timeframe_utc": "2026-10-01T09:30:00.000Z",
    "end_timeframe_utc": "2026-10-02T09:30:00.000Z",
}


def test_a_table_of_an_analyst_is_read_by_its_own_titles(tmp_path: Path) -> None:
    groups = grouped(tmp_path, text(tuple(ANALYST), tuple(ANALYST.values())))
    (hour,) = groups.tables[TableName.HOURS]
    (window,) = groups.tables[TableName.WINDOWS]
    assert hour.key == ("2026-10-02", 5)
    assert window.key == ("2026-10-02", 1, "before")


def test_every_title_that_nobody_knows_is_named_at_once(tmp_path: Path) -> None:
    header = (*ANALYST, "org_locality", "redactions")
    raw = text(header, (*ANALYST.values(), "", ""))
    with pytest.raises(ExportError, match="column 12: 'org_locality' is no column") as raised:
        grouped(tmp_path, raw)
    flags = "--ignore-column 'org_locality' --ignore-column 'redactions'"
    assert flags in (raised.value.hint or "")
    ignored = LogOptions(ignored=("org_locality", "redactions"))
    assert grouped(tmp_path, raw, ignored).searches == 1


def test_a_date_and_time_in_one_column_may_be_called_so(tmp_path: Path) -> None:
    header = tuple("Search Date/Time" if one == "Search Time" else one for one in ORGANIZATION)
    assert grouped(tmp_path, text(header, ROW)).searches == 1


def test_a_row_of_masks_is_no_search_and_is_noted(tmp_path: Path) -> None:
    bare = tuple("REDACTED" if one in ("Name", "License Plate") else "" for one in ORGANIZATION)
    groups = grouped(tmp_path, text(ORGANIZATION, ROW, bare, bare, changed(ID="e2")))
    assert groups.searches == 2
    says = "this row holds nothing but masks, as others may: none is counted"
    assert notes(groups) == [(3, says)]


def test_a_row_of_which_only_the_time_is_masked_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="row 3, column 11"):
        grouped(tmp_path, text(ORGANIZATION, ROW, changed(SearchTime="***")))


def test_columns_without_a_title_may_stand_there_empty(tmp_path: Path) -> None:
    plain = grouped(tmp_path, text(ORGANIZATION, ROW))
    wide = grouped(tmp_path, text((*ORGANIZATION, "", ""), (*ROW, "", " ")))
    longer = grouped(tmp_path, text(ORGANIZATION, (*ROW, "", "")))
    assert wide.tables == longer.tables == plain.tables


def test_what_stands_below_no_title_is_never_passed_over(tmp_path: Path) -> None:
    raw = text((*ORGANIZATION, ""), (*ROW, ""), (*changed(ID="e2"), "theft"))
    with pytest.raises(ExportError, match="row 3, column 13: a column without a title"):
        grouped(tmp_path, raw)


def test_duckdb_leaves_columns_without_a_title_to_the_standard_library(tmp_path: Path) -> None:
    pytest.importorskip("duckdb", reason="the extra `audit` is not installed")
    raw = text((*ORGANIZATION, ""), (*ROW, ""), (*changed(ID="e2"), ""))
    fast = LogOptions(zone="America/New_York", state="us-ct", duckdb=True)
    assert to_json(grouped(tmp_path, raw, fast)) == to_json(grouped(tmp_path, raw))
    full = text((*ORGANIZATION, ""), (*ROW, ""), (*changed(ID="e2"), "theft"))
    with pytest.raises(ExportError, match="row 3, column 13"):
        grouped(tmp_path, full, fast)


def test_a_workbook_may_begin_in_its_third_column(tmp_path: Path) -> None:
    moved = grouped(tmp_path, book([ORGANIZATION, ROW], row=5, column=3))
    (place,) = {group.first for group in moved.tables[TableName.TYPES]}
    assert place == (0, 6)


def test_a_day_and_a_time_of_a_workbook_are_one_moment(tmp_path: Path) -> None:
    at = ORGANIZATION.index("Search Time")
    header = (*ORGANIZATION[:at], "Search Date", "Search Time", *ORGANIZATION[at + 1 :])
    day, time = dt.datetime(2026, 10, 2), dt.time(9, 30, 5)  # noqa: DTZ001 - as in a spreadsheet
    cells = (*ROW[:at], day, time, *ROW[at + 1 :])
    groups = grouped(
        tmp_path, book([header, cells]), LogOptions(zone="America/New_York", printed_in="UTC")
    )
    assert groups.tables[TableName.HOURS][0].key == ("2026-10-02", 5)


def test_a_workbook_of_another_kind_is_called_by_its_name(tmp_path: Path) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as packed:
        packed.writestr("xl/workbook.bin", "x")
    with pytest.raises(ExportError, match="XLSB"):
        grouped(tmp_path, held.getvalue())


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        (
            ("Timestamp", "User", "Event Type", "Entity Type", "Entity Details", "Event Id"),
            ("2026-10-02T09:30:00Z", "u1", "create", "user", "Name: U", "1"),
        ),
        (
            ("Organization", "Networks", "Permissions"),
            ("Elm CT PD", "all", "search"),
        ),
    ],
)
def test_another_export_of_the_vendor_is_no_log_of_searches(
    tmp_path: Path, header: tuple[str, ...], cells: tuple[str, ...]
) -> None:
    with pytest.raises(ExportError, match="no header of a search log"):
        grouped(tmp_path, text(header, cells))


def test_a_log_with_a_row_of_masks_may_not_be_all(tmp_path: Path) -> None:
    bare = tuple("***" if one == "Name" else "" for one in ORGANIZATION)
    (tmp_path / "log.csv").write_bytes(text(ORGANIZATION, ROW, bare))
    asked = AuditInputs("us-ct/westport-pd", (tmp_path / "log.csv",), dt.date(2026, 10, 2))
    rules = {one.rule.id: one for one in audit(None, asked).report.rules}
    (finding,) = rules["log/whole"].findings
    assert finding.says == "may not be all: a row of a sheet holds nothing but masks"


def test_a_sample_is_the_same_from_a_csv_and_from_a_workbook(tmp_path: Path) -> None:
    """The workbook keeps the time as a time, and loses its zone."""
    at = ORGANIZATION.index("Search Time")
    rows = [changed(ID=f"e{one}") for one in range(20)]
    time = dt.datetime(2026, 10, 2, 9, 30)  # noqa: DTZ001 - as in a spreadsheet
    cells = [(*row[:at], time, *row[at + 1 :]) for row in rows]
    (tmp_path / "log.csv").write_bytes(text(ORGANIZATION, *rows))
    (tmp_path / "log.xlsx").write_bytes(book([ORGANIZATION, *cells]))
    drawn = [
        [row for _, row in sample((tmp_path / name,), OPTIONS, 20, "seed")[0]]
        for name in ("log.csv", "log.xlsx")
    ]
    assert drawn[0] == drawn[1]
    assert len(drawn[0]) == 4


def test_a_pivot_beside_a_log_may_hold_shares_and_formulas(tmp_path: Path) -> None:
    made, held = openpyxl.load_workbook(io.BytesIO(book([ORGANIZATION, ROW]))), io.BytesIO()
    pivot = made.create_sheet("Shares", 0)
    pivot.append(["Row Labels", 12.5])
    pivot.append(["theft", "=1/3"])
    made.save(held)
    groups = grouped(tmp_path, held.getvalue())
    assert groups.searches == 1
    assert [says for _, says in notes(groups)] == ["this sheet is no log, and was left out"]
    made["Sheet"]["H2"] = "=1/3"
    held = io.BytesIO()
    made.save(held)
    with pytest.raises(
        ExportError, match="sheet 'Sheet', row 2, column 8: the cell holds a formula"
    ):
        grouped(tmp_path, held.getvalue())
