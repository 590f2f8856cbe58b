"""Find lines in sorted text without reading the rest of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from mmap import mmap


class SortedLines:
    """Lines of cells between tabs, in order, from a place in a mapped file to its end."""

    def __init__(self, text: mmap | bytes, start: int = 0) -> None:
        self._text, self._start = text, start

    def __iter__(self) -> Iterator[str]:
        return self._from(self._start)

    def under(self, cells: str) -> Iterator[str]:
        """Yield the lines that begin with these cells.

        >>> list(SortedLines(b"a\\t1\\nb\\t2\\nb\\t3\\nbc\\t4\\n").under("b"))
        ['b\\t2', 'b\\t3']
        """
        begins = f"{cells}\t"
        for line in self._from(self._first(begins.encode())):
            if not line.startswith(begins):
                return
            yield line

    def with_cell(self, cell: str) -> str | None:
        """Return the first line that has such a cell inside."""
        at = self._text.find(f"\t{cell}\t".encode(), self._start)
        if at < 0:
            return None
        start = max(self._text.rfind(b"\n", 0, at) + 1, self._start)
        return next(self._from(start))

    def with_words(self, begins: str, *, column: int) -> Iterator[str]:
        """Yield the lines with a word that begins so in a column."""
        word = re.escape(begins.encode())
        pattern = rb"^(?:[^\t\n]*\t){%d}(?:[^\t\n]* )?%s[^\n]*" % (column, word)
        for found in re.compile(pattern, re.MULTILINE).finditer(self._text, self._start):
            yield found[0].decode()

    def _from(self, start: int) -> Iterator[str]:
        while start < len(self._text):
            end = self._text.find(b"\n", start)
            yield self._text[start:end].decode()
            start = end + 1

    def _first(self, begins: bytes) -> int:
        """Return where the first line stands that is not before these bytes."""
        low, high = self._start, len(self._text)
        while low < high:
            middle = max(self._text.rfind(b"\n", low, (low + high) // 2) + 1, low)
            end = self._text.find(b"\n", middle)
            if self._text[middle:end] < begins:
                low = end + 1
            else:
                high = middle
        return low
