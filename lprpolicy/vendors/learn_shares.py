"""The rows of a sharing report as shares: one for each name and direction."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from lprpolicy.model.observation import Direction, Share
from lprpolicy.model.places import Where
from lprpolicy.model.words import Data, RowStatus, Tri
from lprpolicy.vendors.learn_layout import LaidRow, rows
from lprpolicy.vendors.learn_sections import ReportSection, SectionName

_INACTIVE = re.compile(r"inactive\b", re.I)
_BLANK: Final = frozenset({"", "n/a", "na", "none", "-"})
_HOT: Final = frozenset({SectionName.HOT_SHARING, SectionName.HOT_RECEIVED})
_STATE = re.compile(
    r"a[klrsz]|c[aot]|d[ce]|fl|g[au]|hi|i[adln]|k[sy]|la|m[adeinopst]|n[cdehjmvy]|o[hkr]|p[ar]|ri"
    r"|s[cd]|t[nx]|ut|v[ait]|w[aivy]"
)
"""What the vendor's State column can name; everything else leaves the state unknown."""


@dataclass(frozen=True, slots=True)
class Shares:
    """What the sections say, and notes on what is odd about them."""

    found: tuple[Share, ...]
    notes: tuple[str, ...]
    holes: bool


@dataclass(frozen=True, slots=True)
class _SectionEntry:
    """One agency in one section."""

    name: str
    page: int
    city: str = ""
    state: str = ""
    hot_list: str = ""


def shares(document: str, sections: dict[SectionName, ReportSection]) -> Shares:
    """Read the sections, and use what each says about the rows of another."""
    notes: list[str] = []
    holes: list[str] = []
    read = {part: _entries(section, notes, holes) for part, section in sections.items()}
    made: dict[Direction, list[Share]] = {}
    for direction, detections, hot in (
        (Direction.OUTBOUND, SectionName.SHARED, SectionName.HOT_SHARING),
        (Direction.INBOUND, SectionName.RECEIVED, SectionName.HOT_RECEIVED),
    ):
        rows_read = [_reads(document, direction, one, notes) for one in read.get(detections, ())]
        lists = _by_name(read.get(hot, ()))
        made[direction] = list(_with_lists(document, direction, rows_read, lists))
    places = _places(made[Direction.INBOUND], notes)
    settled = [_settle_state(share, places) for shares in made.values() for share in shares]
    return Shares(tuple(settled), (*holes, *notes), holes=bool(holes))


def _entries(section: ReportSection, notes: list[str], holes: list[str]) -> list[_SectionEntry]:
    made = rows(section)
    found = list(_section_entries(section.part, made))
    holes.extend(_holes(section.part, made))
    at = f"page {section.page}: {section.part}"
    if section.says_none:
        notes.append(f"{at} says None: it is empty, and known to be")
    elif not found:
        notes.append(f"{at} has no rows and does not say None")
    if section.part not in _HOT:
        counts = Counter(entry.name for entry in found)
        notes.extend(
            f"{section.part} has {count} rows named {name!r}"
            for name, count in sorted(counts.items())
            if count > 1
        )
    return found


def _section_entries(part: SectionName, made: Sequence[LaidRow]) -> Iterator[_SectionEntry]:
    agency = ""
    for row in made:
        if len(row.cells) == 3:
            name, city, state = row.cells
            yield _SectionEntry(name, row.page, city=city, state=state)
        elif part in _HOT:
            agency = row.cells[0] or agency
            yield _SectionEntry(agency, row.page, hot_list=row.cells[1])
        else:
            yield from (_SectionEntry(name, row.page) for name in row.cells if name)


