"""Any other list, as docs/directory-csv.md says; and any bytes at all."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lprpolicy.errors import ExportError, LprPolicyError, UsageError
from lprpolicy.lists import read_list
from lprpolicy.lists.columns import rows_of
from lprpolicy.lists.neutral import HEADER
from lprpolicy.model.lists import ListName
from lprpolicy.model.words import AgencyKind
from lprpolicy.tables import Table
from tests.limits import examples
from tests.lists.samples import FBI_HEADER, ICE_HEADER, read_neutral

ROWS = """name,state,kind,id,county,ori,aliases,287g,287g models
Elm Police Department,CT,municipal-police,us-ct/elm-pd,Windham,CT0990100,Elm PD;City of Elm PD,no,
Tri-Town Team,Connecticut,,,,,,yes,Task Force Model
"""


def test_a_row_says_what_its_cells_say() -> None:
    elm, team = read_neutral(ROWS).rows
    assert (elm.id, elm.kind, elm.ori) == (
        "us-ct/elm-pd",
        AgencyKind.MUNICIPAL_POLICE,
        "CT0990100",
    )
    assert (elm.other_names, elm.member) == (("Elm PD", "City of Elm PD"), False)
    assert (team.state, team.kind, team.member) == ("us-ct", None, True)
    assert team.models == ("Task Force Model",)


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("municipal-police", "municipal-polise", "did you mean 'municipal-police'?"),
        ("municipal-police", "federal-immigration", "'federal-immigration' is a federal kind"),
        ("municipal-police", "military", "row 2, column 3 (kind): 'military' is a federal kind"),
        ("us-ct/elm-pd", "us/ice", "row 2, column 4 (id): 'us/ice' is not an id of us-ct"),
        ("us-ct/elm-pd", "elm", "row 2, column 4 (id): 'elm' is not an id like"),
        ("CT0990100", "CT", "row 2, column 6 (ori): 'CT' is not an ORI"),
        (",no,", ",maybe,", "row 2, column 8 (287g): 'maybe' is neither yes nor no"),
        (",CT,", ",XX,", "row 2, column 2 (state): 'XX' is not a state"),
    ],
)
def test_a_wrong_row_is_reported_at_its_cell_and_the_rest_is_read(
    before: str, after: str, says: str
) -> None:
    found = read_neutral(ROWS.replace(before, after, 1))
    assert [row.name for row in found.rows] == ["Tri-Town Team"]
    (unread,) = found.unread
    assert says in unread.says
    assert unread.name == "Elm Police Department"


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("county,ori", "county,OIR", "row 1, column 6: there is no column 'OIR'; did you mean"),
        ("name,state", "names,state", "there is no column 'names'; did you mean 'name'?"),
    ],
)
def test_a_strange_column_is_an_error_at_its_place(before: str, after: str, says: str) -> None:
    with pytest.raises(ExportError) as found:
        read_neutral(ROWS.replace(before, after, 1))
    assert says in found.value.message


@pytest.mark.parametrize(
    ("before", "after", "partner"),
    [
        ("municipal-police,us-ct/elm-pd", "polise,us-ct/elm-pd", False),
        (",no,", ",yess,", True),
        ("Tri-Town Team,Connecticut", "Tri-Town Team,Conecticut", True),
        ("Elm PD;City of Elm PD", "=1", False),
        ("Elm PD;City of Elm PD,no", "Elm,=1", True),
    ],
)
def test_a_wrong_row_may_name_a_partner_unless_it_says_no(
    before: str, after: str, partner: bool
) -> None:
    (unread,) = read_neutral(ROWS.replace(before, after, 1)).unread
    assert unread.partner is partner


def test_two_rows_with_one_id_are_both_undecided() -> None:
    found = read_neutral(
        f"{ROWS}Elm Sheriff,CT,,us-ct/elm-pd,,,,,\n" + "Oak Police,CT,,,,,,,\n" * 40
    )
    assert len(found.rows) == 41
    assert [row.name for row in found.unread] == ["Elm Police Department", "Elm Sheriff"]


def test_a_heading_of_nothing_but_a_hyphen_is_no_column() -> None:
    with pytest.raises(ExportError, match="column 4: there is no column '-'") as raised:
        read_neutral("name,state,kind,-\nElm Police Department,CT,municipal-police,x\n")
    assert raised.value.hint


def test_a_row_that_ends_before_the_first_column_is_cut_off() -> None:
    header = (1, ("", "name", "state"))
    with pytest.raises(ExportError, match="the row has 1 cells, and the header 3"):
        list(rows_of(Table("x.csv", None, (header, (2, ("",))))))
    (row,) = rows_of(Table("x.csv", None, (header, (2, ("", "Elm PD")))))
    assert (row["name"], row["state"]) == ("Elm PD", "")


def test_such_a_list_has_to_be_told_its_day_and_title() -> None:
    for on, title in ((None, None), (None, "Agencies"), (dt.date(2026, 1, 31), None)):
        with pytest.raises(UsageError, match="does not say of which day"):
            read_list(ListName.NEUTRAL, "some.csv", ROWS.encode(), on=on, title=title)


def test_the_page_that_describes_the_columns_names_each(root: Path) -> None:
    page = (root / "docs" / "directory-csv.md").read_text(encoding="utf-8")
    named = set(re.findall(r"^\| `([^`]+)` \|", page, re.MULTILINE))
    assert named == {*HEADER.needs, *HEADER.may}
    example = page.partition("```csv\n")[2].partition("```")[0]
    assert len(read_neutral(example).rows) == 2


_CELLS = st.sampled_from(
    [
        "",
        "CT",
        "OHIO",
        "City",
        "County",
        "2025",
        "CT0990100",
        "Elm",
        "=1",
        "'",
        '"',
        "\x00",
        "é",
        "x" * 600,
    ]
)
_TEXTS = st.builds(
    lambda header, rows: "\n".join([header, *(",".join(row) for row in rows)]).encode(),
    st.sampled_from([FBI_HEADER, ICE_HEADER, ROWS.splitlines()[0], "a,b"]),
    st.lists(st.lists(_CELLS, max_size=9), max_size=4),
)


@settings(max_examples=examples(150), deadline=None)
@given(which=st.sampled_from(list(ListName)), raw=st.binary(max_size=200) | _TEXTS)
def test_any_bytes_are_a_list_or_an_error_with_a_hint(which: ListName, raw: bytes) -> None:
    try:
        read = read_list(which, "any", raw, on=dt.date(2026, 1, 31), title="Any")
    except LprPolicyError as error:
        said = (error.message[:3], bool(error.hint))
        assert said == ("any", True)
    else:
        assert all(row.name and row.state for one in read for row in one.rows)
