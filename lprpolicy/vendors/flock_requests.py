"""Flock Safety: requests to share that wait for an answer, as a table made of the digest e-mails.

A request lets nobody in. The permissions are those requested; all others are unknown.
"""

from __future__ import annotations

import datetime as dt
import difflib
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from lprpolicy.errors import ExportError
from lprpolicy.model.observation import Completeness, Direction, Observation, Share
from lprpolicy.model.places import Where
from lprpolicy.model.words import Data, RowStatus, Tri, Vendor
from lprpolicy.tables import Table, first_line, is_workbook, tables

NEEDED: Final = ("organization", "request_date", "permissions")
EMAIL: Final = "email_date_utc"
_KNOWN: Final = (*NEEDED, EMAIL, "upstream_file")
_PERMISSIONS: Final = {
    "search": Data.READS,
    "hot list": Data.HOT_LISTS,
    "vms": Data.IMAGES,
    "vms historical": Data.IMAGES,
    "vms download": Data.IMAGES,
    "vms go live": Data.LIVE_VIDEO,
}
_UNCLEAR: Final = frozenset({"analytics"})
_HINT: Final = "the columns are Organization, Request Date and Permissions"
_DAYS: Final = ("%Y-%m-%d", "%m/%d/%Y", "%b %d, %Y", "%B %d, %Y")


@dataclass(frozen=True, slots=True)
class _RequestRows:
    """The table, and the number of each column."""

    table: Table
    places: dict[str, int]

    def at(self, number: int, name: str) -> str:
        return self.table.at(number, self.places[name] + 1)


def recognises(name: str, raw: bytes) -> bool:  # noqa: ARG001 (the shape of all formats)
    """Whether it is a text whose first line has two of the three columns."""
    if is_workbook(raw):
        return False
    cells = [_title(cell) for cell in re.split(r"[,;\t|]", first_line(raw).replace('"', ""))]
    return sum(bool(difflib.get_close_matches(one, cells, cutoff=0.85)) for one in NEEDED) >= 2


def read(name: str, raw: bytes) -> Observation:
    """Read every request, or raise an ExportError that names the wrong cell."""
    found = tables(name, raw)
    if len(found) != 1:
        raise ExportError(f"{name}: the workbook has {len(found)} sheets", hint="save one as CSV")
    rows = _columns(found[0])
    notes = [
        f"column {place + 1} ({title!r}) is not known; not read"
        for title, place in rows.places.items()
        if title not in _KNOWN
    ]
    shares = [_share(name, rows, number, cells, notes) for number, cells in rows.table.rows[1:]]
    mailed = _mail_days(rows)
    return Observation(
        vendor=Vendor.FLOCK,
        document=name,
        sha256=hashlib.sha256(raw).hexdigest(),
        owner=None,
        reported=max(mailed, default=None),
        completeness=Completeness.LOWER_BOUND,
        shares=tuple(shares),
        notes=(*notes, *_again(shares), *_digests(shares, mailed)),
    )


def _columns(table: Table) -> _RequestRows:
    if not table.rows:
        raise ExportError(f"{table.at()}: there is no row", hint=_HINT)
    header, cells = table.rows[0]
    titles = [_title(cell) for cell in cells]
    for needed in NEEDED:
        if titles.count(needed) != 1:
            count = "no column" if needed not in titles else "more than one column"
            raise ExportError(f"{table.at(header)}: there is {count} {needed!r}", hint=_HINT)
    for number, row in table.rows[1:]:
        if len(row) != len(cells):
            raise ExportError(
                f"{table.at(number)}: the row has {len(row)} cells, the header has {len(cells)}",
                hint="permissions stand between quotation marks, since they have commas",
            )
    return _RequestRows(table, {title: place for place, title in enumerate(titles)})


def _share(
    document: str, rows: _RequestRows, number: int, cells: tuple[str, ...], notes: list[str]
) -> Share:
    organization = cells[rows.places["organization"]]
    if not organization.strip():
        raise ExportError(
            f"{rows.at(number, 'organization')}: the organization is blank",
            hint="a request without a name cannot be judged",
        )
    asked = {word.strip() for word in cells[rows.places["permissions"]].split(",") if word.strip()}
    known = {_PERMISSIONS.get(_plain(word)) for word in asked}
    for word in sorted(asked):
        if _plain(word) not in _PERMISSIONS:
            why = "opens is not documented" if _plain(word) in _UNCLEAR else "means is not known"
            notes.append(f"row {number}: what the permission {word!r} {why}")
    if not asked:
        notes.append(f"row {number}: no permission is named, so what is asked for is unknown")
    return Share(
        Direction.OUTBOUND,
        organization,
        Where(document, row=number, sheet=rows.table.sheet),
        {kind: Tri.YES if kind in known else Tri.UNKNOWN for kind in Data},
        status=RowStatus.PENDING,
        since=_day(rows.at(number, "request_date"), cells[rows.places["request_date"]]),
    )


def _day(at: str, said: str) -> dt.date | None:
    if not said.strip():
        return None
    for shape in _DAYS:
        try:
            return dt.datetime.strptime(said.strip(), shape).replace(tzinfo=dt.UTC).date()
        except ValueError:
            continue
    raise ExportError(f"{at}: {said!r} is no day", hint="write it like 2026-10-01")


def _mail_days(rows: _RequestRows) -> set[dt.date]:
    """Return the days of the e-mails that list the requests."""
    if EMAIL not in rows.places:
        return set()
    place = rows.places[EMAIL]
    days = set()
    for number, cells in rows.table.rows[1:]:
        said = cells[place].strip()
        try:
            days |= {dt.datetime.fromisoformat(said).date()} if said else set()
        except ValueError:
            raise ExportError(
                f"{rows.at(number, EMAIL)}: {said!r} is no time like 2026-10-01T08:00:00Z",
                hint="leave the cell blank where it is unknown",
            ) from None
    return days


def _again(shares: Sequence[Share]) -> list[str]:
    """Note the agencies that ask more than once."""
    rows: dict[str, list[int]] = {}
    for share in shares:
        rows.setdefault(share.raw.strip(), []).append(share.where.row or 0)
    return [
        f"{name!r} asks in rows {', '.join(map(str, places))}"
        for name, places in sorted(rows.items())
        if len(places) > 1
    ]


def _digests(shares: Sequence[Share], mailed: set[dt.date]) -> list[str]:
    if not shares:
        return ["there is no request in it; there may be others"]
    said = ["whether a request has been answered since is not in it"]
    if len(mailed) > 1:
        said.append(
            f"the requests are from e-mails of {len(mailed)} days: {min(mailed)} to {max(mailed)}"
        )
    return said


def _plain(word: str) -> str:
    return " ".join(word.replace("-", " ").split()).casefold()


def _title(cell: str) -> str:
    return "_".join(re.sub(r"[-_\ufeff]", " ", cell).casefold().split())
