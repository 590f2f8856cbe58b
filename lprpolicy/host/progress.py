"""Report how far long work has come. A task does not know who watches, or how."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from typing import Final, TypeVar

Item = TypeVar("Item")

Watcher = Callable[[str, int | None], AbstractContextManager[Callable[[], None]]]
"""Called with the name of the work and its number of steps; gives a function to call after each."""

_WATCHER: Final[ContextVar[Watcher | None]] = ContextVar("watcher", default=None)


@contextmanager
def send_progress(watcher: Watcher | None) -> Iterator[None]:
    """Send the progress of this block to a watcher; None sends it nowhere."""
    before = _WATCHER.set(watcher)
    try:
        yield
    finally:
        _WATCHER.reset(before)


def with_progress(says: str, items: Collection[Item]) -> Iterator[Item]:
    """Give the items, one step each; `says` names the work, such as "judging policies".

    >>> list(with_progress("judging policies", ["a", "b"]))
    ['a', 'b']
    """
    with begin_steps(says, len(items)) as step:
        for item in items:
            yield item
            step()


@contextmanager
def begin_steps(says: str, steps: int) -> Iterator[Callable[[], None]]:
    """Begin work of this many steps; call the function that it gives after each."""
    watcher = _WATCHER.get()
    if watcher is None:
        yield _nobody
        return
    with watcher(says, steps) as step:
        yield step


def _nobody() -> None:
    """The watcher for nobody."""


@contextmanager
def begin_work(says: str) -> Iterator[None]:
    """Begin work with an unknown number of steps."""
    watcher = _WATCHER.get()
    if watcher is None:
        yield
        return
    with watcher(says, None):
        yield
