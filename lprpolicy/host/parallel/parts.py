"""A work in parts, each for whichever process is free."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import Final, Generic, TypeVar

Item = TypeVar("Item")

MOST: Final = 250
"""A number is a byte; and so many parts are each too small to be waited for long."""


class Parts(Generic[Item]):
    """Parts by number. The numbers that nobody took yet are in a pipe, which gives each to one."""

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
        """The next number, until there is none, or nobody is there to bring the part to."""
        while os.getpid() == self._owner or os.getppid() == self._owner:
            number = os.read(self._left, 1)
            if not number:
                return
            yield number[0]

    def close(self) -> None:
        """No number is taken any more."""
        os.close(self._left)
