"""Where a character of a text is, in lines and columns as an editor counts them."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate, chain
from typing import Final

from lprpolicy.model.places import Mark, Span

_BREAK: Final = re.compile(r"\r\n|\r|\n")
_PIECE: Final = 1 << 16


def _starts_of(text: str) -> Iterator[int]:
    if "\r" in text:
        return chain((0,), (found.end() for found in _BREAK.finditer(text)))
    # Most files have one kind of line break, and cutting there takes a tenth of the time.
    return accumulate((len(line) + 1 for piece in _pieces(text) for line in piece), initial=0)


def _pieces(text: str) -> Iterator[list[str]]:
    """Give the lines that end with a break, some at a time: many lines are larger than a text."""
    begin = 0
    while (end := text.find("\n", begin + _PIECE)) >= 0:
        yield text[begin:end].split("\n")
        begin = end + 1
    yield text[begin:].split("\n")[:-1]


class Lines:
    """The lines of a text: they end at CR LF, LF or a lone CR and nowhere else.

    Counted only when a place is asked for, since most files have nothing to show.

    >>> Lines("a: 1\\r\\nb: 2").mark(9)
    Mark(line=2, column=4, index=9)
    """

    __slots__ = ("_starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = array("I")

    @property
    def starts(self) -> array[int]:
        if not self._starts:
            self._starts.extend(_starts_of(self.text))
        return self._starts

    def mark(self, index: int) -> Mark:
        starts = self.starts
        line = bisect_right(starts, index)
        return Mark(line, index - starts[line - 1] + 1, index)

    def span(self, start: int, end: int) -> Span:
        return Span(self.mark(start), self.mark(end))

    def line(self, number: int) -> str:
        """Return the text of a line without its break; empty if there is no such line."""
        starts = self.starts
        if not 1 <= number <= len(starts):
            return ""
        end = starts[number] if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end].rstrip("\r\n")
