"""The neutral CSV: a sharing list that a person writes down, for a vendor that exports none.

Each row is one recipient in one direction. A blank cell is unknown, never no.
docs/neutral-csv.md says what each column means; `neutral_rows` writes the same table.
"""

from __future__ import annotations

import datetime as dt
import difflib
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, TypeVar

from lprpolicy.errors import ExportError
from lprpolicy.model.durations import Duration
from lprpolicy.model.observation import Completeness, Direction, Observation, Share
from lprpolicy.model.places import Where
from lprpolicy.model.words import Data, RowStatus, Tri, Vendor
from lprpolicy.tables import Table, first_line, is_workbook, tables
from lprpolicy.vendors.neutral_rows import COLUMNS, LOOKUPS, WHOLE, bare, column, split_names

_NEEDED: Final = ("direction", "recipient")
_STATE = re.compile(
    r"us-(?:a[klrsz]|c[aot]|d[ce]|fl|g[au]|hi|i[adln]|k[sy]|la|m[adeinopst]|mp|n[cdehjmvy]"
    r"|o[hkr]|p[ar]|ri|s[cd]|t[nx]|ut|v[ait]|w[aivy])"
)
_HINT: Final = f"the columns are {', '.join(COLUMNS)}; docs/neutral-csv.md says what they mean"
Word = TypeVar("Word", bound=StrEnum)


@dataclass(slots=True)
class _NeutralReading:
    """The table, and the facts about the whole file, each with the row that first gave it."""

    table: Table
    places: Mapping[str, int]
    said: dict[str, tuple[int, str]] = field(default_factory=dict)

    def raw(self, row: tuple[str, ...], name: str) -> str:
        """Return the text of a cell as it was written; empty where it is blank."""
        place = self.places.get(name)
        said = bare(row[place]) if place is not None else ""
        return said if said.strip() else ""

    def cell(self, row: tuple[str, ...], name: str) -> str:
        return self.raw(row, name).strip()

    def at(self, number: int, name: str) -> str:
        return f"{self.table.at(number, self.places[name] + 1)} ({name})"


def recognises(name: str, raw: bytes) -> bool:  # noqa: ARG001 (the shape of all formats)
    """Whether it is a text whose first line has both of the columns that every file has."""
    if is_workbook(raw):
        return False
    cells = {_title(cell) for cell in re.split(r"[,;\t|]", first_line(raw).replace('"', ""))}
    return set(_NEEDED) <= cells


def read(name: str, raw: bytes) -> Observation:
    """Read the whole list, or raise an ExportError that names the wrong cell."""
    found = tables(name, raw)
    if len(found) != 1:
        raise ExportError(f"{name}: the workbook has {len(found)} sheets", hint="save one as CSV")
    reading = _read_header(found[0])
    shares = [
        share
        for number, row in reading.table.rows[1:]
        if (share := _row(name, reading, number, row)) is not None
    ]
    notes = [] if "completeness" in reading.said else ["nobody says how complete the list is"]
    return Observation(
        vendor=_vendor(reading),
        document=name,
        sha256=hashlib.sha256(raw).hexdigest(),
        owner=reading.said["owner"][1] if "owner" in reading.said else None,
        reported=_whole_day(reading),
        completeness=_completeness(reading),
        shares=tuple(shares),
        lookups={lookup: _whole_word(reading, lookup, Tri) or Tri.UNKNOWN for lookup in LOOKUPS},
        retention=_whole_period(reading),
        notes=tuple(notes),
    )


def _read_header(table: Table) -> _NeutralReading:
    """Check that each column is known and there once, and collect facts about the whole file."""
    if not table.rows:
        raise ExportError(f"{table.at()}: there is no row", hint=_HINT)
    header, cells = table.rows[0]
    places: dict[str, int] = {}
    for place, title in enumerate(map(_title, cells)):
        if title not in COLUMNS:
            near = difflib.get_close_matches(title, COLUMNS, n=1)
            meant = f"did you mean {near[0]!r}? " if near else ""
            raise ExportError(
                f"{table.at(header, place + 1)}: {title!r} is no column of the neutral CSV",
                hint=f"{meant}{_HINT}",
            )
        if title in places:
            raise ExportError(f"{table.at(header)}: {title!r} stands there twice", hint=_HINT)
        places[title] = place
    for needed in _NEEDED:
        if needed not in places:
            raise ExportError(f"{table.at(header)}: there is no column {needed!r}", hint=_HINT)
    reading = _NeutralReading(table, places)
    for number, row in table.rows[1:]:
        if len(row) != len(cells):
            raise ExportError(
                f"{table.at(number)}: the row has {len(row)} cells, the header has {len(cells)}",
                hint="a name with a comma stands between quotation marks",
            )
        _whole(reading, number, row)
    return reading


