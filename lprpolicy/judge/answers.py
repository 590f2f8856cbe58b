"""Answers of rules that read nothing but blocks which many policies share: each is asked for once.

Thousands of towns copy a model policy. Rules that read the same blocks are asked together, and what
they say is kept under those blocks, so that nobody asks about the next town that has them too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, Generic, TypeVar

from lprpolicy.model.blocks import Block, Blocks
from lprpolicy.model.subject import Subject

Said = TypeVar("Said")

MOST_KEPT: Final = 1_000
"""At this many answers of rules that read the same blocks, all are dropped; those in use soon come
back. 5,000 towns of one model policy need 59."""


class Answers(Generic[Said]):
    """What rules say that read the same blocks, by those blocks and whether there are grants."""

    __slots__ = ("_ask", "_known", "_reads")

    def __init__(
        self, reads: frozenset[str] | None, ask: Callable[[Subject], Sequence[Said]]
    ) -> None:
        """Take what the rules read, None if they read more than blocks, and what asks them all."""
        self._reads = None if reads is None else sorted(reads)
        self._ask = ask
        self._known: dict[tuple[bool, tuple[Block | None, ...]], Sequence[Said]] = {}

    def of(self, subject: Subject, blocks: Blocks) -> Sequence[Said]:
        """Ask about a policy that was read from these blocks, unless the answer is known."""
        if self._reads is None:
            return self._ask(subject)
        read = tuple(map(blocks.get, self._reads))
        key = bool(subject.grants), read
        said = self._known.get(key)
        if said is None:
            said = self._ask(subject)
            if all(block is None or block.shared for block in read):
                if len(self._known) >= MOST_KEPT:
                    self._known.clear()
                self._known[key] = said
        return said
