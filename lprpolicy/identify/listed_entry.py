"""The directory entry of an agency on official lists: what each list says of it, by its day."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from lprpolicy.identify.assembled import AssembledAgency
from lprpolicy.model.directory import Agency, Membership, Source
from lprpolicy.model.lists import ListName, ListSource, Says
from lprpolicy.model.words import AgencyKind as K
from lprpolicy.model.words import Program

_NO_AGENCY: Final = frozenset(
    {K.TASK_FORCE, K.FUSION_CENTER, K.PRIVATE, K.VENDOR, K.FOREIGN, K.TEST_ACCOUNT}
)
"""Kinds whose absence from a list proves nothing."""


def entry_of(made: AssembledAgency, sources: tuple[ListSource, ...]) -> Agency:
    """Make the directory entry of an assembled agency."""
    said = {
        "kind": made.kind,
        "county": made.county,
        "ori": made.ori,
        "note": _note(made, sources),
    }
    return Agency(
        id=made.id,
        name=made.name,
        state=made.state,
        programs=_statements(made, sources),
        source=_source(sources[made.source]),
        **{key: value for key, value in said.items() if value is not None},
    )


def _statements(made: AssembledAgency, sources: tuple[ListSource, ...]) -> tuple[Membership, ...]:
    """Return what each list says about an agency and 287(g); absence from a full list is no."""
    said = tuple(made.member.get(at) for at in range(len(sources)))
    silence = tuple(_is_none(made, at, source, sources) for at, source in enumerate(sources))
    return _memberships(said, silence, sources)


@lru_cache(maxsize=4096)
def _memberships(
    said: tuple[tuple[bool, tuple[str, ...]] | None, ...],
    silence: tuple[bool, ...],
    sources: tuple[ListSource, ...],
) -> tuple[Membership, ...]:
    """Make the statements. Most agencies have the same, so that they are made once."""
    made = []
    for stated, is_none, source in zip(said, silence, sources, strict=True):
        if stated is None and not is_none:
            continue
        member, models = stated or (False, ())
        made.append(
            Membership(
                program=Program.ICE_287G, member=member, models=models, source=_source(source)
            )
        )
    return tuple(sorted(made, key=lambda one: (one.source.on, one.member)))


def _is_none(
    made: AssembledAgency, at: int, source: ListSource, sources: tuple[ListSource, ...]
) -> bool:
    """Whether a list's silence about an agency means that it is not on the list."""
    if at in made.member or not source.complete or source.says is not Says.PARTNERS:
        return False
    if made.kind is None or made.kind in _NO_AGENCY or at in made.doubts:
        return False
    first = sources[made.source]
    if first.list is ListName.ICE_287G and source.on <= first.on:
        return False  # only a later sheet has it, perhaps under another name
    return not any(sources[doubt].on >= source.on for doubt in made.doubts)


def _note(made: AssembledAgency, sources: tuple[ListSource, ...]) -> str | None:
    said = [made.note] if made.note else []
    said += _until(made, sources)
    for at in sorted(made.doubts):
        one = sources[at]
        if at not in made.member:
            said.append(f"may be on the {one.title} of {one.on}")
    return "; ".join(said) or None


def _until(made: AssembledAgency, sources: tuple[ListSource, ...]) -> list[str]:
    """Say until when an agency was named a partner, if a newer list does not name it."""
    named = [sources[at].on for at, (member, _) in made.member.items() if member]
    last = max(named, default=None)
    if last is None:
        return []
    later = [
        one.on
        for at, one in enumerate(sources)
        if one.on > last and (_is_none(made, at, one, sources) or at in made.member)
    ]
    return [f"named a 287(g) partner until {last}, and not on {min(later)}"] if later else []


@lru_cache(maxsize=256)
def _source(source: ListSource) -> Source:
    if source.url is None:
        return Source(title=source.title, on=source.on)
    return Source(title=source.title, on=source.on, url=source.url)
