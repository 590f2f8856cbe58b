"""The FBI's list: full names by type, and every fault at its row and column."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace

import pytest

from lprpolicy.errors import ExportError
from lprpolicy.lists import read_list, read_streamed
from lprpolicy.model.lists import AgencyList, ListName
from lprpolicy.model.words import AgencyKind as K
from tests.lists.samples import FBI, FBI_HEADER, fbi, lines, read_fbi

ROW = "CT0990100,2025,Ashford Harbor,CT,WINDHAM,City,100"


@pytest.mark.parametrize(
    ("name", "type_", "state", "full", "kind"),
    [
        ("Norwalk", "City", "CT", "Norwalk Police Department", K.MUNICIPAL_POLICE),
        ("Rockwell Police Department", "City", "IA", "Rockwell Police Department", None),
        ("Baltimore City Sheriff", "City", "MD", "Baltimore City Sheriff", K.COUNTY_SHERIFF),
        ("Eastland", "County", "OH", "Eastland County Sheriff's Office", K.COUNTY_SHERIFF),
        ("Eastland", "County", "LA", "Eastland Parish Sheriff's Office", K.COUNTY_SHERIFF),
        ("Eastland County Police Department", "County", "GA", None, K.COUNTY_POLICE),
        (
            "Hart/Eastland",
            "County",
            "TN",
            "Hart/Eastland County Sheriff's Office",
            K.COUNTY_SHERIFF,
        ),
        ("Eastland College", "University or College", "OH", None, K.CAMPUS_POLICE),
        ("Highway Patrol:", "State Police", "FL", "Florida Highway Patrol", K.STATE_POLICE),
        ("State Police, Media", "State Police", "PA", "Pennsylvania State Police", None),
        ("Eastland Tribal", "Tribal", "WI", "Eastland Tribal Police Department", K.TRIBAL_POLICE),
        ("Prosecutor:", "Other", "NJ", "Eastland County Prosecutor's Office", K.PROSECUTOR),
    ],
)
def test_a_bare_place_gets_its_full_name_by_type(
    name: str, type_: str, state: str, full: str | None, kind: K | None
) -> None:
    (found,) = read_fbi(f'{state}0990100,2025,"{name}",{state},EASTLAND,{type_},').rows
    if full is not None:
        assert found.name == full
    if kind is not None:
        assert found.kind is kind


def test_a_bia_agency_on_the_list_of_tribes_has_no_kind() -> None:
    (found,) = read_fbi("MT0990100,2025,Plains Agency,MT,NOT SPECIFIED,Tribal,").rows
    assert found.kind is None


def test_a_tribes_own_agency_is_none_of_the_bureau_of_indian_affairs() -> None:
    (found,) = read_fbi("AZ0990100,2025,Mesa Resource Enforcement Agency,AZ,,Tribal,").rows
    assert found.kind is K.TRIBAL_POLICE


def test_a_tribe_is_called_by_its_name_alone_and_with_its_police() -> None:
    (found,) = read_fbi("AZ0990100,2025,Elm Tribal,AZ,,Tribal,").rows
    assert found.name == "Elm Tribal Police Department"
    assert found.other_names == ("Elm Tribal", "Elm Tribe Police Department")


@pytest.mark.parametrize(
    ("name", "part", "type_", "full"),
    [
        ("Independent School District:", "Elm", "Other", "Elm Independent School District"),
        ("Hospital District:", "Elm County", "Other", "Elm County Hospital District"),
        ("Elm County Constable:", "Precinct 1", "Other", "Elm County Constable Precinct 1"),
        ("State Patrol:", "Ashford Post", "State Police", "Connecticut State Patrol"),
        ("Elm Hospital", "NULL", "Other", "Elm Hospital"),
    ],
)
def test_the_part_that_a_row_is_about_belongs_to_its_name(
    name: str, part: str, type_: str, full: str
) -> None:
    row = whole(2025, "CT0990100", name, type_).replace("NULL", part)
    (found,) = read_whole(row).rows
    assert found.name.removesuffix(" Police Department") == full
    assert not found.unit


@pytest.mark.parametrize(
    ("name", "kind", "open_kind"),
    [
        ("Elm General Hospital", K.SPECIAL_DISTRICT, False),
        ("Massachusetts Elm Hospital", K.SPECIAL_DISTRICT, False),
        ("Elm River Health System", K.SPECIAL_DISTRICT, False),
        ("Elm Medical Center", K.SPECIAL_DISTRICT, False),
        ("Elm VA Medical Center", None, True),
        ("Elm Indian Hospital", None, True),
        ("University of Elm Hospitals", None, True),
        ("Elm Emergency Medical Services", None, True),
    ],
)
def test_a_hospital_that_is_neither_a_states_nor_federal_is_a_district_of_its_own(
    name: str, kind: K | None, open_kind: bool
) -> None:
    (found,) = read_fbi(f"MA0990100,2025,{name},MA,ESSEX,Other,").rows
    assert (found.kind, found.open_kind) == (kind, open_kind)


def test_the_main_campus_is_called_as_the_university_is() -> None:
    row = whole(2025, "CT0990100", "University of Elm:", "University or College")
    (found,) = read_whole(row.replace("NULL", "Main Campus")).rows
    assert "University of Elm" in found.other_names


def test_a_county_that_is_one_with_its_town_has_a_sheriff_of_either_name() -> None:
    (found,) = read_fbi("TN0990000,2025,Hart/Eastland,TN,EASTLAND,County,").rows
    assert found.other_names == ("Eastland County Sheriff's Office",)


def test_a_county_by_another_name_is_neither_called_sheriff_nor_police() -> None:
    (found,) = read_fbi("TN0990000,2025,Hart/Eastland,TN,HART,County,").rows
    assert (found.kind, found.open_kind) == (None, False)


def test_one_campus_alone_is_the_university_and_of_two_each_has_its_own_name() -> None:
    both = [
        whole(2025, f"CT09901{at}0", "University of Elm:", "University or College").replace(
            "NULL", part
        )
        for at, part in enumerate(("Oak and Ash", "Birch"))
    ]
    names = [row.name.removesuffix(" Police Department") for row in read_whole(both[0]).rows]
    assert names == ["University of Elm"]
    names = [row.name.removesuffix(" Police Department") for row in read_whole(*both).rows]
    assert names == ["University of Elm Oak and Ash", "University of Elm Birch"]


def test_the_list_is_of_the_day_that_staff_are_counted_in_its_newest_year() -> None:
    assert read_fbi(*FBI).on == dt.date(2025, 10, 31)


def test_federal_rows_are_left_to_the_built_in_directory() -> None:
    read = read_fbi(*FBI)
    assert "Federal Bureau of Investigation" not in {row.name for row in read.rows}
    assert read.notes == ("rows of federal agencies, left to the built-in directory: 1",)


def test_the_fbis_own_codes_of_states_are_known() -> None:
    (found,) = read_fbi("NB0990100,2025,Plains,NB,HALL,City,").rows
    assert found.state == "us-ne"


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"", "fbi.csv: the file is empty"),
        (lines(FBI_HEADER), "fbi.csv: there is no agency on the list"),
        (fbi(ROW, "\xff" * 3).replace("ÿ".encode(), b"\xff"), "fbi.csv, line 3: byte 131"),
        (fbi(ROW).replace(b"pub_agency_name", b"agency_names"), "column 3: there is no column"),
        (fbi(ROW).replace(b",county_name", b""), "row 1: there is no column 'county name'"),
        (fbi(ROW).replace(b"population", b"ori"), "row 1: two columns are called 'ori'"),
        (fbi(ROW.replace("City", "Citty")), "row 2, column 6 (agency type name): 'Citty'"),
        (fbi(ROW.replace(",CT,", ",ZZ,")), "row 2, column 4 (state abbr): 'ZZ' is not a state"),
        (fbi(ROW.replace("CT0990100", "CT1")), "row 2, column 1 (ori): 'CT1' is not an ORI"),
        (fbi(ROW, ROW.replace("Ash", "E")), "row 2, column 1 (ori): CT0990100 is the ORI of row 3"),
        (fbi(ROW.replace("2025", "next")), "row 2, column 2 (data year): 'next' is not a year"),
        (fbi(ROW.replace("Ashford Harbor", "=1+1")), "row 2, column 3: the cell holds a formula"),
        (fbi(ROW.replace("Ashford Harbor", "")), "row 2, column 3 (pub agency name)"),
        (fbi(ROW.replace("Ashford", "A" * 600)), "row 2, column 3: the cell has 607 characters"),
        (
            fbi(ROW.replace("Ashford", "A" * 10_000_000)),
            "fbi.csv, row 2, column 3: a cell has more than",
        ),
        (fbi(ROW + ",1,2"), "row 2, column 8: the row has 9 cells, and the header 7"),
        (fbi(ROW.replace("Ash", "A\u200bsh")), "row 2, column 3: the cell holds a character"),
    ],
    ids=lambda value: value[:40] if isinstance(value, str) else "",
)
def test_a_hostile_list_is_an_error_at_its_row_and_column(raw: bytes, says: str) -> None:
    with pytest.raises(ExportError) as found:
        read_list(ListName.FBI_LEE, "fbi.csv", raw)
    assert says in found.value.message
    assert found.value.hint


WHOLE_HEADER = (
    "data_year,ori,pub_agency_name,pub_agency_unit,state_abbr,division_name,region_name,"
    "county_name,agency_type_name,population_group_desc,population,male_officer_ct,"
    "male_cilvilian_ct,male_total_ct,female_officer_ct,female_cilvilian_ct,female_total_ct,"
    "officer_ct,civilian_ct,total_pe_ct,pe_ct_per_1000"
)


def whole(year: int, ori: str, name: str, type_: str = "City", county: str = "WINDHAM") -> str:
    """A row of the file that the FBI publishes, with a row for each agency and each year."""
    group = '"Cities from 10,000 thru 24,999",12000,20,2,22,3,1,4,23,3,26,2.17'
    return f'{year},{ori},"{name}",NULL,CT,New England,Northeast,{county},{type_},{group}'


def read_whole(*rows: str) -> AgencyList:
    (found,) = read_list(ListName.FBI_LEE, "pe_1960_2025.csv", lines(WHOLE_HEADER, *rows))
    return found


def test_of_the_file_of_all_years_the_newest_of_each_agency_is_read() -> None:
    found = read_whole(
        whole(1960, "CT0990100", "Ashford"),
        whole(2025, "CT0990100", "Ashford Harbor"),
        whole(2024, "CT0990100", "Ashford Bay"),
        whole(1987, "CT0990300", "Elm", county="NULL"),
        whole(1986, "CT0990300", "Elmtown"),
    )
    assert [(row.name, row.year, row.where.row) for row in found.rows] == [
        ("Ashford Harbor Police Department", 2025, 3),
        ("Elm Police Department", 1987, 5),
    ]
    assert found.rows[1].county is None
    assert (found.on, found.lines) == (dt.date(2025, 10, 31), 5)
    assert found.notes == (
        "of 5 rows, those of the newest year of each of 2 agencies (1987 to 2025)",
    )


def test_the_columns_may_stand_in_any_order() -> None:
    row = whole(2025, "CT0990100", "Ashford Harbor")
    cells = next(csv.reader([row]))
    header = WHOLE_HEADER.split(",")
    out = io.StringIO()
    csv.writer(out).writerows([header[::-1], cells[::-1]])
    (found,) = read_list(ListName.FBI_LEE, "back.csv", out.getvalue().encode())
    assert found.rows == tuple(
        replace(one, where=found.rows[0].where) for one in read_whole(row).rows
    )


def test_a_wrong_row_is_reported_and_the_rest_is_read() -> None:
    good = [whole(2025, f"CT09{n:03}00", f"Town {n}") for n in range(60)]
    found = read_whole(
        *good,
        whole(2025, "CT1", "Bad Ori"),
        whole(2025, "CT0999901", "Bad Type", type_="Citty"),
        whole(20255, "CT0990000", "Bad Year"),
    )
    assert len(found.rows) == 60
    assert [(row.name, row.state, row.partner) for row in found.unread] == [
        ("Bad Ori", "us-ct", False),
        ("Bad Type", "us-ct", False),
        ("Bad Year", "us-ct", False),
    ]
    assert found.unread[0].says.startswith("pe_1960_2025.csv, row 62, column 2 (ori): 'CT1' is not")


def test_two_rows_of_one_year_and_ori_are_both_undecided() -> None:
    found = read_whole(
        whole(2025, "CT0990200", "Town"),
        whole(2025, "CT0990300", "Other Town"),
        whole(2025, "CT0990300", "Other Town"),
        *(whole(2025, f"CT09{n}00", f"Town {n}") for n in range(100, 140)),
        whole(2025, "CT0990100", "Ashford"),
        whole(2025, "CT0990100", "Bashford"),
        whole(2024, "CT0990100", "Cashford"),
    )
    assert len(found.rows) == 42
    assert [row.name for row in found.unread] == ["Ashford", "Bashford"]


def test_a_list_with_many_wrong_rows_is_refused() -> None:
    rows = [
        whole(2025, f"CT09{n}00", f"Town {n}", "Citty" if n % 9 == 0 else "City")
        for n in range(100, 140)
    ]
    with pytest.raises(ExportError, match="; 4 of 40 rows cannot be read"):
        read_whole(*rows)


def in_pieces(raw: bytes, size: int) -> Iterator[bytes]:
    yield from (raw[at : at + size] for at in range(0, len(raw), size))


@pytest.mark.parametrize("size", [1, 7, 4096])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_list_reads_the_same_in_pieces_of_any_size(size: int, encoding: str) -> None:
    rows = (whole(2025, "CT0990100", 'Ashford ""Haven"" ñ'), whole(2024, "CT0990200", "Elm\nTown"))
    raw = "\r\n".join((WHOLE_HEADER, *rows)).encode(encoding)
    found = read_streamed("list.csv", in_pieces(raw, size))
    assert [row.name for row in found.rows] == [
        'Ashford "Haven" ñ Police Department',
        "Elm Town Police Department",
    ]
    assert found.sha256 == hashlib.sha256(raw).hexdigest()


def test_of_a_list_of_many_years_one_row_of_each_agency_is_held() -> None:
    """Sixty years of 200 agencies take little more memory than one year of them."""

    def years(count: int) -> Iterator[bytes]:
        yield f"{WHOLE_HEADER}\n".encode()
        for year in range(2025 - count, 2025):
            for n in range(200):
                yield f"{whole(year, f'CT09{n:03}00', f'Town {n}')}\n".encode()

    peaks = []
    for count in (1, 60):
        tracemalloc.start()
        assert len(read_streamed("list.csv", years(count)).rows) == 200
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.5 * peaks[0]


@pytest.mark.parametrize(
    ("pieces", "says"),
    [
        ([b"a" * 9_000_000] * 3, "line 1: the line has more than the 20,000,000"),
        ([lines(WHOLE_HEADER), b"\xff"], "list.csv, line 2: byte 297 is not UTF-8 text"),
        ([lines(WHOLE_HEADER), "é".encode()[:1]], "list.csv, line 2: byte 297 is not UTF-8 text"),
        ([lines(WHOLE_HEADER), b"\x00"], "list.csv, line 2: the text holds a NUL character"),
        ([], "list.csv: the file is empty"),
        ([b"", b"\n\n"], "list.csv: there is nothing in it"),
    ],
)
def test_what_is_no_text_is_an_error_at_its_place(pieces: list[bytes], says: str) -> None:
    with pytest.raises(ExportError) as found:
        read_streamed("list.csv", pieces)
    assert says in found.value.message
    assert found.value.hint


def test_more_agencies_than_ever_were_is_no_list_of_the_fbi(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("lprpolicy.lists.newest.MOST_KEPT", 3)
    rows = [whole(2025, f"CT09{n}00", f"Town {n}") for n in range(100, 104)]
    with pytest.raises(ExportError, match="more than 3 agencies"):
        read_whole(*rows)


def test_a_renamed_column_is_named_with_the_one_that_was_meant() -> None:
    raw = fbi(ROW).replace(b"state_abbr", b"state_abbrev")
    with pytest.raises(ExportError, match="'state_abbrev'; did you mean 'state abbr'"):
        read_list(ListName.FBI_LEE, "fbi.csv", raw)
