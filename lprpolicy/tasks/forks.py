"""A work in a process of its own, which begins with all that this one has read."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Final, NoReturn

_AT_ONCE: Final = 1 << 20
"""Bytes of an answer that may be on their way together."""
_SIZE: Final = 8
"""Bytes before each answer that say how long it is."""


class Fork:
    """A process that does a work, and hands over what it comes to, piece by piece."""

    __slots__ = ("_answers", "_process")

    def __init__(self, work: Callable[[], Iterable[bytes]]) -> None:
        """Begin; an OSError says that no process can be started."""
        self._process = 0
        self._answers, end = os.pipe()
        _widen(end)
        # Ctrl-C waits until the process is known, so that it is not left behind.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            self._process = os.fork()
            if self._process == 0:
                _do(work, end)
        except OSError:
            os.close(self._answers)
            raise
        finally:
            os.close(end)
            signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def answer(self) -> bytes | None:
        """The next piece, when it is done; None if the work failed or was killed before."""
        size = self._read(_SIZE)
        return None if size is None else self._read(int.from_bytes(size))

    def _read(self, size: int) -> bytes | None:
        pieces = []
        while size:
            piece = os.read(self._answers, size)
            if not piece:
                return None
            pieces.append(piece)
            size -= len(piece)
        return b"".join(pieces)

    def end(self) -> None:
        """Whatever it does, it does no longer."""
        self._stop(0)

    def __del__(self) -> None:
        self._stop(os.WNOHANG)

    def _stop(self, how: int) -> None:
        if self._process:
            os.close(self._answers)
            with suppress(ProcessLookupError):
                os.kill(self._process, signal.SIGKILL)
            os.waitpid(self._process, how)
            self._process = 0


def _widen(end: int) -> None:
    """Let a pipe hold more, where one may."""
    from fcntl import F_SETPIPE_SZ, fcntl  # of Linux, as forks are here

    with suppress(OSError):
        fcntl(end, F_SETPIPE_SZ, _AT_ONCE)


def can_fork() -> bool:
    """Only a forked process knows what was read here, and only one thread is forked safely."""
    if sys.platform != "linux":
        return False
    try:
        return len(os.listdir("/proc/self/task")) == 1  # noqa: PTH208 - no others are there
    except OSError:  # as in a container without /proc
        return False


def _do(work: Callable[[], Iterable[bytes]], end: int) -> NoReturn:
    """In the new process: who fails says nothing, and is not missed."""
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process ends the others
        for answer in work():
            rest = memoryview(len(answer).to_bytes(_SIZE) + answer)
            while rest:
                rest = rest[os.write(end, rest) :]
    finally:
        os._exit(0)