def _holes(part: SectionName, made: Sequence[LaidRow]) -> Iterator[str]:
    """Blanks that the vendor does not print: text was lost, blacked out or taken apart wrongly.

    Only the last row of a list of names may be half full.
    """
    names = part not in _HOT and made and len(made[0].cells) == 2
    looked = made[:-1] if names else made
    hollow = [row for row in looked if not all(row.cells)]
    if hollow:
        count = "1 row has" if len(hollow) == 1 else f"{len(hollow)} rows have"
        yield (
            f"{part}: {count} an empty cell, so text may be missing; "
            f"the first stands on page {hollow[0].page} with {' | '.join(hollow[0].cells)!r}"
        )
    between = [(low.top - high.bottom, high) for high, low in pairwise(made) if _below(high, low)]
    usual = sorted(gap for gap, _ in between)[len(between) // 2] if between else 0.0
    for gap, row in between:
        if gap > 2 * usual:
            yield (
                f"{part}: page {row.page} has a blank where a row could stand, "
                f"under {' | '.join(row.cells)!r}"
            )


def _below(high: LaidRow, low: LaidRow) -> bool:
    return high.page == low.page and low.top > high.bottom


def _reads(document: str, direction: Direction, entry: _SectionEntry, notes: list[str]) -> Share:
    """Make the share of a detections row: it shares reads, and the rest is unknown."""
    where = Where(document, page=entry.page)
    code = entry.state.casefold()
    if code not in _BLANK and not _STATE.fullmatch(code):
        notes.append(f"page {entry.page}: the state {entry.state!r} of {entry.name!r} is not known")
    state = f"us-{code}" if _STATE.fullmatch(code) else None
    return Share(
        direction,
        entry.name,
        where,
        _data(reads=True, hot_lists=False),
        status=_status(entry.name),
        state=state,
        state_from=where if state else None,
        city=None if entry.city.casefold() in _BLANK else entry.city,
    )


def _by_name(entries: Iterable[_SectionEntry]) -> dict[str, list[_SectionEntry]]:
    found: dict[str, list[_SectionEntry]] = {}
    for entry in entries:
        found.setdefault(entry.name, []).append(entry)
    return found


def _with_lists(
    document: str,
    direction: Direction,
    made: Sequence[Share],
    lists: dict[str, list[_SectionEntry]],
) -> Iterator[Share]:
    """Add hot lists to the row of the same name; one without such a row stands by itself."""
    counts = Counter(share.raw for share in made)
    for share in made:
        own = lists.get(share.raw, ())
        if own and counts[share.raw] == 1:
            data = _data(reads=True, hot_lists=True)
            yield replace(share, data=data, hot_lists=_names(own))
        else:
            yield share
    for name, own in lists.items():
        if counts[name] != 1:
            yield Share(
                direction,
                name,
                Where(document, page=own[0].page),
                _data(reads=False, hot_lists=True),
                status=_status(name),
                hot_lists=_names(own),
            )


def _names(entries: Iterable[_SectionEntry]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(entry.hot_list for entry in entries if entry.hot_list))


def _data(*, reads: bool, hot_lists: bool) -> dict[Data, Tri]:
    """Yes for what a section lists; all else is unknown, since no section could say no."""
    said = {Data.READS: reads, Data.HOT_LISTS: hot_lists}
    return {kind: Tri.YES if said.get(kind) else Tri.UNKNOWN for kind in Data}


def _status(name: str) -> RowStatus:
    return RowStatus.INACTIVE if _INACTIVE.match(name) else RowStatus.ACTIVE


def _places(inbound: Iterable[Share], notes: list[str]) -> dict[str, Share]:
    """Find the row of each name that prints a state; two different states settle nothing."""
    found: dict[str, Share] = {}
    unclear: set[str] = set()
    for share in inbound:
        before = found.setdefault(share.raw, share)
        if before.state != share.state:
            unclear.add(share.raw)
    notes.extend(
        f"{name!r} stands in different states, so its name does not tell its state"
        for name in sorted(unclear)
    )
    return {name: one for name, one in found.items() if one.state and name not in unclear}


def _settle_state(share: Share, places: dict[str, Share]) -> Share:
    """Take the state from the received table's row of the same name."""
    row = places.get(share.raw)
    if row is None or share.state is not None:
        return share
    return replace(share, state=row.state, state_from=row.where)
