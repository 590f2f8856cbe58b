"""Signals that end a run: it says so, tidies up, and ends with the code that a shell expects."""

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
    """Turn each of the signals into what Ctrl-C is, unless whoever started us ignores it."""
    if hasattr(signal, "SIGPIPE"):
        # A reader that goes early ends us as it ends every Unix program: at once, without words,
        # and never with the code that says allowed.
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    for number in _numbers():
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _stop)
    sys.unraisablehook = _unraisable


def code(otherwise: int) -> int:
    """The exit code that a shell gives to what a signal stopped, or another one."""
    return 128 + _received[0] if _received else otherwise


def end(code_: int) -> NoReturn:
    """End at once: all is written, and taking Python apart takes as long as starting it."""
    os._exit(code(code_))


def _numbers() -> tuple[signal.Signals, ...]:
    return tuple(getattr(signal, name) for name in _ENDING if hasattr(signal, name))


def _stop(number: int, _: FrameType | None) -> NoReturn:
    """The first is told and tidied up after; another ends it wherever it is."""
    for each in _numbers():
        if signal.getsignal(each) is not signal.SIG_IGN:
            signal.signal(each, signal.SIG_DFL)
    _received.append(number)
    raise KeyboardInterrupt


def _unraisable(lost: sys.UnraisableHookArgs) -> None:
    """Python drops what is raised while an object is destroyed, and a signal may come then."""
    if _received and lost.exc_type is KeyboardInterrupt:
        end(code(0))
    sys.__unraisablehook__(lost)
