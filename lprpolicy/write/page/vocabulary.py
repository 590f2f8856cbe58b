"""Turn the plain words of a vocabulary into parts of a sentence, with terms marked."""

from __future__ import annotations

import re
from typing import Final

from lprpolicy.model.words import Word
from lprpolicy.write.page.sections import Role, Wording

_TERM: Final = re.compile(r"\[([^]|]+)(?:\|([^]]+))?\]")


def wordings(word: Word) -> tuple[Wording, ...]:
    """Return the plain words of a word, cut where a term begins and ends."""
    parts, done = [], 0
    for found in _TERM.finditer(word.plain):
        if found.start() > done:
            parts.append(Wording(word.plain[done : found.start()]))
        parts.append(Wording(found[1], Role.TERM, key=found[2] or found[1]))
        done = found.end()
    if done < len(word.plain):
        parts.append(Wording(word.plain[done:]))
    return tuple(parts)


def wording(word: Word) -> Wording:
    """Return the plain words of a word as one part: all of them are a term, or none."""
    (part,) = wordings(word)
    return part
