"""Blocks of a file: what stands below one key at the first column, which many files share.

A block is one object for all files that have its text, so that whatever was made of it or found in
it is known by the object itself. Nobody may change what is in it.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from typing import Any

from lprpolicy.model.plain import Read


class Block:
    """An entry of the mapping that a file is, as it was read, and the model that was made of it.

    `places` are those of everything that was read with it; its own begin at `row`. `shared` says
    whether it is remembered, since more than one file has it.
    """

    __slots__ = ("_made", "_read", "data", "key", "places", "row", "shared", "text")

    def __init__(self, text: str, key: str, data: Any, places: array[int], row: int) -> None:
        self.text, self.key, self.data = text, key, data
        self.places, self.row = places, row
        self.shared = False
        self._read: Read | None = None
        self._made: Any = None

    def make_once(self, read: Read) -> Any:
        """Return what a field's reader makes of the data: once, since most have one format."""
        if self._read is not read:
            self._made = read(self.data)
            self._read = read
        return self._made


Blocks = Mapping[str, Block]
"""The blocks of a file by their keys."""
