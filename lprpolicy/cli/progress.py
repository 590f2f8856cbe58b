"""Show a progress bar for work that takes longer than a second, and remove it afterwards."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from lprpolicy.host.clock import seconds_running
from lprpolicy.host.terminal import can_draw

if TYPE_CHECKING:
    from rich.progress import Progress

    from lprpolicy.host.progress import Watcher

PATIENCE: Final = 1.0
"""Below this many seconds of work, a bar would only flicker."""
_BETWEEN: Final = 0.1


def bars() -> Watcher | None:
    """Return a watcher that shows bars if standard error is a terminal that can draw them."""
    return _bar if can_draw() else None


@contextmanager
def _bar(says: str, steps: int | None) -> Iterator[Callable[[], None]]:
    """Show a bar with this many steps; one that only moves if their number is unknown."""
    if steps is None:
        with _show_moving(says):
            yield lambda: None
        return
    began, done, drawn = seconds_running(), 0, 0.0
    bar: Progress | None = None

    def step() -> None:
        nonlocal done, drawn, bar
        done += 1
        now = seconds_running()
        if now - began < PATIENCE or now - drawn < _BETWEEN:
            return
        drawn = now
        if bar is None:
            bar = _new(moves=False)
            bar.add_task(says, total=steps)
            bar.start()
        bar.update(bar.task_ids[0], completed=done)
        bar.refresh()

    try:
        yield step
    finally:
        if bar is not None:
            bar.stop()


@contextmanager
def _show_moving(says: str) -> Iterator[None]:
    over = threading.Event()

    def show() -> None:
        if not over.wait(PATIENCE):
            bar = _new(moves=True)
            bar.add_task(says, total=None)
            with bar:
                over.wait()

    thread = threading.Thread(target=show, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _new(*, moves: bool) -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

    columns = [TextColumn("{task.description}"), BarColumn()]
    return Progress(
        *columns,
        *([] if moves else [TaskProgressColumn()]),
        console=Console(stderr=True),
        transient=True,
        auto_refresh=moves,
        refresh_per_second=8,
        redirect_stdout=False,
        redirect_stderr=False,
    )
