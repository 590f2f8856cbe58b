"""Cut work into parts, each for whichever process is free."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import Final, Generic, TypeVar

Item = TypeVar("Item")

MOST: Final = 250
"""The most parts: a number has to fit into one byte of the pipe, and 250 are small enough."""


class Parts(Generic[Item]):
    """Parts by number. A pipe holds the numbers that are left and gives each to one process."""

    def __init__(self, work: Sequence[Item]) -> None:
        size = -(-len(work) // MOST) or 1
        self._parts = [work[at : at + size] for at in range(0, len(work), size)]
        self._left, given = os.pipe()
        os.write(given, bytes(range(len(self._parts))))
        os.close(given)
        self._owner = os.getpid()

    def __len__(self) -> int:
        return len(self._parts)

    def __getitem__(self, number: int) -> Sequence[Item]:
        return self._parts[number]

    def take(self) -> Iterator[int]:
        """Take numbers until none is left, or until the process that wants the results is gone."""
        while os.getpid() == self._owner or os.getppid() == self._owner:
            number = os.read(self._left, 1)
            if not number:
                return
            yield number[0]

    def close(self) -> None:
        """Close the pipe, so that no process takes another number."""
        os.close(self._left)
