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
Placed = tuple[Block, int]
"""A block, and how far it is from where it was read."""


def cut(text: str) -> list[str]:
    """The blocks of a file, below its first comments; none where it is to be read as one."""
    if len(text) > LONGEST or "\r" in text:
        return []
    head = _HEAD.match(text)
    if head is None:
        return []
    starts = [head.end(), *(found.end() for found in _CUT.finditer(text, head.end()))]
    return [text[start:end] for start, end in zip(starts, [*starts[1:], None], strict=True)]


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


def put(texts: Sequence[str], known: Mapping[str, Block], end: int) -> tuple[Placed, ...]:
    """The blocks of a text that ends there, each at its place; none if two have one key."""
    found = [known[text] for text in texts]
    if len({block[0] for block in found}) < len(found):
        return ()
    starts = accumulate(map(len, texts), initial=end - sum(map(len, texts)))
    return tuple(
        (block, start - block[2][block[3]]) for block, start in zip(found, starts, strict=False)
    )


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
