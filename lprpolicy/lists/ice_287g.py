"""ICE's sheets of 287(g) agencies, one row for each agency and support model.

There are four kinds of sheet, and they say different things: who takes part, who has asked to, who
has a published agreement, and third parties' tables of those who take part. The header shows which
one it is; for the first two, the columns and the file's own name must agree.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import Final

from lprpolicy.errors import ExportError, UsageError
from lprpolicy.lists.columns import ListRow, Variant, first_row, rows_of, variant_of
from lprpolicy.lists.places import state_of
from lprpolicy.model.lists import AgencyList, ListedAgency, ListName, Says
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
_DAYS: Final = (
    re.compile(r"(?<!\d)(?P<y>20\d\d)[-_.]?(?P<m>0[1-9]|1[0-2])[-_.]?(?P<d>[0-3]\d)(?!\d)"),
    re.compile(r"(?<!\d)(?P<m>0[1-9]|1[0-2])[-_.]?(?P<d>[0-3]\d)[-_.]?(?P<y>20\d\d)(?!\d)"),
)


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
    by_day: dict[dt.date, list[ListRow]] = {}
    whole = None if variant in (WITH_ORI, AGREEMENTS) else on or day_in(table.sheet, document)
    newest: dt.date | None = None
    for row in rows_of(table):
        day = whole or _row_day(row, variant)
        newest = max(newest or day, day)
        by_day.setdefault(day, []).append(row)
    if newest is None:
        raise ExportError(f"{table.at()}: there is no agency on the list", hint=_AGAIN)
    if variant is AGREEMENTS:
        by_day = {on or day_in(None, document) or newest: [r for rs in by_day.values() for r in rs]}
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
        )
        for day, rows in sorted(by_day.items())
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
        return ("an agreement that was published is no proof that it is in force",)
    if variant is WITH_ORI:
        return ("it is not ICE's own sheet, so that who is absent from it stays unknown",)
    return ()


def _agencies(rows: list[ListRow], variant: Variant) -> tuple[ListedAgency, ...]:
    """Merge rows into one entry for each agency, with all of its support models."""
    found: dict[tuple[str, str, str], list[tuple[ListRow, str]]] = {}
    for row in rows:
        name, state, county, model = _cells(row, variant)
        found.setdefault((state, name, county or ""), []).append((row, model))
    made = []
    for (state, name, county), held in found.items():
        models = tuple(sorted({model for _, model in held if model}))
        made.append(
            ListedAgency(
                name=name,
                state=state,
                where=held[0][0].where,
                open_kind=True,
                county=county or None,
                ori=_ori(held[0][0]) if variant is WITH_ORI else None,
                models=models,
                signed=tuple(_signed(held, model) for model in models),
            )
        )
    return tuple(made)


def _signed(rows: list[tuple[ListRow, str]], model: str) -> str:
    """Return the last day on which an agreement of a model was signed; blank if none is printed."""
    days = (day_in(row["signed"]) for row, its in rows if its == model)
    return max((str(day) for day in days if day is not None), default="")


def _cells(row: ListRow, variant: Variant) -> tuple[str, str, str | None, str]:
    columns = {
        WITH_ORI: ("agency", "county", "type"),
        AGREEMENTS: ("agency normalised", "county", "model"),
    }.get(variant, ("law enforcement agency", "county", "support type"))
    name_column, county_column, model_column = columns
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
    return row[name_column], state, row.known(county_column), model or ""


def _ori(row: ListRow) -> str | None:
    text = row["ori confirmed in fbi list"]
    return text if re.search(ORI_PATTERN, text) else None


def _row_day(row: ListRow, variant: Variant) -> dt.date:
    column = {WITH_ORI: "date", AGREEMENTS: "snapshot"}.get(variant)
    day = day_in(row[column]) if column else None
    if day is None and column:
        raise row.fault(column, f"{row[column]!r} does not begin with a day", hint=_AGAIN)
    if day is None:
        raise UsageError(
            f"{row.table.at()}: neither the sheet nor the file's name says of which day it is",
            hint="say it with --on, as in --on 2025-07-18",
        )
    return day


def day_in(*texts: str | None) -> dt.date | None:
    """Find the day that one of several texts names, as in participatingAgencies07182025pm.xlsx.

    >>> day_in("participatingAgencies07182025pm.xlsx"), day_in("pending_2025-07-18.csv")
    (datetime.date(2025, 7, 18), datetime.date(2025, 7, 18))
    """
    for text in texts:
        for form in _DAYS:
            for found in form.finditer(text or ""):
                try:
                    return dt.date(int(found["y"]), int(found["m"]), int(found["d"]))
                except ValueError:
                    continue
    return None
