"""The FBI's lists of several days as one: the newest row of each agency, and each agency once.

A list of a later day has the last word on every agency that it names. One that only an earlier
list has stays, with its year: a list that a user imports takes nobody away.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from lprpolicy.identify.kinds import kind_of
from lprpolicy.identify.names import read_name
from lprpolicy.identify.places import counties
from lprpolicy.model.lists import AgencyList, ListedAgency, ListName
from lprpolicy.model.words import AgencyKind as K

Row = tuple[ListedAgency, int]
"""A row, and the number of its list."""
_STATEWIDE: Final = frozenset({K.STATE_POLICE, K.STATE_AGENCY})


def newest_rows(lists: Sequence[AgencyList]) -> list[Row]:
    """Return a row for each agency of the FBI's lists."""
    return _once(_whole(list(_newest(lists))))


def newest_year(lists: Sequence[AgencyList]) -> int:
    """Return the year of the newest of the FBI's lists; 0 without one."""
    return max((one.on.year for one in lists if one.list is ListName.FBI_LEE), default=0)


def _newest(lists: Sequence[AgencyList]) -> Iterator[Row]:
    """Yield the rows of the newest list, then those of older ones that no newer list names."""
    oris: set[str] = set()
    named: set[tuple[str, str]] = set()
    order = [at for at, one in enumerate(lists) if one.list is ListName.FBI_LEE]
    for at in sorted(order, key=lambda at: (lists[at].on, not lists[at].shipped), reverse=True):
        left = [row for row in lists[at].rows if not _is_among(row, oris, named)]
        year = lists[at].on.year
        yield from ((row if row.year else replace(row, year=year), at) for row in left)
        oris.update(row.ori for row in left if row.ori)
        named.update((row.state or "", row.name.casefold()) for row in left)


def _is_among(row: ListedAgency, oris: set[str], named: set[tuple[str, str]]) -> bool:
    """Whether newer rows have the agency, by its ORI; the police of a state may have none."""
    if row.ori is not None:
        return row.ori in oris
    return (row.state or "", row.name.casefold()) in named


def _whole(given: list[Row]) -> list[Row]:
    """Merge rows of one agency; a row whose own name was cut off gets its county and ORI."""
    groups: dict[tuple[str, str, frozenset[str]], list[Row]] = {}
    for row, at in given:
        alone = row.kind in _STATEWIDE or row.unit
        where = frozenset() if alone else counties(row.county)
        groups.setdefault((row.state or "", row.name.casefold(), where), []).append((row, at))
    made: list[Row] = []
    for rows in groups.values():
        units = any(row.unit for row, _ in rows) and not _polices_many_counties(rows[0][0])
        if units:
            made += [(_unit(row), at) for row, at in rows]
        else:
            row, at = _last(rows)
            made.append((_plain(row, [one for one, _ in rows]), at))
    return made


def _once(given: list[Row]) -> list[Row]:
    """Keep one of two rows of one county that have the same name now, one of which was cut off."""
    groups: dict[tuple[str, str, frozenset[str]], list[Row]] = {}
    for row, at in given:
        groups.setdefault((row.state or "", row.name, counties(row.county)), []).append((row, at))
    return [_last(rows) for rows in groups.values()]


def _last(rows: list[Row]) -> Row:
    return max(rows, key=lambda one: (one[0].year or 0, one[0].ori or ""))


def _plain(row: ListedAgency, rows: list[ListedAgency]) -> ListedAgency:
    counties_ = {one.county for one in rows}
    several = len(rows) > 1 and _polices_many_counties(row)
    return replace(
        row,
        unit=False,
        county=row.county if len(counties_) == 1 else None,
        ori=None if several else row.ori,
    )


def _polices_many_counties(row: ListedAgency) -> bool:
    """Whether rows of several counties are one body: a state's police, a railroad."""
    form = read_name(row.name).form
    return row.kind in _STATEWIDE or kind_of(form, row.state).kind is K.TRANSIT_POLICE


def _unit(row: ListedAgency) -> ListedAgency:
    """Name a unit by its county and ORI: how the part itself is called, nobody knows."""
    parts = [part for part in (row.county, row.ori) if part]
    return replace(row, name=f"{row.name} ({', '.join(parts)})", other_names=(), unit=True)
