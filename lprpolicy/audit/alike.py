"""Rows that are alike, counted: how many there are, and the first of them.

Keys are told in the order of their rows, block by block, and nothing here runs once for each row.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from lprpolicy.model.search_groups import Key, Place

Tally = dict[Key, list[int]]
"""For each key the count, the source and the row of the first."""
K = TypeVar("K", bound=Hashable)


@dataclass(slots=True)
class AlikeRows(Generic[K]):
    """Counts of one table of one sheet, under keys that still have to be made those of a table.

    >>> alike = AlikeRows()
    >>> alike.add(["a", "b", "a"], [7, 8, 9])
    >>> dict(alike.counts), alike.firsts
    ({'a': 2, 'b': 1}, {'a': 7, 'b': 8})
    """

    counts: Counter[K] = field(default_factory=Counter)
    firsts: dict[K, int] = field(default_factory=dict)

    def add(self, keys: Sequence[K], rows: Sequence[int]) -> None:
        """Count the keys of rows that come after all that were counted before."""
        self.counts.update(keys)
        deque(map(self.firsts.setdefault, keys, rows), maxlen=0)

    def pour(self, tally: Tally, key_of: Callable[[K], Key], source: int) -> None:
        """Enter everything in a tally, each under a key of its own there, and forget it."""
        firsts = self.firsts
        if tally:
            for one, count in self.counts.items():
                tell(tally, key_of(one), (source, firsts[one]), count)
        else:
            tally.update(
                [(key_of(one), [count, source, firsts[one]]) for one, count in self.counts.items()]
            )
        self.clear()

    def pour_each(self, tally: Tally, keys_of: Callable[[K], Iterable[Key]], source: int) -> None:
        """The same, where what is alike counts under several keys."""
        for one, count in self.counts.items():
            for key in keys_of(one):
                tell(tally, key, (source, self.firsts[one]), count)
        self.clear()

    def clear(self) -> None:
        self.counts.clear()
        self.firsts.clear()


def tell(tally: Tally, key: Key, at: Place, count: int = 1) -> None:
    known = tally.get(key)
    if known is None:
        tally[key] = [count, *at]
    else:
        known[0] += count
        if at < (known[1], known[2]):
            known[1:] = at
