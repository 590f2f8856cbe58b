"""The FBI's police employee list: every agency that reports its staff, by ORI.

The list has a row for each agency with its bare place: `Norwalk`, `City`. Rows of federal
agencies are left out: the built-in directory says who those are.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from lprpolicy.errors import ExportError
from lprpolicy.lists.columns import ListRow, Variant, rows_of, variant_of
from lprpolicy.lists.full_names import full_name
from lprpolicy.lists.places import STATE_OF_CODE, county_name
from lprpolicy.model.lists import AgencyList, ListedAgency, ListName, Says
from lprpolicy.model.scalars import ORI_PATTERN
from lprpolicy.tables import Table

TITLE: Final = "FBI police employee list"
URL: Final = "https://cde.ucr.cjis.gov/LATEST/webapp/#/pages/downloads"
HEADER: Final = Variant(
    "the FBI's police employee list",
    ("ori", "data year", "pub agency name", "state abbr", "county name", "agency type name"),
    (
        "population",
        "officer ct",
        "civilian ct",
        "total pe ct",
        "pe ct per 1000",
        "pub agency unit",
        "population group code",
        "population group desc",
        "region name",
        "division name",
        "male officer ct",
        "male civilian ct",
        "male total ct",
        "female officer ct",
        "female civilian ct",
        "female total ct",
    ),
)
FEDERAL: Final = "Federal"
TYPES: Final = (
    "City",
    "County",
    "University or College",
    "State Police",
    "Other State Agency",
    "Tribal",
    "Other",
    FEDERAL,
)
_AGAIN: Final = "download the list again"


def read(table: Table, *, document: str, sha256: str, on: dt.date | None) -> AgencyList:
    """Read the list. Its day is 31 October of its newest year, when staff are counted."""
    variant_of(table, (HEADER,))
    rows: list[ListedAgency] = []
    seen: dict[str, int] = {}
    newest = 0
    federal = 0
    for row in rows_of(table):
        year = _year(row)
        newest = max(newest, year)
        if row["agency type name"] == FEDERAL:
            federal += 1
            continue
        listed = _agency(row, year)
        if listed.ori is not None:
            first = seen.setdefault(listed.ori, row.number)
            if first != row.number:
                raise row.fault("ori", f"{listed.ori} is the ORI of row {first} too", hint=_AGAIN)
        rows.append(listed)
    if not rows:
        raise ExportError(f"{table.at()}: there is no agency on the list", hint=_AGAIN)
    notes = (
        (f"rows of federal agencies, left to the built-in directory: {federal}",) if federal else ()
    )
    return AgencyList(
        list=ListName.FBI_LEE,
        says=Says.AGENCIES,
        title=TITLE,
        on=on or dt.date(newest, 10, 31),
        document=document,
        sha256=sha256,
        complete=True,
        rows=tuple(rows),
        url=URL,
        notes=notes,
    )


def _agency(row: ListRow, year: int) -> ListedAgency:
    type_ = row["agency type name"]
    if type_ not in TYPES:
        says = f"{type_!r} is not a type of agency"
        raise row.fault("agency type name", says, hint=f"the types are {', '.join(TYPES)}")
    state = STATE_OF_CODE.get(row["state abbr"])
    if state is None:
        says = f"{row['state abbr']!r} is not a state"
        raise row.fault("state abbr", says, hint=_AGAIN)
    if not row["pub agency name"]:
        raise row.fault("pub agency name", "the name is blank", hint=_AGAIN)
    if re.search(ORI_PATTERN, row["ori"]) is None:
        says = f"{row['ori']!r} is not an ORI: two letters and seven letters or digits"
        hint = "a spreadsheet may have changed it; download the list again"
        raise row.fault("ori", says, hint=hint)
    county = row.known("county name")
    named = full_name(row["pub agency name"], type_, state, county)
    return ListedAgency(
        name=named.name,
        state=state,
        where=row.where,
        kind=named.kind,
        open_kind=named.open_kind,
        unit=named.unit,
        county=county_name(county, state) if county else None,
        ori=row["ori"],
        other_names=named.others,
        year=year,
    )


def _year(row: ListRow) -> int:
    text = row["data year"]
    if re.fullmatch(r"(19|20)\d\d", text) is None:
        raise row.fault("data year", f"{text!r} is not a year", hint=_AGAIN)
    return int(text)
