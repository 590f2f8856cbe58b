"""Which entries of a directory only the change itself vouches for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from lprpolicy.model.directory import Agency, Directory
from lprpolicy.model.provenance import Rank
from lprpolicy.model.subject import Recipient
from lprpolicy.model.words import Program


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


@dataclass(frozen=True, slots=True)
class LoosenedEntry:
    """What an entry said that could keep its agency out, and that the change no longer says."""

    id: str
    below: str | None
    """The field that says it no more; None where the entry is gone."""
    says: str


def loosened_entries(
    base: Iterable[Directory], head: Iterable[Directory], official: Callable[[Agency], bool]
) -> Iterator[LoosenedEntry]:
    """Entries by which the next change would let in whom this one still keeps out.

    `official` says whether a list bears out an entry as it is now: then it is only corrected.
    """
    new = {agency.id: agency for one in head for agency in one.agencies}
    for was in sorted((one for each in base for one in each.agencies), key=lambda one: one.id):
        now = new.get(was.id)
        if now is None:
            for says in _kept_out(was, None):
                yield LoosenedEntry(was.id, None, f"no longer lists {was.id}, and it {says}")
            continue
        tighter = now.kind is not None and now.kind.federal
        for field in ("kind", "state", "component"):
            old = getattr(was, field)
            if old not in (None, getattr(now, field)) and not tighter and not official(now):
                says = f"changes the {field} of {was.id} from {old} to {getattr(now, field)}"
                yield LoosenedEntry(was.id, field if getattr(now, field) else "id", says)
        for says in _kept_out(was, now):
            yield LoosenedEntry(was.id, "id", f"no longer says that {was.id} {says}")


def _kept_out(was: Agency, now: Agency | None) -> Iterator[str]:
    """What spoke against an agency and is not said of it any more."""
    passes_on = {one.to for one in now.passes_on_to} if now else set()
    for edge in was.passes_on_to:
        if edge.to not in passes_on:
            yield f"passes reads on to {edge.to}"
    if now is None and was.kind is not None and was.kind.federal:
        yield f"is {was.kind.noun}"
    for program in dict.fromkeys(one.program for one in was.programs):
        if _is_member(was, program) and not (now is not None and _is_member(now, program)):
            yield f"is a member of {program}"


def renamed_entries(
    base: Iterable[Directory], head: Iterable[Directory], meant: Callable[[str, Agency], bool]
) -> Iterator[LoosenedEntry]:
    """Names that a change gives to an agency that the base has; of a federal one, those it loses.

    `meant` says whether the base takes a name for this agency already.
    """
    new = {agency.id: agency for one in head for agency in one.agencies}
    for was in sorted((one for each in base for one in each.agencies), key=lambda one: one.id):
        now = new.get(was.id)
        if now is None or (was.name, was.aliases) == (now.name, now.aliases):
            continue
        if was.kind is not None and was.kind.federal:
            for gone in sorted({was.name, *was.aliases} - {now.name, *now.aliases}):
                says = f"no longer says that {was.id} is called “{gone}”"
                yield LoosenedEntry(was.id, "id", says)
        if not meant(now.name, was):
            says = f"changes the name of {was.id} from “{was.name}” to “{now.name}”"
            yield LoosenedEntry(was.id, "name", says)
        for alias in now.aliases:
            if not meant(alias, was):
                yield LoosenedEntry(was.id, "aliases", f"calls {was.id} “{alias}” too")


def _is_member(agency: Agency, program: Program) -> bool:
    """Whether an entry says so by itself: a newer no of the same list takes a yes back."""
    who = Recipient(None, agency.name, None, None, None, entry=agency, rank=Rank.OFFICIAL)
    found = who.membership(program)
    return found is not None and found.member


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
