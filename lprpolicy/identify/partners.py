"""Who takes part in 287(g): rows of ICE's sheets joined to agencies, and never by likeness.

A row is joined by state, normal name and county. One that fits nobody becomes an entry of its
own, and whoever it might have meant is then neither named a partner nor said to be none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from lprpolicy.identify.assembled import Assembled, AssembledAgency, JoinedRow
from lprpolicy.identify.assembly import Assembly, in_county
from lprpolicy.identify.in_doubt import put_in_doubt
from lprpolicy.identify.index import FederalNames
from lprpolicy.identify.kinds import kind_of
from lprpolicy.identify.names import Name, read_name
from lprpolicy.identify.places import counties
from lprpolicy.identify.words import KIND_WORDS
from lprpolicy.model.lists import AgencyList, ListedAgency, ListName, Says
from lprpolicy.model.words import AgencyKind as K

ALIKE: Final = 86.0
"""A name this much alike, out of 100, puts its agency in doubt."""
_WIDE: Final = frozenset({K.STATE_POLICE, K.STATE_AGENCY, K.CORRECTIONS, K.CAMPUS_POLICE})
"""Kinds whose names may include a parent department's or a board's name."""


@dataclass(frozen=True, slots=True)
class Joined:
    """The agency that a row means, or those that it may mean."""

    entry: AssembledAgency | None
    maybe: tuple[AssembledAgency, ...] = ()
    several: bool = False


def assemble(federal: FederalNames, lists: tuple[AgencyList, ...]) -> Assembled:
    """Join the rows of all lists into one entry for each agency."""
    work = Assembly(federal, lists)
    work.agencies()
    by_state: dict[str, list[AssembledAgency]] = {}
    for entry in work.made.agencies.values():
        by_state.setdefault(entry.state, []).append(entry)
    for at, one in sorted(work.partner_lists(), key=lambda pair: (pair[1].says, pair[1].on)):
        for row in sorted(one.rows, key=lambda row: (row.state or "", row.name, row.county or "")):
            _row(work, by_state, row, at, one)
    put_in_doubt(work.lists, by_state, _like)
    return work.made


def _row(
    work: Assembly,
    by_state: dict[str, list[AssembledAgency]],
    row: ListedAgency,
    at: int,
    one: AgencyList,
) -> None:
    found = _join(work, by_state, row)
    if found.several and not one.shipped:  # those were looked at when the tables were made
        names = ", ".join(sorted(entry.id for entry in found.maybe)[:4])
        says = f"may be any of {names}" if len(found.maybe) > 1 else f"is not in {names}'s county"
        work.made.notes.append(f"{row.where}: {row.name} {says}; joined to none")
    doubtful = list(found.maybe)
    entry = None if found.several else _entry_for(work, by_state, row, at, one, found)
    if entry is not None:
        if work.lists[entry.source].list is ListName.ICE_287G:
            # No other list has this agency, or another list has it under a different name.
            like = _like(by_state.get(entry.state, []), read_name(row.name), row)
            doubtful += [other for other in like if other is not entry]
        if one.says is Says.PARTNERS:
            before = entry.member.get(at, (True, ()))[1]
            entry.member[at] = (True, tuple(sorted({*before, *row.models})))
        else:
            doubtful.append(entry)
    for other in doubtful:
        other.doubts.add(at)
    ids = tuple(sorted({other.id for other in doubtful}))
    work.made.joined.append(JoinedRow(row, at, entry.id if entry is not None else None, ids))


def _entry_for(
    work: Assembly,
    by_state: dict[str, list[AssembledAgency]],
    row: ListedAgency,
    at: int,
    one: AgencyList,
    found: Joined,
) -> AssembledAgency | None:
    """Return the entry that a row means, a new one if no other list has the agency, or none."""
    if found.entry is not None:
        return found.entry
    if not (one.complete or one.says is Says.PENDING):
        return None  # a third party shortened these names, so all that they may mean are in doubt
    entry = work.add_partner(row, at)
    if entry is not None:
        by_state.setdefault(entry.state, []).append(entry)
    return entry


def _join(work: Assembly, by_state: dict[str, list[AssembledAgency]], row: ListedAgency) -> Joined:
    state, name = row.state or "", read_name(row.name)
    by_ori = work.by_ori.get(row.ori or "")
    if by_ori is not None and by_ori.state == state:
        return Joined(by_ori)
    for forms in (work.named, work.derived):
        for form in dict.fromkeys((name.form, *name.parts[:1])):
            held = forms.get((state, form), [])
            if not held:
                continue
            fits = in_county(held, row.county)
            if len(fits) == 1 and _agrees(fits[0], row, certain=forms is work.named):
                return Joined(fits[0])
            return Joined(None, tuple(held), several=True)
    sheriff = _sheriff(by_state.get(state, []), name, row)
    if sheriff is not None:
        return Joined(sheriff)
    return Joined(None, tuple(_like(by_state.get(state, []), name, row)))


def _agrees(entry: AssembledAgency, row: ListedAgency, *, certain: bool) -> bool:
    """Whether the counties agree or one is unknown; a sheriff's county is in the name."""
    theirs, ours = counties(row.county), counties(entry.county)
    if not theirs or not ours or theirs & ours:
        return True
    return certain and entry.kind is not K.MUNICIPAL_POLICE


def _sheriff(
    entries: list[AssembledAgency], name: Name, row: ListedAgency
) -> AssembledAgency | None:
    """Find the sheriff of the row's county, if the name says both sheriff and county."""
    there = counties(row.county)
    if kind_of(name.form).kind is not K.COUNTY_SHERIFF or len(there) != 1:
        return None
    (county,) = there
    if f" {county} " not in f" {name.form} ":
        return None
    held = [
        entry
        for entry in entries
        if entry.kind is K.COUNTY_SHERIFF and county in counties(entry.county)
    ]
    return held[0] if len(held) == 1 else None


def _like(entries: list[AssembledAgency], name: Name, row: ListedAgency) -> list[AssembledAgency]:
    """List every agency that a row without an exact match may mean."""
    from rapidfuzz import fuzz

    there, kind = counties(row.county), kind_of(name.form, row.state).kind
    found = []
    for entry in entries:
        sheriffs = kind is entry.kind is K.COUNTY_SHERIFF
        if sheriffs and there & counties(entry.county):
            found.append(entry)
            continue
        own = next(iter(entry.forms), "")
        wide = entry.kind in _WIDE and (kind in _WIDE or kind is None)
        alike = fuzz.token_set_ratio if wide else fuzz.token_sort_ratio
        inside = kind in (entry.kind, None) and _place(own) <= set(name.words)
        if inside or alike(own, name.form) >= ALIKE:
            found.append(entry)
    return found


def _place(form: str) -> set[str]:
    """Return the words of a name that tell it from others of its kind."""
    words = set(form.split())
    return (words - KIND_WORDS - {"county", "parish"}) or words
