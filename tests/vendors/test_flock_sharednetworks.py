"""The Flock SharedNetworks list: every cell as it was written, or an error that names the cell."""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lprpolicy.errors import ExportError
from lprpolicy.model.observation import Completeness, Direction, Observation
from lprpolicy.model.words import Data, RowStatus, Tri
from lprpolicy.vendors import observe
from tests.limits import examples

HEADER = "Organization Name,Networks Shared With Me,Networks I'm Sharing"
ROWS = [
    ["Ay PD", "Ay PD,Ay PD (LR)", "Ex PD"],
    ["Bee SO", "", "Ex PD"],
    ["Cee PD", "Cee PD", ""],
]


def text(*rows: str) -> bytes:
    return "\r\n".join([HEADER, *rows, ""]).encode()


def workbook(**sheets: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def seen_as(seen: Observation) -> list[tuple[str, str, str | None]]:
    return [(share.direction.value, share.raw, share.networks) for share in seen.shares]


EXPECTED = [
    ("outbound", "Ay PD", "Ex PD"),
    ("outbound", "Bee SO", "Ex PD"),
    ("inbound", "Ay PD", "Ay PD,Ay PD (LR)"),
    ("inbound", "Cee PD", "Cee PD"),
]


def test_a_filled_cell_is_a_share_in_its_direction() -> None:
    raw = text('Ay PD,"Ay PD,Ay PD (LR)",Ex PD', "Bee SO,,Ex PD", "Cee PD,Cee PD,")
    seen = observe("SharedNetworks_1.csv", raw)
    assert seen_as(seen) == EXPECTED
    assert seen.completeness is Completeness.COMPLETE
    assert [share.where.row for share in seen.shares] == [2, 3, 2, 4]


def test_a_workbook_reads_as_the_csv_does() -> None:
    seen = observe("list.xlsx", workbook(Sharing=[HEADER.split(","), *ROWS], Notes=[["x"]]))
    assert seen_as(seen) == EXPECTED
    assert str(seen.shares[0].where) == "list.xlsx, sheet Sharing, row 2"


def merged(*ranges: str) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (HEADER.split(","), ["Ay PD", "", "Ex PD"], ["Bee SO", "x", ""], ["Cee PD", "", ""]):
        sheet.append(row)
    for one in ranges:
        sheet.merge_cells(one)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_cell_merged_down_a_column_speaks_for_each_of_its_rows() -> None:
    seen = observe("list.xlsx", merged("C2:C4"))
    assert [(share.raw, share.networks) for share in seen.outbound()] == [
        ("Ay PD", "Ex PD"),
        ("Bee SO", "Ex PD"),
        ("Cee PD", "Ex PD"),
    ]


@pytest.mark.parametrize("cells", ["B3:C3", "A2:B2", "A2:C4"])
def test_a_cell_merged_across_columns_is_refused(cells: str) -> None:
    with pytest.raises(ExportError, match="the cell is merged across columns") as raised:
        observe("list.xlsx", merged(cells))
    assert raised.value.hint


@pytest.mark.parametrize("apostrophe", ["’", "‘", "'"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("ending", ["\r\n", "\n", "\r"])
def test_marks_of_the_program_that_saved_it_do_not_matter(
    apostrophe: str, encoding: str, ending: str
) -> None:
    raw = f"{HEADER}{ending}Ay PD,,Ex PD{ending}".replace("'", apostrophe).encode(encoding)
    assert seen_as(observe("list.csv", raw)) == [("outbound", "Ay PD", "Ex PD")]


def test_what_the_list_does_not_print_is_unknown() -> None:
    seen = observe("list.csv", text("Ay PD,Ay PD,Ex PD"))
    for share in seen.shares:
        assert share.data == {kind: Tri.YES if kind is Data.READS else Tri.UNKNOWN for kind in Data}
        assert (share.since, share.state, share.city, share.hot_lists) == (None, None, None, ())
    assert set(seen.lookups.values()) == {Tri.UNKNOWN}
    assert (seen.owner, seen.retention) == (None, None)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("SharedNetworks_2026-04-01.csv", dt.date(2026, 4, 1)),
        ("SharedNetworks_20260401.csv", dt.date(2026, 4, 1)),
        ("SharedNetworks_4_1_2026.csv", dt.date(2026, 4, 1)),
        ("SharedNetworks_2026_May_5.csv", dt.date(2026, 5, 5)),
        ("SharedNetworks_2026_May_5 (1).csv", dt.date(2026, 5, 5)),
        ("SharedNetworks 5 September 2026.csv", dt.date(2026, 9, 5)),
        ("SharedNetworks-Sept-05-2026.csv", dt.date(2026, 9, 5)),
        ("SharedNetworks_2026_5_5.csv", dt.date(2026, 5, 5)),
        ("SharedNetworks_2026_Feb_30.csv", None),
        ("SharedNetworks_2026_Mayor_5.csv", None),
        ("SharedNetworks_2026_May_5_Jun_6_2026.csv", None),
        ("SharedNetworks_2026-13-01.csv", None),
        ("SharedNetworks_2026-04-01_2026-04-02.csv", None),
        ("SharedNetworks.csv", None),
        ("minutes-2026-04-01.csv", None),
    ],
)
def test_the_day_is_the_file_names_or_unknown(name: str, day: dt.date | None) -> None:
    assert observe(name, text("Ay PD,,Ex PD")).reported == day


@pytest.mark.parametrize(
    "name",
    [
        "[Inactive] Ay PD",
        "Ay PD (Inactive)",
        "Ay PD [deactivated]",
        "Ay [turned off]",
        "DNU - Ay PD",
        "Decommissioned Org",
        "(revoked MOU) - former AZ",
    ],
)
def test_a_marked_name_is_listed_and_inactive(name: str) -> None:
    (share,) = observe("list.csv", text(f"{name},,Ex PD")).shares
    assert (share.raw, share.status) == (name, RowStatus.INACTIVE)


def test_blanks_around_a_name_are_kept() -> None:
    (share,) = observe("list.csv", text(" Ay PD  ,  , Ex PD ")).shares
    assert (share.raw, share.networks) == (" Ay PD  ", " Ex PD ")


def test_a_name_in_two_rows_is_two_shares_and_a_note() -> None:
    seen = observe("list.csv", text("Ay PD,,Ex PD", "Ay PD ,,Ex PD (LR)"))
    assert len(seen.shares) == 2
    assert "'Ay PD' stands in rows 2, 3" in seen.notes


def test_another_column_is_noted_and_not_read() -> None:
    seen = observe("list.csv", f"Page,{HEADER}\n1,Ay PD,,Ex PD\n".encode())
    assert seen_as(seen) == [("outbound", "Ay PD", "Ex PD")]
    assert seen.notes == ("column 1 ('Page') is not part of the export; not read",)


def test_a_row_without_networks_is_noted() -> None:
    assert observe("list.csv", text("Ay PD,,")).notes == (
        "rows that name no network in either direction: 2",
    )


def test_a_list_without_rows_does_not_say_that_nothing_is_shared() -> None:
    assert observe("list.csv", text()).completeness is Completeness.LOWER_BOUND


@pytest.mark.parametrize("sign", ["=", "+", "@", "-"])
def test_a_cell_that_looks_like_a_formula_is_text(sign: str) -> None:
    cell = f'{sign}HYPERLINK("http://x")'
    raw = workbook(S=[HEADER.split(","), ["Ay PD", "", None]])
    book = openpyxl.load_workbook(io.BytesIO(raw))
    book["S"]["C2"].value = cell
    book["S"]["C2"].data_type = "s"
    out = io.BytesIO()
    book.save(out)
    quoted = cell.replace('"', '""')
    for name, content in (("l.csv", text(f'Ay PD,,"{quoted}"')), ("l.xlsx", out.getvalue())):
        assert [share.networks for share in observe(name, content).shares] == [cell]


def test_a_name_of_digits_keeps_its_digits_in_a_workbook() -> None:
    seen = observe("list.xlsx", workbook(S=[HEADER.split(","), [911, None, "Ex PD"]]))
    assert seen.shares[0].raw == "911"


REFUSED = {
    "a renamed column": (
        b"Organisation Name,Networks Shared With Me,Networks I'm Sharing\nAy,,Ex\n",
        "row 1, column 1: 'Organisation Name' is not 'Organization Name'",
    ),
    "a missing column": (
        b"Organization Name,Networks Shared With Me\nAy,Ex\n",
        'row 1: there is no column "Networks I\'m Sharing"',
    ),
    "a column twice": (
        f"{HEADER},Organization Name\nAy,,Ex,Bee\n".encode(),
        "row 1: columns 1 and 4 are both 'Organization Name'",
    ),
    "semicolons": (HEADER.replace(",", ";").encode(), "row 1: the cells are parted by semicolons"),
    "tabs": (HEADER.replace(",", "\t").encode("utf-16"), "parted by tabs"),
    "a blank name": (text("Ay PD,,Ex", " ,,Ex"), "row 3, column 1: the Organization Name is blank"),
    "a short row": (text("Ay PD,Ex"), "row 2: the row has 2 cells, the header has 3"),
    "a long row": (text("Ay PD, Inc,,Ex"), "row 2: the row has 4 cells, the header has 3"),
    "an open quotation mark": (text("Ay PD,,Ex", 'Bee PD,,"Ex', "Cee PD,,Ex"), "row 3: unexpected"),
    "a long cell": (text("Ay PD,," + "x" * 100_001), "row 2, column 3: the cell has 100,001"),
    "a very long cell": (
        text("Ay PD,," + "x" * 200_000),
        "row 2, column 3: a cell has more than the 100,000",
    ),
    "a NUL": (text("Ay PD,,Ex", "Bee\x00 PD,,Ex"), "line 3: the text holds a NUL"),
    "Latin-1": (
        text("Ay PD,,Ex") + "Bé PD,,Ex\n".encode("latin-1"),
        "line 3: byte 76 is not UTF-8",
    ),
    "half a UTF-16 letter": (HEADER.encode("utf-16") + b"\x00", "is not UTF-16 text"),
    "a zip of something": (b"PK\x03\x04" + b"\x00" * 60, "the workbook is damaged"),
    "an encrypted workbook": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600,
        "password-protected",
    ),
    "nothing": (b"", "the file is empty"),
    "too much": (b"x" * 50_000_001, "50,000,001 bytes"),
    "another table": (b"Name,Badge\nAy,1\n", "not an export that lprpolicy knows"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_list_that_is_not_as_due_is_refused_with_its_place(case: str) -> None:
    raw, message = REFUSED[case]
    with pytest.raises(ExportError) as caught:
        observe("list.csv", raw)
    assert str(caught.value).startswith("list.csv")
    assert message in str(caught.value)
    assert caught.value.hint


def test_a_renamed_column_is_met_with_what_was_meant() -> None:
    with pytest.raises(ExportError) as caught:
        observe("list.csv", REFUSED["a renamed column"][0])
    assert (caught.value.hint or "").startswith("did you mean 'Organization Name'?")


class TestWorkbooks:
    def test_two_sheets_with_the_header_are_refused_by_name(self) -> None:
        rows = [HEADER.split(","), *ROWS]
        with pytest.raises(ExportError, match="2 sheets have the header: 'One', 'Two'"):
            observe("list.xlsx", workbook(One=rows, Two=rows))

    def test_no_sheet_with_the_header_is_refused_by_name(self) -> None:
        with pytest.raises(ExportError, match="none of the sheets 'One', 'Two'"):
            observe("list.xlsx", workbook(One=[["a"]], Two=[["b"]]))

    def test_the_place_of_a_blank_name_names_the_sheet(self) -> None:
        rows = [HEADER.split(","), *ROWS, [None, None, "Ex PD"]]
        with pytest.raises(ExportError, match="sheet 'One', row 5, column 1"):
            observe("list.xlsx", workbook(One=rows))

    def test_a_date_is_refused(self) -> None:
        rows = [HEADER.split(","), ["Ay PD", None, dt.datetime(2026, 4, 10)]]  # noqa: DTZ001
        with pytest.raises(ExportError, match="row 2, column 3: the cell holds a date"):
            observe("list.xlsx", workbook(One=rows))

    def test_leading_blank_rows_keep_their_numbers(self) -> None:
        rows = [[], [], HEADER.split(","), *ROWS]
        assert observe("list.xlsx", workbook(One=rows)).shares[0].where.row == 4

    def test_another_zip_is_refused(self) -> None:
        with pytest.raises(ExportError, match="a zip, but not an XLSX workbook"):
            observe("list.xlsx", _zip({"readme.txt": b"hello"}))

    def test_a_workbook_that_unpacks_to_too_much_is_refused(self) -> None:
        bomb = _zip({"xl/workbook.xml": b"", "xl/worksheets/sheet1.xml": b" " * 100_000_001})
        assert len(bomb) < 200_000
        with pytest.raises(ExportError, match="unpacks to"):
            observe("list.xlsx", bomb)

    def test_a_cell_in_the_last_corner_is_refused(self) -> None:
        book = openpyxl.Workbook()
        book.worksheets[0]["A1"] = "Organization Name"
        book.worksheets[0]["XFD1048576"] = "far"
        out = io.BytesIO()
        book.save(out)
        with pytest.raises(ExportError, match="reaches to row 1,048,576 and column 16,384"):
            observe("list.xlsx", out.getvalue())

    def test_one_long_text_in_many_cells_is_refused(self) -> None:
        parts = {
            "xl/workbook.xml": b"",
            "xl/sharedStrings.xml": b"<sst><si><t>" + b"x" * 32_000 + b"</t></si></sst>",
            "xl/worksheets/sheet1.xml": b'<c t="s"><v>0</v></c>' * 40_000,
        }
        with pytest.raises(ExportError, match=r"repeats a text of 32,0\d\d bytes in"):
            observe("list.xlsx", _zip(parts))

    @given(st.data())
    @settings(max_examples=examples(150), deadline=None)
    def test_a_damaged_workbook_is_read_or_refused(self, data: st.DataObject) -> None:
        raw = bytearray(WORKBOOK)
        at = data.draw(st.integers(0, len(raw) - 1))
        raw[at : at + 8] = data.draw(st.binary(max_size=8))
        _read_or_refused(bytes(raw))

    @given(st.sampled_from(["xl/workbook.xml", "xl/worksheets/sheet1.xml"]), st.data())
    @settings(max_examples=examples(150), deadline=None)
    def test_damaged_xml_in_a_sound_zip_is_read_or_refused(
        self, part: str, data: st.DataObject
    ) -> None:
        with zipfile.ZipFile(io.BytesIO(WORKBOOK)) as packed:
            parts = {name: packed.read(name) for name in packed.namelist()}
        content = bytearray(parts[part])
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + 12] = data.draw(st.binary(max_size=12))
        _read_or_refused(_zip(parts | {part: bytes(content)}))


def _zip(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return out.getvalue()


WORKBOOK = workbook(One=[HEADER.split(","), *ROWS])


def _read_or_refused(raw: bytes) -> None:
    try:
        assert isinstance(observe("list.xlsx", raw, format="flock-sharednetworks"), Observation)
    except ExportError:
        return


@given(st.binary(max_size=300))
@settings(max_examples=examples(150), deadline=None)
def test_any_bytes_are_read_or_refused(noise: bytes) -> None:
    _read_or_refused(noise)
    _read_or_refused(HEADER.encode() + b"\n" + noise)


CELLS = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=30)


@given(st.lists(st.tuples(CELLS.filter(str.strip), CELLS, CELLS), max_size=20))
@settings(max_examples=examples(150), deadline=None)
def test_any_cells_are_kept_as_they_were_written(rows: list[tuple[str, str, str]]) -> None:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(HEADER.split(","))
    writer.writerows(rows)
    seen = observe("list.csv", out.getvalue().encode())
    for direction, column in ((Direction.OUTBOUND, 2), (Direction.INBOUND, 1)):
        found = [(one.raw, one.networks) for one in seen.shares if one.direction is direction]
        assert found == [(row[0], row[column]) for row in rows if row[column].strip()]
