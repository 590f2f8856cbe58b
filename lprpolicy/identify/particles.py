"""Places that are written in one word or in two: La Porte and Laporte, De Kalb and DeKalb.

Nothing else of the name may differ, so this is a spelling and no likeness. It is tried where no
entry has the name as it stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

_PARTICLES: Final = ("mac", "mc", "la", "le", "de", "du", "el")
_SHORTEST: Final = 3
"""Fewer letters behind a particle are no place."""


def other_spellings(form: str) -> Iterator[str]:
    """Yield a form with one particle joined to its word, or taken off it.

    >>> list(other_spellings("laporte county so"))
    ['la porte county so']
    >>> list(other_spellings("foothill de anza college"))
    ['foothill deanza college']
    """
    words = form.split()
    for at, word in enumerate(words):
        before, after = words[:at], words[at + 1 :]
        if word in _PARTICLES and after and len(after[0]) >= _SHORTEST:
            yield " ".join([*before, word + after[0], *after[1:]])
        for particle in _PARTICLES if word.startswith(_PARTICLES) else ():
            if word.startswith(particle) and len(word) >= len(particle) + _SHORTEST:
                yield " ".join([*before, particle, word[len(particle) :], *after])
