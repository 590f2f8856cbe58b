"""The steps from a raw name to an answer, one sentence each, for a person who doubts it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lprpolicy.identify.index import LONGEST, Index
from lprpolicy.identify.kinds import kind_of
from lprpolicy.identify.names import Name, read_name
from lprpolicy.identify.nationwide import nationwide
from lprpolicy.identify.tables import NameTable
from lprpolicy.identify.two_states import conflict, shown_state
from lprpolicy.model.directory import Agency
from lprpolicy.model.identity import Identity
from lprpolicy.model.provenance import Rank
from lprpolicy.model.states import state_name
from lprpolicy.model.words import RowStatus

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
    yield f"the name is read as {name.form!r}{_marks(name, state)}{_in(NameTable.WORDS)}"
    if len(found.raw) > LONGEST or name.strange is not None:
        return
    federal = index.federal.find(name, wanted)
    if federal is not None:
        yield f"the federal directory: {federal[0].id}, since {federal[1]}{_in(NameTable.FEDERAL)}"
        return
    yield f"the federal directory: nobody of this name{_in(NameTable.FEDERAL)}"
    if name.says_federal:
        yield f"the vendor marks it as federal, and that is believed{_in(NameTable.WORDS)}"
        return
    two = conflict(name, wanted, state)
    if two is not None:
        yield f"{two}, so it is nobody's{_in(NameTable.STATES)}"
        return
    for form in dict.fromkeys((name.form, *name.parts[:1])):
        yield from _lookup(index, form, wanted)
    if found.id is None:
        yield _words(name, wanted)


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
        yield f"entries of {wanted or 'any state'} that are also called so: {_list_entries(called)}"


def _list_entries(held: tuple[Agency, ...] | list[Agency]) -> str:
    ids = [one.id for one in held]
    more = f" and {len(ids) - _MANY} more" if len(ids) > _MANY else ""
    return ", ".join(ids[:_MANY]) + more if ids else "none"


def _words(name: Name, wanted: str | None) -> str:
    read = kind_of(name.form, wanted)
    said = f"by its words: {read.kind or 'kind unknown'}, {read.state or 'no state'}: {read.why}"
    if nationwide(name.form) is not None:
        return f"{said}; it polices many states{_in(read.table)}{_in(NameTable.NATIONWIDE)}"
    return said + _in(read.table)


def _in(table: NameTable) -> str:
    """Say in which file the table is that decided a step."""
    return f" [{table}]"


def _answer(index: Index, found: Identity) -> str:
    who = found.id or "no entry"
    entry = index.agency(found.id) if found.id is not None else None
    said = f"so: {who}, {found.kind or 'kind unknown'}: {found.why}"
    return said if entry is None else said + _where(index, entry)


def _where(index: Index, entry: Agency) -> str:
    """Say which table an entry stands in."""
    if entry.id in index.federal.by_id:
        return _in(NameTable.FEDERAL)
    if entry.source is not None:
        return f" [{entry.source.title}, {entry.source.on}]"
    return " [the repository's directory/]"
