"""Characters that make another text look like a name: full width, mathematical, invisible ones.

A vendor's system takes such a text for another account. So it may be a federal body's, and is
nobody else's.
"""

from __future__ import annotations

import unicodedata
from typing import Final

POSING: Final = "has characters that are made to look like others, or that nobody sees"
_HARMLESS: Final = frozenset("\u00ad\u200e\u200f\ufeff")
"""Unseen marks that documents leave behind: hyphenation, direction, a file's start."""
_LIGATURES: Final = frozenset(map(chr, range(0xFB00, 0xFB07)))
"""What a PDF prints for fi and fl."""


def poses(raw: str) -> bool:
    """Whether a text has such a character.

    >>> poses("Norwalk PD"), poses("\uff2eorwalk PD"), poses("Ca\u00f1on City PD")
    (False, True, False)
    """
    return not raw.isascii() and any(map(_poses, raw))


def _poses(char: str) -> bool:
    if char.isascii() or char in _HARMLESS or char in _LIGATURES:
        return False
    if unicodedata.category(char) == "Cf" or "\ufe00" <= char <= "\ufe0f":
        return True
    plain = unicodedata.normalize("NFKC", char)
    return plain != char and plain[0].isascii() and plain[0].isalnum()
