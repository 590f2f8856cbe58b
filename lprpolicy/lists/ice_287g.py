"""ICE's sheets of 287(g) agencies, one row for each agency and support model.

There are four kinds of sheet, and they say different things: who takes part, who has asked to, who
has a published agreement, and third parties' tables of those who take part. The header shows which
one it is; for the first two, the columns and the file's own name must agree.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from lprpolicy.errors import ExportError, UsageError
from lprpolicy.lists.columns import ListRow, Variant, first_row, rows_of, variant_of
from lprpolicy.lists.places import state_of
from lprpolicy.lists.unread import Rows
from lprpolicy.model.day_in_name import day_in
from lprpolicy.model.lists import AgencyList, ListedAgency, ListName, Says, UnreadRow
from lprpolicy.model.scalars import ORI_PATTERN
from lprpolicy.tables import Table

URL: Final = "https://www.ice.gov/identify-and-arrest/287g"
TITLES: Final = {
    Says.PARTNERS: "ICE participating agencies list",
    Says.PENDING: "ICE pending agencies list",
    Says.AGREEMENTS: "Index of 287(g) agreements on ICE's page",
}
_TABLE: Final = "Table of ICE's participating agencies with ORIs"
_SHEET: Final = ("state", "law enforcement agency", "type", "county", "support type")
PARTICIPATING: Final = Variant(
    "ICE's participating agencies", (*_SHEET, "signed", "moa"), ("addendum",)
)
PENDING: Final = Variant("ICE's pending agencies", _SHEET)
AGREEMENTS: Final = Variant(
    "the index of agreements", ("state", "agency normalised", "model", "filename", "snapshot")
)
WITH_ORI: Final = Variant(
    "participating agencies with ORIs",
    ("date", "state", "county", "agency", "type", "ori confirmed in fbi list"),
)
VARIANTS: Final = (PARTICIPATING, PENDING, AGREEMENTS, WITH_ORI)
MODELS: Final = {
    "jem": "Jail Enforcement Model",
    "jail enforcement model": "Jail Enforcement Model",
    "tfm": "Task Force Model",
    "task force model": "Task Force Model",
    "wso": "Warrant Service Officer",
    "warrant service officer": "Warrant Service Officer",
    "warrant service officer model": "Warrant Service Officer",
    "tribal task force model": "Tribal Task Force Model",
}
_AGAIN: Final = "download the list again"


@dataclass(frozen=True, slots=True)
class _Cells:
    """What a row says, and of which day."""

    row: ListRow
    on: dt.date
    name: str
    state: str
    county: str | None
    model: str


def read(
    tables: Iterable[Table], *, document: str, sha256: str, on: dt.date | None
) -> tuple[AgencyList, ...]:
    """Read every sheet; several sheets of one day and kind are one list."""
    made: dict[tuple[Says, dt.date], AgencyList] = {}
    for table in tables:
        if not table.rows:
            continue
        for one in _sheet(table, document, sha256, on):
            before = made.get((one.says, one.on))
            if before is not None:
                raise ExportError(
                    f"{table.at()}: is a second sheet of {one.title} of {one.on}",
                    hint="import one of the two by itself, with --on for its day",
                )
            made[one.says, one.on] = one
    if not made:
        raise ExportError(f"{document}: there is no row in it", hint=_AGAIN)
    return tuple(made[key] for key in sorted(made))


def _sheet(table: Table, document: str, sha256: str, on: dt.date | None) -> tuple[AgencyList, ...]:
    variant = variant_of(table, VARIANTS)
    says = _says(variant, table)
    whole = None if variant in (WITH_ORI, AGREEMENTS) else on or day_in(table.sheet, document)
    if whole is None and variant in (PARTICIPATING, PENDING):
        raise _without_a_day(table)
    found: Rows[_Cells] = Rows()
    found.read(
        rows_of(table),
        lambda row: _cells(row, variant, whole),
        lambda row, says: _unread(row, says, variant),
    )
    found.check()
    if not found.made:
        raise ExportError(f"{table.at()}: there is no agency on the list", hint=_AGAIN)
    by_day = _by_day(found.made, on or day_in(document), variant)
    last = max(by_day)
    return tuple(
        AgencyList(
            list=ListName.ICE_287G,
            says=says,
            title=_TABLE if variant is WITH_ORI else TITLES[says],
            on=day,
            document=document,
            sha256=sha256,
            complete=variant is PARTICIPATING,
            rows=_agencies(rows, variant),
            url=URL,
            notes=_notes(variant, says),
            unread=tuple(found.unread) if day == last else (),
            lines=len(rows) + (len(found.unread) if day == last else 0),
        )
        for day, rows in sorted(by_day.items())
    )


def _by_day(
    made: Iterable[_Cells], said: dt.date | None, variant: Variant
) -> dict[dt.date, list[_Cells]]:
    """Put rows by their days; an index of agreements is of the day that is said, or its newest."""
    cells = tuple(made)
    one_day = said or max(one.on for one in cells) if variant is AGREEMENTS else None
    by_day: dict[dt.date, list[_Cells]] = {}
    for one in cells:
        by_day.setdefault(one_day or one.on, []).append(one)
    return by_day


def _without_a_day(table: Table) -> UsageError:
    return UsageError(
        f"{table.at()}: neither the sheet nor the file's name says of which day it is",
        hint="say it with --on, as in --on 2025-07-18",
    )


def _says(variant: Variant, table: Table) -> Says:
    """Return what a sheet says; if file name and header disagree, raise an error, never guess."""
    if variant is AGREEMENTS:
        return Says.AGREEMENTS
    called = f"{table.document} {table.sheet or ''}".casefold()
    pending = "pending" in called
    participating = "particip" in called
    if (variant is PENDING and participating and not pending) or (
        variant is not PENDING and pending
    ):
        number, _ = first_row(table)
        raise ExportError(
            f"{table.at(number)}: the columns are those of {variant.name}, and the file's name "
            "says the other list",
            hint="a list of those who asked is not one of those who take part; rename the file "
            "once you know which it is",
        )
    return Says.PENDING if variant is PENDING else Says.PARTNERS


def _notes(variant: Variant, says: Says) -> tuple[str, ...]:
    if says is Says.PENDING:
        return ("those on it have asked to take part; that is no membership",)
    if says is Says.AGREEMENTS:
        return ("an agreement that was published is no proof that it is in effect",)
    if variant is WITH_ORI:
        return ("it is not ICE's own sheet, so that who is absent from it stays unknown",)
    return ()


def _agencies(rows: list[_Cells], variant: Variant) -> tuple[ListedAgency, ...]:
    """Merge rows into one entry for each agency, with all of its support models."""
    found: dict[tuple[str, str, str], list[_Cells]] = {}
    for cells in rows:
        found.setdefault((cells.state, cells.name, cells.county or ""), []).append(cells)
    made = []
    for (state, name, county), held in found.items():
        models = tuple(sorted({cells.model for cells in held if cells.model}))
        made.append(
            ListedAgency(
                name=name,
                state=state,
                where=held[0].row.where,
                open_kind=True,
                county=county or None,
                ori=_ori(held[0].row) if variant is WITH_ORI else None,
                models=models,
                signed=tuple(_last_signed(held, model) for model in models),
            )
        )
    return tuple(made)


def _last_signed(rows: list[_Cells], model: str) -> str:
    """Return the last day on which an agreement of a model was signed; blank if none is printed."""
    days = (day_in(cells.row["signed"]) for cells in rows if cells.model == model)
    return max((str(day) for day in days if day is not None), default="")


def _columns(variant: Variant) -> tuple[str, str, str]:
    """The columns of the agency's name, of its county, and of the support model."""
    return {
        WITH_ORI: ("agency", "county", "type"),
        AGREEMENTS: ("agency normalised", "county", "model"),
    }.get(variant, ("law enforcement agency", "county", "support type"))


