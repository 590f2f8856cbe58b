"""Which entries of a directory only the change itself vouches for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lprpolicy.model.directory import Agency, Directory


def claimed_entries(base: Iterable[Directory], head: Iterable[Directory]) -> frozenset[str]:
    """The ids of entries that the base does not have in the same words.

    An entry without a source of its own rests on its file's, so that is a part of its words. In
    which file it stands, and in which order, is not.
    """
    old = _by_id(base)
    new = _by_id(head)
    return frozenset(id_ for id_, entries in new.items() if not entries <= old.get(id_, set()))


def altered_entries(
    base: Iterable[Directory], head: Iterable[Directory]
) -> Mapping[str, tuple[str, ...]]:
    """What is no longer the same of the entries that the base has too; gone ones are empty."""
    old = {agency.id: agency for one in base for agency in one.agencies}
    new = {agency.id: agency for one in head for agency in one.agencies}
    found: dict[str, tuple[str, ...]] = {}
    for id_, was in sorted(old.items()):
        now = new.get(id_)
        if now is None:
            found[id_] = ()
        elif now != was:
            fields = (name for name in type(was).model_fields if _differs(was, now, name))
            found[id_] = tuple(fields)
    return found


def _differs(was: Agency, now: Agency, name: str) -> bool:
    return bool(getattr(was, name) != getattr(now, name))


def _by_id(directories: Iterable[Directory]) -> dict[str, set[str]]:
    """Every entry by its id, in one form with the source that it rests on."""
    found: dict[str, set[str]] = {}
    for directory in directories:
        for agency in directory.agencies:
            whole = agency.model_copy(update={"source": agency.source or directory.source})
            found.setdefault(agency.id, set()).add(whole.model_dump_json())
    return found
