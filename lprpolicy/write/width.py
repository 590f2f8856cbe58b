"""How many columns of a terminal a text takes, and where it breaks."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator


def columns(text: str) -> int:
    """Columns of a terminal: two for a wide character, none for one that sits on another.

    >>> columns("a日e\u0301")
    4
    """
    if text.isascii():
        return len(text)
    return sum(map(_columns, text))


def _columns(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def wrap_columns(text: str, width: int) -> Iterator[str]:
    """Break between words so that a line takes at most `width` columns, if its words let it."""
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if line and columns(longer) > width:
            yield line
            longer = word
        line = longer
    yield line
