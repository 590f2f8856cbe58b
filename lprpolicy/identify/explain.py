"""The steps from a raw name to an answer, one sentence each, for a person who doubts it."""

from __future__ import annotations

from collections.abc import Iterator

from lprpolicy.identify.hints import federal_hint
from lprpolicy.identify.index import LONGEST, Index
from lprpolicy.identify.kinds import kind_of
from lprpolicy.identify.names import Name, read_name
from lprpolicy.model.directory import Agency
from lprpolicy.model.identity import Identity
from lprpolicy.model.words import RowStatus

_MANY = 6


def explain(index: Index, raw: str, *, state: str | None = None) -> tuple[str, ...]:
    """Tell each step that `Index.identify` takes with a name, and its result."""
    found = index.identify(raw, state=state)
    return (*_steps(index, read_name(raw[:LONGEST]), state, found), _answer(found))


def _steps(index: Index, name: Name, state: str | None, found: Identity) -> Iterator[str]:
    wanted = name.state or state
    yield f"the name is read as {name.form!r}" + _marks(name, state)
    if len(found.raw) > LONGEST or name.strange is not None:
        return
    federal = index.federal.find(name, wanted)
    if federal is not None:
        yield f"the federal directory: {federal[0].id}, since {federal[1]}"
        return
    yield "the federal directory: nobody of this name"
    if name.says_federal:
        yield "the vendor marks it as federal, and that is believed"
        return
    for form in dict.fromkeys((name.form, *name.parts[:1])):
        yield from _lookup(index, form, wanted)
    if found.id is None:
        yield _words(name, wanted)


def _marks(name: Name, state: str | None) -> str:
    said = [f"in {name.state}, which the name itself says"] if name.state else []
    if state is not None:
        said.append(f"in {state}, which the export says")
    if not said:
        said.append("and nothing shows a state")
    if name.status is RowStatus.INACTIVE:
        said.append("marked inactive")
    return ", " + ", ".join(said)


def _lookup(index: Index, form: str, wanted: str | None) -> Iterator[str]:
    held = index.entries.named(form)
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
        called = index.entries.derived(form, wanted)
        yield f"entries of {wanted or 'any state'} that are also called so: {_list_entries(called)}"


def _list_entries(held: tuple[Agency, ...] | list[Agency]) -> str:
    ids = [one.id for one in held]
    more = f" and {len(ids) - _MANY} more" if len(ids) > _MANY else ""
    return ", ".join(ids[:_MANY]) + more if ids else "none"


def _words(name: Name, wanted: str | None) -> str:
    hint = federal_hint(name.form)
    if hint is not None:
        return f"the word '{hint}' may mean a federal agency, so its other words decide nothing"
    read = kind_of(name.form, wanted)
    return f"by its words: {read.kind or 'kind unknown'}, {read.state or 'no state'}: {read.why}"


def _answer(found: Identity) -> str:
    who = found.id or "no entry"
    return f"so: {who}, {found.kind or 'kind unknown'}: {found.why}"
