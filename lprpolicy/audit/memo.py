"""What was worked out once for a text is looked up the next time, up to a number of texts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeVar

K = TypeVar("K")
V = TypeVar("V")
MOST_KEPT: Final = 200_000


class Memo(dict[K, V]):
    """A dictionary that makes what it lacks, and forgets everything when it is full.

    >>> lengths = Memo(len)
    >>> list(map(lengths.__getitem__, ["a", "bc", "a"])), len(lengths)
    ([1, 2, 1], 2)
    """

    __slots__ = ("_make",)

    def __init__(self, make: Callable[[K], V]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: K) -> V:
        self.make_room(1)
        made = self[key] = self._make(key)
        return made

    def make_room(self, more: int) -> None:
        """Forget everything if so many more would be too many."""
        if len(self) + more > MOST_KEPT:
            self.clear()