def _whole(reading: _NeutralReading, number: int, row: tuple[str, ...]) -> None:
    """Note what a row says about the whole file; two rows that disagree are a fault."""
    for name in WHOLE:
        if not (said := reading.cell(row, name)):
            continue
        first, before = reading.said.setdefault(name, (number, said))
        if before != said:
            raise ExportError(
                f"{reading.at(number, name)}: {said!r}, but row {first} says {before!r}",
                hint=f"{name} is said of the whole file; give each its own",
            )


def _row(name: str, reading: _NeutralReading, number: int, row: tuple[str, ...]) -> Share | None:
    """Read the share of a row; None for a row that only describes the whole file."""
    direction = _word(reading, number, row, "direction", Direction)
    recipient = reading.raw(row, "recipient")
    if not recipient:
        spare = [one for one in COLUMNS if one not in WHOLE and reading.cell(row, one)]
        if spare:
            raise ExportError(
                f"{reading.at(number, 'recipient')}: blank, but there is a {spare[0]}",
                hint="write the name as the vendor writes it",
            )
        return None
    if direction is None:
        raise ExportError(
            f"{reading.at(number, 'direction')}: blank",
            hint="outbound: the recipient can search the owner's data; inbound: the other way",
        )
    part = reading.cell(row, "source") or None
    where = Where(name, row=number, sheet=reading.table.sheet, part=part)
    state = _state(reading, number, row)
    return Share(
        direction,
        recipient,
        where,
        {kind: _word(reading, number, row, column(kind), Tri) or Tri.UNKNOWN for kind in Data},
        status=_word(reading, number, row, "status", RowStatus) or RowStatus.ACTIVE,
        networks=reading.raw(row, "networks") or None,
        hot_lists=split_names(reading.cell(row, "hot_list_names")),
        state=state,
        state_from=where if state else None,
        city=reading.cell(row, "city") or None,
        since=_day(reading, number, "since", reading.cell(row, "since")),
    )


def _title(cell: str) -> str:
    return "_".join(re.sub(r"[-_\ufeff]", " ", cell).casefold().split())


def _word(
    reading: _NeutralReading, number: int, row: tuple[str, ...], name: str, words: type[Word]
) -> Word | None:
    said = reading.cell(row, name)
    return _known_word(reading, number, name, said, words) if said else None


def _known_word(
    reading: _NeutralReading, number: int, name: str, said: str, words: type[Word]
) -> Word:
    try:
        return words(said.casefold())
    except ValueError:
        listed = ", ".join(words)
        raise ExportError(
            f"{reading.at(number, name)}: {said!r} is none of {listed}",
            hint="leave the cell blank where it is unknown",
        ) from None


def _whole_word(reading: _NeutralReading, name: str, words: type[Word]) -> Word | None:
    if name not in reading.said:
        return None
    number, said = reading.said[name]
    return _known_word(reading, number, name, said, words)


def _vendor(reading: _NeutralReading) -> Vendor:
    """Whose list it is, by any name of the vendor."""
    if "vendor" not in reading.said:
        return Vendor.OTHER
    said = reading.said["vendor"][1]
    return Vendor.from_name(said) or _whole_word(reading, "vendor", Vendor) or Vendor.OTHER


def _completeness(reading: _NeutralReading) -> Completeness:
    """How complete its author says that it is. No list written by hand is whole on its own word."""
    said = _whole_word(reading, "completeness", Completeness) or Completeness.LOWER_BOUND
    return Completeness.CLAIMED if said is Completeness.COMPLETE else said


def _whole_day(reading: _NeutralReading) -> dt.date | None:
    if "reported" not in reading.said:
        return None
    number, said = reading.said["reported"]
    return _day(reading, number, "reported", said)


def _whole_period(reading: _NeutralReading) -> Duration | None:
    if "retention" not in reading.said:
        return None
    number, said = reading.said["retention"]
    try:
        return Duration.parse(said)
    except ValueError as fault:
        raise ExportError(f"{reading.at(number, 'retention')}: {fault}", hint=_HINT) from None


def _day(reading: _NeutralReading, number: int, name: str, said: str) -> dt.date | None:
    if not said:
        return None
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", said):
            return dt.date.fromisoformat(said)
    except ValueError:
        pass
    raise ExportError(
        f"{reading.at(number, name)}: {said!r} is no day like 2026-10-01",
        hint="a spreadsheet may have changed how the day is written",
    )


def _state(reading: _NeutralReading, number: int, row: tuple[str, ...]) -> str | None:
    """Read a state, written as `CT` or `us-ct`."""
    said = reading.cell(row, "state")
    if not said:
        return None
    state = said.casefold() if said.casefold().startswith("us-") else f"us-{said.casefold()}"
    if not _STATE.fullmatch(state):
        raise ExportError(
            f"{reading.at(number, 'state')}: {said!r} is no state like CT or us-ct",
            hint="leave the cell blank where it is unknown",
        )
    return state
