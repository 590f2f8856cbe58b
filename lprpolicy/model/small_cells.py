"""Small counts point at people: one to four print as `fewer than 5`.

Where a sum is printed, a hidden count could be worked out from the others. So more counts are
hidden, in every table of a document in which they stand, until none of one to four follows.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

LEAST = 5
_PRIME: Final = (1 << 61) - 1


@dataclass(frozen=True, slots=True)
class ShownCount:
    """A count as it is shown: itself, `fewer than 5`, or hidden because another one is."""

    count: int | None
    small: bool = False

    def __str__(self) -> str:
        if self.count is not None:
            return f"{self.count:,}"
        return f"fewer than {LEAST}" if self.small else f"{LEAST} or more"


@dataclass(frozen=True, slots=True)
class CountCell:
    """A count before it is shown. `parts` are what it sums up: two with the same are one cell."""

    count: int
    parts: frozenset[Hashable]

    @property
    def small(self) -> bool:
        return 0 < self.count < LEAST


@dataclass(frozen=True, slots=True)
class HiddenCells:
    """What is hidden in one document. `folded` are the lists whose hidden lines become one."""

    parts: frozenset[frozenset[Hashable]]
    folded: frozenset[int]

    def show(self, cell: CountCell) -> ShownCount:
        """Return a count as it is shown."""
        if cell.small:
            return ShownCount(None, small=True)
        return ShownCount(None if cell.parts in self.parts else cell.count)


def show_counts(counts: Sequence[int]) -> tuple[ShownCount, ...]:
    """Show counts whose sum is known.

    >>> [str(one) for one in show_counts([90, 3, 40])]
    ['90', 'fewer than 5', '5 or more']
    >>> [str(one) for one in show_counts([90, 0])]
    ['90', '0']
    """
    cells = [CountCell(count, frozenset({place})) for place, count in enumerate(counts)]
    return tuple(map(hide_cells([cells]).show, cells))


def hide_cells(
    lists: Sequence[Sequence[CountCell]], others: Iterable[CountCell] = ()
) -> HiddenCells:
    """Choose what to hide of lists, each with all of its lines and its sum in the document.

    `others` are counts that stand there alone. A list in which even nothing but hidden lines gives
    a small count away has to be folded.
    """
    alone = {cell.parts: cell for cell in others if cell.count}
    every = {cell.parts: cell for held in lists for cell in held if cell.count} | alone
    hidden = {cell.parts for cell in every.values() if cell.small}
    folded: set[int] = set()
    while True:
        added = _hide_in_lists(lists, alone, hidden, folded) or _hide_across(
            lists, every, alone, hidden
        )
        if added is None:
            return HiddenCells(frozenset(hidden), frozenset(folded))
        hidden.add(added)


def _hide_in_lists(
    lists: Sequence[Sequence[CountCell]],
    alone: Collection[frozenset[Hashable]],
    hidden: set[frozenset[Hashable]],
    folded: set[int],
) -> frozenset[Hashable] | None:
    """Return the next cell to hide so that no list gives a small count away.

    Lines that stand in a list only go first: a count that stands alone too is a finding.
    """
    for number, held in enumerate(lists):
        covered = [cell.count for cell in held if cell.count and cell.parts in hidden]
        shown = [cell for cell in held if cell.count and cell.parts not in hidden]
        free = [cell for cell in shown if cell.parts not in alone]
        most = min((cell.count for cell in free), default=None)
        if number in folded or _is_safe(covered, most):
            continue
        if shown:
            return min(free or shown, key=lambda cell: cell.count).parts
        folded.add(number)
    return None


def _is_safe(hidden: Sequence[int], most: int | None) -> bool:
    """Whether each hidden small count may have two values, by the sum of all that are hidden.

    Whoever knows how cells are chosen knows that no hidden count of 5 or more is larger than
    `most`, the smallest that is shown.
    """
    small = [count for count in hidden if count < LEAST]
    large = len(hidden) - len(small)
    if not small:
        return True
    lowest = len(small) - 1 + large * LEAST
    highest = (len(small) - 1) * (LEAST - 1)
    if large:
        highest = highest + large * most if most is not None else sum(hidden)
    rest = sum(hidden)
    return sum(lowest <= rest - value <= highest for value in range(1, LEAST)) > 1


def _hide_across(
    lists: Sequence[Sequence[CountCell]],
    every: dict[frozenset[Hashable], CountCell],
    alone: Collection[frozenset[Hashable]],
    hidden: set[frozenset[Hashable]],
) -> frozenset[Hashable] | None:
    """Return the next cell to hide so that adding and subtracting lines gives no small count."""
    small = [cell for cell in every.values() if cell.small]
    if not small:
        return None
    whole = [frozenset().union(*(cell.parts for cell in held)) for held in lists]
    shown = [cell for cell in every.values() if cell.parts not in hidden]
    known = [cell.parts for cell in shown if cell.parts not in whole] + list(dict.fromkeys(whole))
    span = _Bounds(known, [cell.parts for cell in small])
    for number, cell in enumerate(small):
        if cell.parts in whole or not span.has(number):
            continue
        around = frozenset().union(*(held for held in whole if cell.parts <= held))
        left = [one for one in shown if one.parts & around and one.parts not in whole]
        if left:
            return min(left, key=lambda one: (one.parts in alone, one.count)).parts
    return None


class _Bounds:
    """Which sums of parts follow from others, by adding and subtracting them.

    Each part is a vector of random numbers: two sums that differ are the same once in 2**61 times.
    """

    def __init__(
        self, known: Sequence[frozenset[Hashable]], asked: Sequence[frozenset[Hashable]]
    ) -> None:
        self._size = len(known) + 1
        member: dict[Hashable, int] = {}
        for bit, parts in enumerate((*known, *asked)):
            for part in parts:
                member[part] = member.get(part, 0) | 1 << bit
        patterns = sorted(set(member.values()))
        chosen = Random(1)
        vectors = {one: [chosen.randrange(_PRIME) for _ in range(self._size)] for one in patterns}
        nothing = [0] * self._size
        rows = [
            [
                sum(column) % _PRIME
                for column in zip(
                    nothing, *(vectors[one] for one in patterns if one >> bit & 1), strict=True
                )
            ]
            for bit in range(len(known) + len(asked))
        ]
        self._asked = rows[len(known) :]
        self._basis: list[tuple[int, list[int]]] = []
        for row in rows[: len(known)]:
            left = self._reduce(row)
            pivot = next((place for place, value in enumerate(left) if value), None)
            if pivot is not None:
                factor = pow(left[pivot], -1, _PRIME)
                self._basis.append((pivot, [value * factor % _PRIME for value in left]))

    def _reduce(self, row: list[int]) -> list[int]:
        for pivot, base in self._basis:
            if factor := row[pivot]:
                row = [(one - factor * two) % _PRIME for one, two in zip(row, base, strict=True)]
        return row

    def has(self, number: int) -> bool:
        """Whether what is asked follows from what is known."""
        return not any(self._reduce(self._asked[number]))
