"""Entries that a repository keeps for itself, so that it is judged the same everywhere.

A pinned entry is one of the repository's own: it counts as far as an official list or its own
words bear it out. It never says less than it said before: an older list on another machine takes
nothing away from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lprpolicy.identify.borne_out import doubts
from lprpolicy.identify.names import read_name
from lprpolicy.model.directory import Agency, Membership, Source
from lprpolicy.model.lists import ListSource


def pin(
    listed: Agency | None,
    before: Agency | None,
    texts: Iterable[str],
    sources: Sequence[ListSource],
) -> Agency | None:
    """Join what the lists say of an agency with what is pinned; None where neither says anything.

    `texts` are what policies call it, `sources` the lists with their digests.
    """
    if listed is None:
        return before
    found = _with_digests(listed, sources)
    base = before if before is not None and _day(before) > _day(found) else found
    held = before.programs if before is not None else ()
    said = {"programs": _newest((*held, *found.programs)), "aliases": (), "note": None}
    return _with_names(base.model_copy(update=said), texts)


def _day(one: Agency) -> str:
    return str(one.source.on) if one.source is not None else ""


def _with_digests(listed: Agency, sources: Sequence[ListSource]) -> Agency:
    programs = tuple(
        one.model_copy(update={"source": _with_digest(one.source, sources)})
        for one in listed.programs
    )
    source = _with_digest(listed.source, sources) if listed.source is not None else None
    return listed.model_copy(update={"programs": programs, "source": source})


def _with_digest(said: Source, sources: Sequence[ListSource]) -> Source:
    found = {one.sha256 for one in sources if (one.title, one.on) == (said.title, said.on)}
    return said.model_copy(update={"sha256": found.pop()}) if len(found) == 1 else said


def _newest(said: Iterable[Membership]) -> tuple[Membership, ...]:
    """Keep the newest statement of each list about each program; of two on one day, the yes."""
    latest: dict[tuple[str, str], Membership] = {}
    for one in sorted(said, key=lambda one: (one.source.on, one.member)):
        latest[one.program, one.source.title] = one
    return tuple(sorted(latest.values(), key=lambda one: (one.source.on, one.source.title)))


def _with_names(entry: Agency, texts: Iterable[str]) -> Agency:
    """Add the names that policies use and that do not follow from its own, if they fit it."""
    for text in sorted({" ".join(text.split()) for text in texts}):
        known = {read_name(name).form for name in (entry.name, *entry.aliases)}
        if read_name(text).form in known:
            continue
        more = entry.model_copy(update={"aliases": (*entry.aliases, text)})
        if len(list(doubts(more))) == len(list(doubts(entry))):
            entry = more
    return entry
