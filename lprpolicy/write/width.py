"""Measure the columns of a text at a terminal, and wrap it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator


def columns(text: str) -> int:
    """Count terminal columns: two for a wide character, none for a combining one.

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
    """Wrap text at spaces to at most `width` columns; a longer word stays whole."""
    words, line = text.split(), ""
    if columns(whole := " ".join(words)) <= width:
        yield whole  # most texts
        return
    for word in words:
        longer = f"{line} {word}" if line else word
        if line and columns(longer) > width:
            yield line
            longer = word
        line = longer
    yield line
