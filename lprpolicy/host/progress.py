"""How far a long work has come, for whoever watches; a task does not know who does, or how."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from typing import Final, TypeVar

Item = TypeVar("Item")

Watcher = Callable[[str, int | None], AbstractContextManager[Callable[[], None]]]
"""Told what is done and in how many steps, if that is known; calls what it gives after each."""

_WATCHER: Final[ContextVar[Watcher | None]] = ContextVar("watcher", default=None)


@contextmanager
def watching(watcher: Watcher | None) -> Iterator[None]:
    """Have the work in this block watched; by nobody, where there is no watcher."""
    before = _WATCHER.set(watcher)
    try:
        yield
    finally:
        _WATCHER.reset(before)


def with_progress(says: str, items: Collection[Item]) -> Iterator[Item]:
    """The items, one step each; `says` names the work as in "judging policies".

    >>> list(with_progress("judging policies", ["a", "b"]))
    ['a', 'b']
    """
    with stepping(says, len(items)) as step:
        for item in items:
            yield item
            step()


@contextmanager
def stepping(says: str, steps: int) -> Iterator[Callable[[], None]]:
    """A work of so many steps; what it gives is called after each."""
    watcher = _WATCHER.get()
    if watcher is None:
        yield _nobody
        return
    with watcher(says, steps) as step:
        yield step


def _nobody() -> None:
    """Nobody watches."""


@contextmanager
def working(says: str) -> Iterator[None]:
    """A work of which nobody knows the steps."""
    watcher = _WATCHER.get()
    if watcher is None:
        yield
        return
    with watcher(says, None):
        yield
