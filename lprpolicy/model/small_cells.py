"""Small counts point at people: one to four print as `fewer than 5`.

Where a total is known, one hidden count could be worked out from the others, so the next smallest
is hidden too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

LEAST = 5


@dataclass(frozen=True, slots=True)
class ShownCount:
    """A count as it is shown: itself, `fewer than 5`, or hidden because another one is."""

    count: int | None
    small: bool = False

    def __str__(self) -> str:
        if self.count is not None:
            return f"{self.count:,}"
        return f"fewer than {LEAST}" if self.small else f"{LEAST} or more"


def show_counts(counts: Sequence[int]) -> tuple[ShownCount, ...]:
    """Show counts whose sum is known.

    >>> [str(one) for one in show_counts([90, 3, 40])]
    ['90', 'fewer than 5', '5 or more']
    >>> [str(one) for one in show_counts([90, 0])]
    ['90', '0']
    """
    hidden = {place for place, count in enumerate(counts) if 0 < count < LEAST}
    if len(hidden) == 1:
        others = [place for place, count in enumerate(counts) if count >= LEAST]
        if others:
            hidden.add(min(others, key=lambda place: (counts[place], place)))
    return tuple(
        ShownCount(None, small=0 < count < LEAST) if place in hidden else ShownCount(count)
        for place, count in enumerate(counts)
    )
