"""ICE's sheets: who takes part is never mixed up with who asked or has an agreement."""

from __future__ import annotations

import datetime as dt

import pytest

from lprpolicy.errors import ExportError, LprPolicyError, UsageError
from lprpolicy.lists import read_list
from lprpolicy.model.lists import AgencyList, ListName, Says
from tests.lists.samples import (
    AGREEMENTS_HEADER,
    ICE_HEADER,
    PENDING_HEADER,
    ice,
    lines,
    read_ice,
    workbook,
)

ROW = "OHIO,Elm County Sheriff's Office,County,Elm County,Task Force Model,2025-03-17,link"
ASKED = "OHIO,Elm County Sheriff's Office,County,Elm County,Task Force Model"
DAY = dt.date(2025, 7, 18)


def read(name: str, raw: bytes, on: dt.date | None = None) -> tuple[AgencyList, ...]:
    return read_list(ListName.ICE_287G, name, raw, on=on)


def test_rows_of_one_agency_are_one_entry_with_its_models() -> None:
    (elmira, bell, lottery) = read_ice().rows
    assert elmira.models == ("Jail Enforcement Model", "Task Force Model")
    assert (bell.state, bell.county) == ("us-pa", "York County")
    assert lottery.county is None  # '#N/A'


def test_a_sheet_of_those_who_asked_says_nothing_of_membership() -> None:
    (found,) = read("pending_2025-07-18.csv", lines(PENDING_HEADER, ASKED))
    assert (found.says, found.complete, found.on) == (Says.PENDING, False, DAY)


def test_an_index_of_agreements_is_not_the_list_of_those_who_take_part() -> None:
    row = "OH,elm county sheriffs office,TFM,elm.pdf,agreements_20260608_181341"
    (found,) = read("moa.csv", lines(AGREEMENTS_HEADER, row))
    assert (found.says, found.complete) == (Says.AGREEMENTS, False)
    assert found.on == dt.date(2026, 6, 8)
    older = row.replace("elm", "oak").replace("0608", "0501").replace("TFM", "")
    (both,) = read("moa.csv", lines(AGREEMENTS_HEADER, row, older))
    assert (both.on, len(both.rows)) == (dt.date(2026, 6, 8), 2)


def test_a_list_of_those_who_asked_to_take_part_is_one_of_those_who_asked() -> None:
    (found,) = read("pending_participation_2025-07-18.csv", lines(PENDING_HEADER, ASKED))
    assert found.says is Says.PENDING


def test_only_ices_own_sheet_speaks_of_those_who_are_absent() -> None:
    assert read_ice().complete
    header = "date,state,county,agency,type,ori_confirmed_in_fbi_list"
    row = "2025-07-03 pm,OHIO,Elm County,elm county sheriff,Task Force Model,OH0990000"
    (found,) = read("with_ori.csv", lines(header, row))
    assert (found.says, found.complete) == (Says.PARTNERS, False)
    assert (found.on, found.rows[0].ori) == (dt.date(2025, 7, 3), "OH0990000")


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("participating_2025-07-18.csv", lines(PENDING_HEADER, ASKED)),
        ("pending_2025-07-18.csv", ice(ROW)),
    ],
)
def test_a_file_whose_name_and_columns_disagree_is_not_settled_by_guess(
    name: str, raw: bytes
) -> None:
    with pytest.raises(ExportError, match="the file's name says the other list"):
        read(name, raw)


def test_the_day_of_a_sheet_is_read_off_its_name() -> None:
    assert read("287gParticipatingAgencies091526pm.csv", ice(ROW))[0].on == dt.date(2026, 9, 15)


def test_one_mistyped_row_is_reported_and_the_rest_is_read() -> None:
    wrong = ROW.replace("OHIO", "UTAHJ").replace("Elm", "Iron")
    (found,) = read("participating_2025-07-18.csv", ice(ROW, wrong))
    assert [row.name for row in found.rows] == ["Elm County Sheriff's Office"]
    (unread,) = found.unread
    assert unread.says == (
        "participating_2025-07-18.csv, row 3, column 1 (state): 'UTAHJ' is not a state"
    )
    assert (unread.name, unread.state, unread.partner) == (
        "Iron County Sheriff's Office",
        None,
        True,
    )
    assert (found.lines, found.complete) == (2, True)


