"""Initials of a state's own agencies that a federal agency uses too: DHS is Desert Hot Springs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from lprpolicy.audit.lexicon import Phrases
from lprpolicy.repository.national import national

_BODY: Final = re.compile(
    r"\b(?:police|public safety|sheriff'?s?|marshal'?s?|constable'?s?|department|dept|office|"
    r"agency|bureau|division|of|the|and|city|town|village|township|borough|county)\b",
    re.I,
)


def initials_of(name: str) -> str:
    """Return the initials of a name's place.

    >>> initials_of("Desert Hot Springs Police Department")
    'dhs'
    """
    return "".join(word[0] for word in re.findall(r"[a-z]+", _BODY.sub(" ", name).casefold()))


def shared_initials(state: str | None, phrases: Phrases) -> dict[str, str]:
    """Return, by its initials, an agency of the state that a federal one could be taken for."""
    if state is None:
        return {}
    federal = {
        words[0]
        for words, match in phrases.whole.items()
        if len(words) == 1 and match.found.names in ("federal", "immigration")
    }
    return _first_by_initials(
        (one.name for one in national().about(frozenset({state})).values()), federal
    )


def _first_by_initials(names: Iterable[str], wanted: set[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in sorted(names):
        said = initials_of(name)
        if len(said) > 2 and said in wanted:
            found.setdefault(said, name)
    return found
