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

from lprpolicy.model.blocks import Block

MOST_KEPT: Final = 500_000
"""Above this many characters, everything is dropped; blocks in use soon come back. Longer files are
read whole. Of 5,000 towns of one model policy 50,000 characters are shared."""
_HASH: Final = 60
"""A block that was met once is known by its hash, which takes the room of so many characters."""

_HEAD: Final = re.compile(r"(?: *(?:#.*)?\n)*(?=[A-Za-z_][\w-]*:)")
_CUT: Final = re.compile(r"\n(?=[A-Za-z_][\w-]*:)")


def cut(text: str) -> list[str]:
    """Cut a file into blocks, below its first comments; none if it must be read whole."""
    if len(text) > MOST_KEPT or "\r" in text:
        return []
    head = _HEAD.match(text)
    if head is None:
        return []
    *texts, last = _CUT.split(text[head.end() :])
    return [*(f"{text}\n" for text in texts), last]


def entries(texts: Sequence[str], data: Any, row: int, places: array[int]) -> dict[str, Block]:
    """Index blocks that were read together by their text; none if they are not the data's entries.

    `row` is where the places of the entries begin. A text that ends the document inside a block
    is refused, since the rest of the file would not be part of the data.
    """
    if any("\n---" in text or "\n..." in text for text in texts):
        return {}
    if type(data) is not dict or len(data) != len(texts):
        return {}
    starts = accumulate(map(len, texts[:-1]), initial=places[row])
    if places[row::5] != array("I", starts):
        return {}
    rows = count(row, 5)
    return dict(
        zip(texts, map(Block, texts, data, data.values(), repeat(places), rows), strict=True)
    )


class Placed:
    """The blocks of a text. The place of each is worked out only when somebody asks for it."""

    __slots__ = ("_blocks", "_end", "by_key", "data")

    def __init__(self, blocks: Sequence[Block], end: int) -> None:
        """Take blocks that follow each other up to the end of the file."""
        self._blocks, self._end = blocks, end
        self.by_key = {block.key: block for block in blocks}
        self.data: dict[str, Any] = {block.key: block.data for block in blocks}

    @property
    def repeats(self) -> bool:
        """Whether two blocks have the same key."""
        return len(self.data) < len(self._blocks)

    def entry(self, number: int) -> tuple[array[int], int, int]:
        """Return a block's places: the array, its row there, and how far the block has moved."""
        block = self._blocks[number]
        start = self._end - sum(len(one.text) for one in self._blocks[number:])
        return block.places, block.row, start - block.places[block.row]

    def root(self) -> tuple[int, int, int]:
        """Return the place of the mapping that the blocks make up."""
        places, row, moved = self.entry(0)
        start = places[row] + moved
        places, row, moved = self.entry(len(self._blocks) - 1)
        return start, places[row + 3] + moved, 0


class Memory:
    """Remembers blocks by their text, once a file shares a block with an earlier one."""

    __slots__ = ("_known", "_met", "_size")

    def __init__(self) -> None:
        self._known: dict[str, Block] = {}
        self._met: set[int] = set()
        self._size = 0

    def of(self, texts: Sequence[str]) -> dict[str, Block]:
        known = self._known
        return {text: known[text] for text in texts if text in known}

    def note_met(self, texts: Sequence[str]) -> bool:
        """Note these blocks as met, and return whether any of them was met before."""
        hashes = set(map(hash, texts))
        again = not hashes.isdisjoint(self._met)
        self._make_room(len(hashes) * _HASH)
        self._met |= hashes
        return again

    def keep(self, blocks: Mapping[str, Block]) -> None:
        self._make_room(sum(map(len, blocks)))
        for block in blocks.values():
            block.shared = True
        self._known |= blocks

    def _make_room(self, size: int) -> None:
        if self._size > MOST_KEPT:
            self._known, self._met, self._size = {}, set(), 0
        self._size += size