def _cells(row: ListRow, variant: Variant, whole: dt.date | None) -> _Cells:
    name_column, county_column, model_column = _columns(variant)
    day = whole or _row_day(row, variant)
    state = state_of(row["state"])
    if state is None:
        raise row.fault("state", f"{row['state']!r} is not a state", hint=_AGAIN)
    if not row[name_column]:
        raise row.fault(name_column, "the agency's name is blank", hint=_AGAIN)
    written = row[model_column]
    model = MODELS.get(written.casefold())
    if model is None and (written or variant is not AGREEMENTS):
        hint = f"the support models are {', '.join(sorted(set(MODELS.values())))}"
        raise row.fault(model_column, f"{written!r} is not a support model", hint=hint)
    return _Cells(row, day, row[name_column], state, row.known_text(county_column), model or "")


def _unread(row: ListRow, says: str, variant: Variant) -> UnreadRow:
    name = row[_columns(variant)[0]] or None
    return UnreadRow(row.where, says, name, state_of(row["state"]), partner=True)


def _ori(row: ListRow) -> str | None:
    text = row["ori confirmed in fbi list"]
    return text if re.search(ORI_PATTERN, text) else None


def _row_day(row: ListRow, variant: Variant) -> dt.date:
    column = {WITH_ORI: "date", AGREEMENTS: "snapshot"}[variant]
    day = day_in(row[column])
    if day is None:
        raise row.fault(column, f"{row[column]!r} does not begin with a day", hint=_AGAIN)
    return day
