"""The FBI's police employee list: every agency that reports its staff, by ORI.

The list has a row for each agency with its bare place: `Norwalk`, `City`. Rows of federal
agencies are left out: the built-in directory says who those are.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from lprpolicy.errors import ExportError
from lprpolicy.lists.columns import ListRow, Variant, rows_of
from lprpolicy.lists.full_names import full_name, whole_name
from lprpolicy.lists.newest import YEAR, Row, newest_rows
from lprpolicy.lists.places import STATE_OF_CODE, county_name
from lprpolicy.lists.unread import Rows, leave_out_shared
from lprpolicy.model.lists import AgencyList, ListedAgency, ListName, Says, UnreadRow
from lprpolicy.model.scalars import ORI_PATTERN

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
        "male cilvilian ct",  # as the FBI spells it
        "male total ct",
        "female officer ct",
        "female civilian ct",
        "female cilvilian ct",
        "female total ct",
    ),
)
_READ: Final = (*HEADER.needs, "pub agency unit")
FEDERAL: Final = "Federal"
CAMPUS: Final = "University or College"
TYPES: Final = (
    "City",
    "County",
    CAMPUS,
    "State Police",
    "Other State Agency",
    "Tribal",
    "Other",
    FEDERAL,
)
_AGAIN: Final = "download the list again"
Pair = tuple[ListRow, ListedAgency | None]


def read(
    rows: Iterator[Row], *, document: str, sha256: Callable[[], str], on: dt.date | None
) -> AgencyList:
    """Read the newest year of each agency. `sha256` is asked when all rows have been read.

    The list's day is October 31 of its newest year, when staff are counted.
    """
    table, lines = newest_rows(document, rows, HEADER, _READ)
    found: Rows[Pair] = Rows()
    several = Counter(_of_state(row) for row in rows_of(table))
    found.read(
        rows_of(table), lambda row: (row, _agency(row, alone=several[_of_state(row)] == 1)), _unread
    )
    leave_out_shared(found, "ori", _ori, _unread, hint=_AGAIN)
    found.check()
    kept = tuple(listed for _, listed in found.made if listed is not None)
    if not kept:
        raise ExportError(f"{document}: there is no agency on the list", hint=_AGAIN)
    newest = max(listed.year or 0 for listed in kept)
    return AgencyList(
        list=ListName.FBI_LEE,
        says=Says.AGENCIES,
        title=TITLE,
        on=on or dt.date(newest, 10, 31),
        document=document,
        sha256=sha256(),
        complete=True,
        rows=kept,
        url=URL,
        notes=tuple(_notes(found, kept, lines)),
        unread=tuple(found.unread),
        lines=lines,
    )


def _notes(found: Rows[Pair], kept: Sequence[ListedAgency], lines: int) -> Iterator[str]:
    if lines > found.count:
        years = f"{min(one.year or 0 for one in kept)} to {max(one.year or 0 for one in kept)}"
        yield (
            f"of {lines:,} rows, those of the newest year of each of {found.count:,} agencies "
            f"({years})"
        )
    federal = sum(listed is None for _, listed in found.made)
    if federal:
        yield f"rows of federal agencies, left to the built-in directory: {federal}"


def _of_state(row: ListRow) -> tuple[str, str]:
    return row["state abbr"], row["pub agency name"].casefold()


def _ori(listed: ListedAgency | None) -> str | None:
    return listed.ori if listed is not None else None


def _unread(row: ListRow, says: str) -> UnreadRow:
    name = row["pub agency name"] or None
    return UnreadRow(row.where, says, name, STATE_OF_CODE.get(row["state abbr"]), partner=False)


def _agency(row: ListRow, *, alone: bool) -> ListedAgency | None:
    """Read a row; None for a federal agency. `alone`: no other of its state has the name."""
    year = _year(row)
    type_ = row["agency type name"]
    if type_ == FEDERAL:
        return None
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
    county = row.known_text("county name")
    given, part = row["pub agency name"], row.known_text("pub agency unit")
    if alone and (part is None or type_ == CAMPUS):
        given = whole_name(given)
    named = full_name(given, type_, state, county, part)
    return ListedAgency(
        name=named.name,
        state=state,
        where=row.where,
        kind=named.kind,
        open_kind=named.open_kind,
        unit=named.unit,
        no_town=named.no_town,
        county=county_name(county, state) if county else None,
        ori=row["ori"],
        other_names=named.others,
        year=year,
    )


def _year(row: ListRow) -> int:
    text = row["data year"]
    if YEAR.fullmatch(text) is None:
        raise row.fault("data year", f"{text!r} is not a year", hint=_AGAIN)
    return int(text)
