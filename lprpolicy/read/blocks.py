"""Blocks of a file that were read before, word for word, and need not be read again.

Towns share a model policy, and the versions of one file differ in a few lines. A block is an
entry of the mapping that a file is: from a key at the first column to the next one. The parser
begins each in the same state, so a block that was once read without a fault, with its key
where it begins, means the same wherever it stands. What is read is shared: nobody may change it.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Mapping, Sequence
from itertools import accumulate, count, repeat
from typing import Any, Final

LONGEST: Final = 200_000
"""Longer files are read as one: their blocks are long, and seldom the same."""
MOST_KEPT: Final = 500_000
"""So many characters are remembered; then all are forgotten, and those in use are soon back."""
MOST_MET: Final = 20_000
"""Of so many blocks it is known that they were met: a block that comes once leaves no more."""

_HEAD: Final = re.compile(r"(?: *(?:#.*)?\n)*(?=[A-Za-z_][\w-]*:)")
_CUT: Final = re.compile(r"\n(?=[A-Za-z_][\w-]*:)")

Block = tuple[str, Any, "array[int]", int]
"""An entry as it was read: its key and value, the places of all that was read with it, and where
among them its own begin."""


def cut(text: str) -> list[str]:
    """The blocks of a file, below its first comments; none where it is to be read as one."""
    if len(text) > LONGEST or "\r" in text:
        return []
    head = _HEAD.match(text)
    if head is None:
        return []
    *texts, last = _CUT.split(text[head.end() :])
    return [*(f"{text}\n" for text in texts), last]


def entries(texts: Sequence[str], data: Any, row: int, places: array[int]) -> dict[str, Block]:
    """Blocks that were read together, by their text; none if they are not the data's entries.

    `row` is where the places of the entries begin. A document may end in none of the blocks.
    """
    if any("\n---" in text or "\n..." in text for text in texts):
        return {}
    if type(data) is not dict or len(data) != len(texts):
        return {}
    starts = accumulate(map(len, texts[:-1]), initial=places[row])
    if places[row::5] != array("I", starts):
        return {}
    return dict(zip(texts, zip(data, data.values(), repeat(places), count(row, 5)), strict=False))


class Placed:
    """The blocks of a text. Where each is in it is found out when somebody asks."""

    __slots__ = ("_blocks", "_end", "_texts", "data")

    def __init__(self, texts: Sequence[str], known: Mapping[str, Block], end: int) -> None:
        """Blocks by their texts, which follow each other up to the end of a text."""
        self._texts, self._end = texts, end
        self._blocks = [known[text] for text in texts]
        self.data: dict[str, Any] = {block[0]: block[1] for block in self._blocks}

    @property
    def repeats(self) -> bool:
        """Whether two have one key."""
        return len(self.data) < len(self._blocks)

    def entry(self, number: int) -> tuple[array[int], int, int]:
        """The places among which those of a block begin, where, and how far it is from there."""
        _, _, places, row = self._blocks[number]
        start = self._end - sum(map(len, self._texts[number:]))
        return places, row, start - places[row]

    def root(self) -> tuple[int, int, int]:
        """The place of all of them together."""
        places, row, moved = self.entry(0)
        start = places[row] + moved
        places, row, moved = self.entry(len(self._blocks) - 1)
        return start, places[row + 3] + moved, 0


class Memory:
    """Blocks by their text: those of files of which some had been in a file before."""

    __slots__ = ("_known", "_met", "_size")

    def __init__(self) -> None:
        self._known: dict[str, Block] = {}
        self._met: set[int] = set()
        self._size = 0

    def of(self, texts: Sequence[str]) -> dict[str, Block]:
        known = self._known
        return {text: known[text] for text in texts if text in known}

    def met(self, texts: Sequence[str]) -> bool:
        """Whether any of these was met before; from now on all were."""
        hashes = set(map(hash, texts))
        again = not hashes.isdisjoint(self._met)
        if len(self._met) > MOST_MET:
            self._met = set()
        self._met |= hashes
        return again

    def keep(self, blocks: Mapping[str, Block]) -> None:
        if self._size > MOST_KEPT:
            self._known, self._size = {}, 0
        self._known |= blocks
        self._size += sum(map(len, blocks))
