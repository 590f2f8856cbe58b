"""Show and search the directory, verify it, and export a state of it as YAML."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from lprpolicy.errors import CheckBug, NothingChecked, UsageError
from lprpolicy.identify.collisions import collisions
from lprpolicy.identify.entries import starts_of
from lprpolicy.identify.index import Index
from lprpolicy.identify.names import read_name
from lprpolicy.model.directory import Agency, Directory
from lprpolicy.model.lists import AgencyList
from lprpolicy.model.scalars import STATE_PATTERN
from lprpolicy.read.files import read_file
from lprpolicy.repository.directories import federal
from lprpolicy.repository.known_lists import known_lists, not_joined
from lprpolicy.write.directory.file import directory_file

MOST = 20


@dataclass(frozen=True, slots=True)
class Sound:
    """A directory that was verified to its last byte, with notes for a person."""

    path: Path
    lists: tuple[AgencyList, ...]
    agencies: int
    partners: int
    unknown_kind: int
    notes: tuple[str, ...]


def show(index: Index, asked: str) -> tuple[Agency, ...]:
    """Return the entry of an id, or every entry of a name."""
    found = index.agency(asked.strip().casefold())
    if found is not None:
        return (found,)
    identity = index.identify(asked)
    one = index.agency(identity.id) if identity.id else None
    if one is not None:
        return (one,)
    name = read_name(asked)
    held = index.entries.find_named(name.form)
    if name.state is not None:
        held = tuple(one for one in held if one.state == name.state)
    if held:
        return held
    near = ", ".join(index.suggester.like(name.form))
    raise UsageError(
        f"no directory and no list has {asked!r}",
        hint=f"similar: {near}" if near else "lprpolicy directory search WORDS",
    )


def search(index: Index, words: str, *, state: str | None = None) -> tuple[Agency, ...]:
    """Find entries with names of these words, or words that begin so; exact names first."""
    form = read_name(words).form
    asked = form.split()
    exact = {one.id: one for one in index.entries.find_named(form)}
    ids = {who for text, who in index.entries.near(starts_of(form)) if _has(text, asked)}
    found = {one.id: one for one in map(index.agency, ids) if one is not None} | exact
    wanted = state or read_name(words).state
    kept = [one for one in found.values() if wanted in (None, one.state)]
    return tuple(sorted(kept, key=lambda one: (one.id not in exact, one.id)))


def _has(form: str, asked: Iterable[str]) -> bool:
    words = form.split()
    return all(any(word.startswith(one) for word in words) for one in asked)


def sound() -> Sound:
    """Verify the whole directory and count what is in it; a StoreError if it is damaged."""
    from lprpolicy.tasks.directory_import import partner

    known = known_lists()
    known.verify()
    agencies = list(known.all())
    return Sound(
        path=known.path,
        lists=tuple(known.lists()),
        agencies=len(agencies),
        partners=sum(map(partner, agencies)),
        unknown_kind=sum(one.kind is None for one in agencies),
        notes=(*known.notes(), *filter(None, [not_joined(known)])),
    )


def export(state: str | None) -> str:
    """Write the lists' entries, of one state or all, as a directory for a repository."""
    import re

    if state is not None and re.search(STATE_PATTERN, state) is None:
        raise UsageError(f"{state!r} is not a state", hint="write it like us-ct")
    known = known_lists()
    agencies = [one for one in known.all() if state in (None, one.state)]
    if not agencies:
        raise NothingChecked(f"the lists have no agency of {state}")
    base = next((one.source for one in agencies if one.source is not None), None)
    if base is None:
        raise CheckBug("an entry of the lists has no source")
    title = f"Agencies of {state}" if state else "Agencies"
    text = directory_file(agencies, title=title, base=base)
    read = read_file("export", text.encode(), Directory)
    if read.value is None or len(read.value.agencies) != len(agencies):
        raise CheckBug("the exported directory does not read back")
    if list(collisions(federal(), read.value)):
        raise CheckBug("the exported directory takes a federal name")
    return text
