"""Whether a vendor's text is a name of one entry, whole, with nothing in it of anybody else."""

from __future__ import annotations

import re
from typing import Final

from lprpolicy.identify.borne_out import shortens
from lprpolicy.identify.index import Index
from lprpolicy.identify.names import Name, fold, read_name
from lprpolicy.identify.particles import other_spellings
from lprpolicy.identify.places import are_counties_of
from lprpolicy.identify.posing import POSING, poses
from lprpolicy.identify.tables import words
from lprpolicy.model.directory import Agency

_SWITCHES: Final = words(
    "national natl nationwide statewide federal fed all everyone everybody any network lookup"
)
"""Words that a vendor puts in brackets behind a name, or that open a name to many."""

_SHORTEST: Final = 2
"""Two letters are short for too much: (SO), (HQ)."""


def identified_as(text: str, entry: Agency, index: Index) -> str | None:
    """Why a vendor's text is not certainly this entry; None where it is.

    The entry gives the state where the text shows none: it is the name of that entry then.
    """
    name = read_name(text)
    state = entry.state or (entry.id.partition("/")[0] if entry.id.startswith("us-") else None)
    if entry.kind is not None and entry.kind.federal:
        found = index.identify(text)
        return None if found.id == entry.id else found.why
    if name.strange is not None or poses(text):
        return f"it {name.strange or POSING}"
    if name.states - {state}:
        return f"it says {' and '.join(sorted(name.states))}"
    found = index.identify(text, state=state)
    if found.id not in (entry.id, None) or (found.id is None and found.claims != entry.id):
        return found.why
    if not _whole(name, entry, state, index):
        return f"only a part of it is a name of {entry.name}"
    said = set(re.findall(r"[a-z]+", fold(text)))
    names = " ".join((entry.name, *entry.aliases))
    named = set(re.findall(r"[a-z]+", fold(names)))
    odd = sorted(said & _SWITCHES - named)
    return f"it says '{odd[0]}'" if odd else None


def _whole(name: Name, entry: Agency, state: str | None, index: Index) -> bool:
    """Whether the whole text is one of the entry's names, not only what stands before brackets.

    In brackets a name may be shortened: Florida Department of Law Enforcement (FDLE).
    """
    if name.raw.strip().casefold() == entry.id:
        return True
    if _is_called(name.form, entry, state, index):
        return True
    outer, *inner = name.parts or ("",)
    return _is_called(outer, entry, state, index) and all(
        are_counties_of(entry, (part,)) or (len(part) > _SHORTEST and shortens(part, entry.name))
        for part in inner
    )


def _is_called(form: str, entry: Agency, state: str | None, index: Index) -> bool:
    """Whether a form is a name of the entry; most are its own, and the rest is not looked up."""
    ways = (form, *other_spellings(form))
    entries = index.entries
    return any(one.id == entry.id for way in ways for one in entries.find_named(way, state)) or any(
        one.id == entry.id for way in ways for one in entries.find_derived(way, state)
    )
