"""What the system says of files that change below a folder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from lprpolicy.errors import UsageError

if TYPE_CHECKING:
    from watchfiles._rust_notify import RustNotify

_TOGETHER: Final = 1_000
"""Milliseconds within which changes that follow each other are one, as those of a checkout are."""
_PAUSE: Final = 10
"""Milliseconds without a change that end them."""
_SOON: Final = 250
"""Milliseconds after a change in which the next is waited for, and nothing else looked at."""
_UNTIL_ONE_COMES: Final = 0


@contextmanager
def notices(root: Path) -> Iterator[Iterator[Sequence[str]]]:
    """The files that changed, each time some did; once more, empty, when none follows soon.

    It listens from the moment that it is entered, and ends where Python got a signal.
    """
    with _notify(root) as notify:
        yield _heard(notify)


def _heard(notify: RustNotify) -> Iterator[Sequence[str]]:
    wait = _UNTIL_ONE_COMES
    while (said := notify.watch(_TOGETHER, _PAUSE, wait, None)) not in ("signal", "stop"):
        if isinstance(said, set):
            yield [place for _, place in said]
            wait = _SOON
        else:
            yield []
            wait = _UNTIL_ONE_COMES


def _notify(root: Path) -> RustNotify:
    from watchfiles._rust_notify import RustNotify  # the part that watches, without its helpers

    try:
        return RustNotify([str(root)], False, False, 0, True, True)
    except (OSError, RuntimeError) as error:
        hint = "check it without --watch"
        raise UsageError(f"{root}: cannot be watched: {error}", hint=hint) from error
