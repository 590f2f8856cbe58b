"""Listen to the operating system for files that change below a folder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from lprpolicy.errors import UsageError

if TYPE_CHECKING:
    from watchfiles._rust_notify import RustNotify

_TOGETHER: Final = 1_000
"""Changes less than this many milliseconds apart are one, such as those of a checkout."""
_PAUSE: Final = 10
"""After this many milliseconds without a change, a group of changes is complete."""
_SOON: Final = 250
"""For this many milliseconds after a change, wait for the next before a full look."""
_UNTIL_ONE_COMES: Final = 0


@contextmanager
def notices(root: Path) -> Iterator[Iterator[Sequence[str]]]:
    """Give the files that changed, each time some did, and nothing once no other follows soon.

    It listens as soon as it is entered, so that no change is missed before the first look, and
    ends when Python gets a signal.
    """
    with _notify(root) as notify:
        yield _batches(notify)


def _batches(notify: RustNotify) -> Iterator[Sequence[str]]:
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