@pytest.mark.parametrize(
    ("before", "after", "name", "state"),
    [
        ("Task Force", "Dance", "Iron County Sheriff's Office", "us-oh"),
        ("Task Force Model", "", "Iron County Sheriff's Office", "us-oh"),
        ("Iron County Sheriff's Office", " ", None, "us-oh"),
        ("Iron County Sheriff", "=Iron", None, "us-oh"),
        ("Iron County Sheriff", "Iron\u200b", None, "us-oh"),
    ],
)
def test_of_a_wrong_row_what_can_be_read_is_kept(
    before: str, after: str, name: str | None, state: str | None
) -> None:
    wrong = ROW.replace("Elm", "Iron").replace(before, after, 1)
    (found,) = read("participating_2025-07-18.csv", ice(ROW, wrong))
    assert [(row.name, row.state) for row in found.unread] == [(name, state)]


def test_a_row_of_a_table_by_days_with_no_day_is_undecided_on_the_newest() -> None:
    header = "date,state,county,agency,type,ori_confirmed_in_fbi_list"
    rows = [f"2025-07-0{n},OHIO,Elm County,elm county sheriff,Task Force Model," for n in (1, 3)]
    wrong = "2025-70-30,OHIO,Oak County,oak county sheriff,Task Force Model,"
    found = read("with_ori.csv", lines(header, *rows, wrong))
    assert [(one.on.day, len(one.unread), one.lines) for one in found] == [(1, 0, 1), (3, 1, 2)]


def test_a_sheet_without_a_day_asks_for_one() -> None:
    with pytest.raises(UsageError, match="of which day"):
        read("participating.csv", ice(ROW))
    assert read("participating.csv", ice(ROW), on=DAY)[0].on == DAY


def test_several_sheets_of_several_days_are_several_lists() -> None:
    header, row = ICE_HEADER.split(","), ROW.split(",")
    row[5] = dt.date(2025, 3, 17)  # type: ignore[call-overload]  # as a spreadsheet holds it
    raw = workbook(**{"2025-05-16": [header, row], "2025-07-18": [header, row], "Notes": []})
    found = read("participating.xlsx", raw)
    assert [one.on for one in found] == [dt.date(2025, 5, 16), DAY]
    assert found[0].rows[0].where.sheet == "2025-05-16"


def test_two_sheets_of_one_day_are_refused() -> None:
    header, row = ICE_HEADER.split(","), ROW.split(",")
    raw = workbook(a=[header, row], b=[header, row])
    with pytest.raises(ExportError, match="sheet 'b': is a second sheet"):
        read("participating_2025-07-18.xlsx", raw)


def test_a_formula_in_a_workbook_is_an_error_at_its_sheet_row_and_column() -> None:
    header, row = ICE_HEADER.split(","), ROW.split(",")
    formula = [row[0], '=CONCATENATE("Elm","wood")', *row[2:]]
    raw = workbook(First=[header, row], **{"The List": [header, row, formula]})
    with pytest.raises(ExportError) as found:
        read("participating_2025-07-18.xlsx", raw)
    said = "participating_2025-07-18.xlsx, sheet 'The List', row 3, column 2: "
    assert found.value.message == said + "the cell holds a formula, not text"


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (ice(ROW.replace("OHIO", "OHYO")), "row 2, column 1 (state): 'OHYO' is not a state"),
        (ice(ROW.replace("Task Force", "Dance")), "row 2, column 5 (support type)"),
        (ice(ROW.replace("Elm County Sheriff's Office", " ")), "row 2, column 2 (law enf"),
        (ice(ROW.replace("Elm County Sheriff", "@Elm")), "row 2, column 2: the cell holds a form"),
        (ice(ROW).replace(b"SUPPORT TYPE", b"SUPPORTED TYPE"), "did you mean 'support type'?"),
        (ice(ROW).replace(b"STATE", b"COUNTRY"), "row 1, column 1: there is no column 'COUNTRY'"),
        (lines("A,B,C", "1,2,3"), "row 1, column 1: there is no column 'A'"),
        (ice(ROW + ",extra,cells"), "row 2, column 8: the row has 9 cells"),
        (lines(ICE_HEADER), "there is no agency on the list"),
        (b"\n\n", "there is no row in it"),
    ],
)
def test_a_hostile_sheet_is_an_error_at_its_row_and_column(raw: bytes, says: str) -> None:
    with pytest.raises(ExportError) as found:
        read("participating_2025-07-18.csv", raw)
    assert says in found.value.message


@pytest.mark.parametrize("which", list(ListName))
def test_a_file_of_another_kind_is_an_error(which: ListName) -> None:
    for raw in (b"%PDF-1.7\n", b"PK\x03\x04 no zip", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\x00"):
        with pytest.raises(LprPolicyError):
            read_list(which, "file", raw, on=DAY, title="A list")
