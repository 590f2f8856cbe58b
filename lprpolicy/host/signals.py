"""Handle signals that end a run: say so, clean up, exit with the code that a shell expects."""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING, Final, NoReturn

if TYPE_CHECKING:
    from types import FrameType

_ENDING: Final = ("SIGINT", "SIGTERM", "SIGHUP")
_received: Final[list[int]] = []


def listen() -> None:
    """Turn each of the signals into KeyboardInterrupt, unless our parent told us to ignore it."""
    if hasattr(signal, "SIGPIPE"):
        # A closed pipe, as of `| head`, ends us as it ends every Unix program: at once, silently,
        # and never with the code that says allowed.
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    for number in _numbers():
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _stop)
    sys.unraisablehook = _unraisable


def code(otherwise: int) -> int:
    """Return the exit code of a shell for the signal that came; without one, the given code."""
    return 128 + _received[0] if _received else otherwise


def end(code_: int) -> NoReturn:
    """Exit at once. All output is written, and Python's own shutdown takes as long as its start."""
    os._exit(code(code_))


def _numbers() -> tuple[signal.Signals, ...]:
    return tuple(getattr(signal, name) for name in _ENDING if hasattr(signal, name))


def _stop(number: int, _: FrameType | None) -> NoReturn:
    """Stop at the first signal with a message and a cleanup; exit at once at the second."""
    for each in _numbers():
        if signal.getsignal(each) is not signal.SIG_IGN:
            signal.signal(each, signal.SIG_DFL)
    _received.append(number)
    raise KeyboardInterrupt


def _unraisable(lost: sys.UnraisableHookArgs) -> None:
    """Catch a signal during the destruction of an object, where Python drops exceptions."""
    if _received and lost.exc_type is KeyboardInterrupt:
        end(code(0))
    sys.__unraisablehook__(lost)
