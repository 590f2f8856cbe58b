"""Any other list of agencies, in the columns that docs/directory-csv.md describes."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final

from lprpolicy.errors import ExportError, UsageError
from lprpolicy.lists.columns import ListRow, Variant, rows_of, variant_of
from lprpolicy.lists.places import state_of
from lprpolicy.lists.unread import Rows, leave_out_shared
from lprpolicy.model.lists import AgencyList, ListedAgency, ListName, Says, UnreadRow
from lprpolicy.model.scalars import ID_PATTERN, ORI_PATTERN
from lprpolicy.model.words import AgencyKind
from lprpolicy.tables import Table

HEADER: Final = Variant(
    "a list of agencies",
    ("name", "state", "kind"),
    ("id", "county", "ori", "aliases", "287g", "287g models", "note"),
)
_ANSWERS: Final = {"yes": True, "no": False}
Pair = tuple[ListRow, ListedAgency]
KINDS: Final = tuple(kind.value for kind in AgencyKind if not kind.federal)


def read(
    tables: Iterable[Table], *, document: str, sha256: str, on: dt.date | None, title: str | None
) -> AgencyList:
    """Read the list. The file names neither its title nor its day, so the caller gives both."""
    if on is None or title is None:
        raise UsageError(
            f"{document}: such a list does not say of which day it is or what it is called",
            hint='say both: --on 2026-01-31 --title "State list of agencies"',
        )
    found: Rows[Pair] = Rows()
    for table in tables:
        if not table.rows:
            continue
        variant_of(table, (HEADER,))
        found.read(rows_of(table), lambda row: (row, _agency(row)), _unread)
    once = "keep one of the two rows"
    leave_out_shared(found, "id", lambda listed: listed.id, _unread, hint=once)
    found.check()
    rows = tuple(listed for _, listed in found.made)
    if not rows:
        raise ExportError(f"{document}: there is no agency on the list", hint="see its first row")
    return AgencyList(
        list=ListName.NEUTRAL,
        says=Says.AGENCIES,
        title=title,
        on=on,
        document=document,
        sha256=sha256,
        complete=False,
        rows=rows,
        unread=tuple(found.unread),
        lines=found.count,
    )


def _unread(row: ListRow, says: str) -> UnreadRow:
    # Any word there may have been a yes; a blank says nothing of 287(g).
    partner = row["287g"].casefold() != "no" and bool(row.known_text("287g") or row.wrong)
    return UnreadRow(row.where, says, row["name"] or None, state_of(row["state"]), partner)


def _agency(row: ListRow) -> ListedAgency:
    state = state_of(row["state"])
    if state is None:
        says = f"{row['state']!r} is not a state"
        raise row.fault("state", says, hint="write it like CT, Connecticut or us-ct")
    if not row["name"]:
        raise row.fault("name", "the name is blank", hint="every agency has one")
    return ListedAgency(
        name=row["name"],
        state=state,
        where=row.where,
        kind=_kind(row),
        county=row.known_text("county"),
        ori=_cell_like(row, "ori", ORI_PATTERN, "an ORI: two letters and seven letters or digits"),
        id=_id(row, state),
        other_names=tuple(one.strip() for one in row["aliases"].split(";") if one.strip()),
        models=tuple(one.strip() for one in row["287g models"].split(";") if one.strip()),
        member=_member(row),
        note=row.known_text("note"),
    )


def _kind(row: ListRow) -> AgencyKind | None:
    text = row.known_text("kind")
    if text is None or text in KINDS:
        return AgencyKind(text) if text else None
    if text in {kind.value for kind in AgencyKind}:
        hint = "the built-in directory says which agencies are federal, and no list adds to it"
        raise row.fault("kind", f"{text!r} is a federal kind", hint=hint)
    close = get_close_matches(text.casefold(), KINDS, n=1)
    meant = f"; did you mean {close[0]!r}?" if close else ""
    hint = f"the kinds are {', '.join(KINDS)}"
    raise row.fault("kind", f"{text!r} is not a kind of agency{meant}", hint=hint)


def _id(row: ListRow, state: str) -> str | None:
    text = _cell_like(row, "id", ID_PATTERN, "an id like us-ct/westport-pd")
    if text is not None and not text.startswith(f"{state}/"):
        raise row.fault("id", f"{text!r} is not an id of {state}", hint=f"it begins with {state}/")
    return text


def _member(row: ListRow) -> bool | None:
    text = row.known_text("287g")
    if text is None:
        return None
    if text.casefold() not in _ANSWERS:
        hint = "write yes, no, or nothing where the list does not say"
        raise row.fault("287g", f"{text!r} is neither yes nor no", hint=hint)
    return _ANSWERS[text.casefold()]


def _cell_like(row: ListRow, column: str, pattern: str, meaning: str) -> str | None:
    text = row[column]
    if text and re.search(pattern, text) is None:
        raise row.fault(column, f"{text!r} is not {meaning}", hint="or leave the cell blank")
    return text or None
