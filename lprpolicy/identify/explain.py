"""The steps from a raw name to an answer, one sentence each, for a person who doubts it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lprpolicy.identify.against import in_brackets
from lprpolicy.identify.campuses import short_forms
from lprpolicy.identify.compass import COMPASS
from lprpolicy.identify.hints import federal_hint, may_be_a_post
from lprpolicy.identify.index import LONGEST, Index, suspect_word
from lprpolicy.identify.initials import STATE_AGENCIES, STATE_POLICE
from lprpolicy.identify.kinds import kind_of
from lprpolicy.identify.names import Name, fold, read_name
from lprpolicy.identify.nationwide import nationwide
from lprpolicy.identify.particles import other_spellings
from lprpolicy.identify.tables import NameTable
from lprpolicy.identify.two_states import conflict, known_city, shown_state
from lprpolicy.model.directory import Agency
from lprpolicy.model.identity import Identity
from lprpolicy.model.provenance import Rank
from lprpolicy.model.states import state_name
from lprpolicy.model.words import AgencyKind, RowStatus

_T = NameTable
_MANY = 6
_RANKS: Final = {
    Rank.OFFICIAL: "an official list",
    Rank.REVIEWED: "this repository's own directory, reviewed",
    Rank.CLAIMED: "an entry that nothing bears out: it lets nobody in",
    Rank.WORDS: "its own words alone: they let nobody in",
}


def explain(index: Index, raw: str, *, state: str | None = None) -> tuple[str, ...]:
    """Tell each step that `Index.identify` takes with a name, and its result."""
    found = index.identify(raw, state=state)
    return (*_steps(index, read_name(raw[:LONGEST]), state, found), _answer(index, found))


def entry_says(index: Index, agency: Agency) -> Iterator[str]:
    """Tell what a directory says of an agency, and what that rests on, a sentence each."""
    kind = agency.kind.one if agency.kind is not None else "kind unknown"
    where = f", {state_name(agency.state)}" if agency.state else ""
    yield f"{agency.name} ({agency.id}): {kind}{where}"
    standing = index.standing(agency)
    source = standing.source or agency.source
    shown = f": {source.title} of {source.on}" if source is not None else ""
    ours = agency.id in index.federal.by_id
    base = "the directory that comes with lprpolicy" if ours else _RANKS[standing.rank]
    yield f"rests on {base}{shown}"
    for one in agency.programs:
        has = "has an agreement" if one.member else "is not listed with an agreement"
        yield f"{has} under {one.program.shown} ({one.source.title} of {one.source.on})"
    for onward in agency.passes_on_to:
        yield f"passes on what it gets to {onward.to} ({onward.source.title})"


def _steps(index: Index, name: Name, state: str | None, found: Identity) -> Iterator[str]:
    wanted = shown_state(name, state)
    yield f"the name is read as {name.form!r}{_marks(name, state)}{_in(*_read_by(name))}"
    if len(found.raw) > LONGEST or name.strange is not None:
        return
    federal = index.federal.find(name, wanted)
    if federal is not None:
        yield f"the federal directory: {federal[0].id}, since {federal[1]}{_in(_T.FEDERAL)}"
        return
    yield f"the federal directory: nobody of this name{_in(_T.FEDERAL)}"
    if name.says_federal:
        yield f"the vendor marks it as federal, and that is believed{_in(_T.WORDS)}"
        return
    two = conflict(name, wanted, state)
    if two is not None:
        city = name.states == {wanted} and known_city(name.words)
        yield f"{two}, so it is nobody's{_in(_T.SUSPECT_WORDS if city else _T.STATES)}"
        return
    beside = in_brackets(name) if len(name.parts) > 1 else None
    if beside is not None and not index.entries.find_named(name.form):
        federal_part = any(federal_hint(part) for part in name.parts[1:])
        yield f"in brackets: {beside}{_in(_T.HINTS if federal_part else _T.SUSPECT_WORDS)}"
        return
    for form in dict.fromkeys((name.form, *name.parts[:1])):
        yield from _lookup(index, form, wanted)
    if found.id is None:
        yield from _without_an_entry(name, wanted, found)


def _marks(name: Name, state: str | None) -> str:
    shown = " and ".join(sorted(name.states))
    said = [f"in {shown}, which the name itself says"] if shown else []
    if state is not None:
        said.append(f"in {state}, which the export says")
    if not said:
        said.append("and nothing shows a state")
    if name.status is RowStatus.INACTIVE:
        said.append("marked inactive")
    return ", " + ", ".join(said)


def _lookup(index: Index, form: str, wanted: str | None) -> Iterator[str]:
    held = index.entries.find_named(form)
    there = [one for one in held if wanted in (None, one.state)]
    says = f"entries named {form!r}: {_list_entries(held)}"
    if wanted is not None and held:
        says += f"; in {wanted}: {_list_entries(there)}"
    elif wanted is None and len(held) == 1:
        national = index.entries.national
        says += (
            f"; the {national} speaks of the whole country"
            if national
            else ("; no list of the whole country is loaded, so there may be others")
        )
    yield says
    if wanted is None or not there:
        called = index.entries.find_derived(form, wanted)
        says = f"entries of {wanted or 'any state'} that are also called so: "
        yield says + _list_entries(called) + _in(*_called_by(form, called))
        if wanted is not None and not called:
            yield from _spellings(index, form, wanted)


def _spellings(index: Index, form: str, wanted: str) -> Iterator[str]:
    """Tell which entries have the name with a particle joined or apart, if any have."""
    entries = index.entries
    fits = [
        one
        for other in other_spellings(form)
        for one in (*entries.find_named(other), *entries.find_derived(other, wanted))
        if one.state == wanted
    ]
    if fits:
        yield f"spelled in one word or in two: {_list_entries(fits)}{_in(_T.PARTICLES)}"


def _called_by(form: str, called: tuple[Agency, ...]) -> Iterator[NameTable]:
    """Yield the tables by which a form means these entries, though it is not their name."""
    short = set(form.removesuffix(" pd").split())
    for one in called:
        own = read_name(one.name).form
        state = one.state or ""
        if one.kind is AgencyKind.CAMPUS_POLICE and any(
            form.startswith(way) for way in short_forms(own, one.state)
        ):
            yield _T.CAMPUSES
        elif short & {*STATE_POLICE.get(state, ()), *STATE_AGENCIES.get(state, ())}:
            yield _T.INITIALS
        else:
            yield _T.DERIVED


def _without_an_entry(name: Name, wanted: str | None, found: Identity) -> Iterator[str]:
    """Tell what a name shows that no entry decides on."""
    word = suspect_word(name)
    if wanted is None and found.suggestions and word is not None:
        yield f"'{word}' may speak of a federal body, so no state is guessed{_in(_T.SUSPECT_WORDS)}"
    doubt = may_be_a_post(name)
    if doubt is not None and found.why == doubt:
        yield doubt + _in(_T.STATES if name.veterans else _T.HINTS)
    else:
        yield _words(name, wanted)


def _list_entries(held: tuple[Agency, ...] | list[Agency]) -> str:
    ids = [one.id for one in held]
    more = f" and {len(ids) - _MANY} more" if len(ids) > _MANY else ""
    return ", ".join(ids[:_MANY]) + more if ids else "none"


def _words(name: Name, wanted: str | None) -> str:
    read = kind_of(name.form, wanted)
    where = read.state or wanted or "no state"
    said = f"by its words: {read.kind or 'kind unknown'}, {where}: {read.why}"
    if nationwide(name.form) is not None:
        return f"{said}; it polices many states{_in(read.table)}{_in(_T.NATIONWIDE)}"
    return said + _in(read.table)


def _read_by(name: Name) -> Iterator[NameTable]:
    """Yield the tables by which a name is read as its form."""
    yield _T.WORDS
    if name.states:
        yield _T.STATES
    written = set(re.findall(r"[a-z]+", fold(name.raw)))
    if any(word in COMPASS.values() and word not in written for word in name.words):
        yield _T.COMPASS


def _in(*tables: NameTable) -> str:
    """Say in which files the tables are that decided a step."""
    return "".join(f" [{table}]" for table in dict.fromkeys(tables))


def _answer(index: Index, found: Identity) -> str:
    who = found.id or "no entry"
    entry = index.agency(found.id) if found.id is not None else None
    said = f"so: {who}, {found.kind or 'kind unknown'}: {found.why}"
    claimed = index.agency(found.claims) if found.claims is not None else None
    if claimed is not None:
        tables = (doubt.table for doubt in index.standing(claimed).doubts[:1])
        return said + _in(*(table for table in tables if table is not None))
    return said if entry is None else said + _where(index, entry)


def _where(index: Index, entry: Agency) -> str:
    """Say which table an entry stands in."""
    if entry.id in index.federal.by_id:
        return _in(_T.FEDERAL)
    if entry.source is not None:
        return f" [{entry.source.title}, {entry.source.on}]"
    return " [the repository's directory/]"
