"""The FBI's list: full names by type, and every fault at its row and column."""

from __future__ import annotations

import datetime as dt

import pytest

from lprpolicy.errors import ExportError
from lprpolicy.lists import read_list
from lprpolicy.model.lists import ListName
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
        ("Hart/Eastland", "County", "TN", "Hart/Eastland", None),
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


def test_a_county_of_two_names_is_neither_called_sheriff_nor_police() -> None:
    (found,) = read_fbi("TN0990000,2025,Hart/Eastland,TN,EASTLAND,County,").rows
    assert (found.kind, found.open_kind) == (None, False)


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
        (fbi(ROW, ROW), "row 3, column 1 (ori): CT0990100 is the ORI of row 2 too"),
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


def test_a_renamed_column_is_named_with_the_one_that_was_meant() -> None:
    raw = fbi(ROW).replace(b"state_abbr", b"state_abbrev")
    with pytest.raises(ExportError, match="'state_abbrev'; did you mean 'state abbr'"):
        read_list(ListName.FBI_LEE, "fbi.csv", raw)
