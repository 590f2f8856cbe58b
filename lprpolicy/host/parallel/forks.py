"""A work in a process of its own, which begins with all that this one has read."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterable
from contextlib import ExitStack, suppress
from typing import Final, NoReturn

_ENDING: Final = {
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
}
_SIZE: Final = 8
"""Bytes in the pipe that say how long an answer is."""


class Fork:
    """A process that does a work, and hands over what it comes to, piece by piece.

    The first piece is made at once, the others when `go_on` says so: who goes away without a word
    leaves nobody behind at work. The pieces are in memory that both have, so that the process need
    not wait until one is asked for; a pipe says how long each is, and ends when no more will come.
    """

    __slots__ = ("_go", "_memory", "_process", "_sizes", "_taken", "_wait")

    def __init__(self, work: Callable[[], Iterable[bytes]]) -> None:
        """Begin; an OSError says that no process can be started."""
        self._process, self._taken = 0, 0
        with ExitStack() as opened:
            self._memory = _closed_by(opened, os.memfd_create("lprpolicy"))
            self._sizes, sizes = (_closed_by(opened, end) for end in os.pipe())
            self._wait, self._go = (_closed_by(opened, end) for end in os.pipe())
            # What ends a run waits until the process is known, so that it is not left behind.
            before = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
            try:
                self._process = os.fork()
                if self._process == 0:
                    os.close(self._go)
                    _do(work, self._memory, sizes, self._wait)
            finally:
                signal.pthread_sigmask(signal.SIG_SETMASK, before)
            opened.pop_all()
        os.close(sizes)

    def go_on(self) -> None:
        """Let it make what comes after the first piece, if it is still there."""
        os.write(self._go, b"1")  # the other end is open here too, so it never breaks

    def answer(self) -> bytearray | None:
        """The next piece, when it is done; None if the work failed or was killed before."""
        said = os.read(self._sizes, _SIZE)  # which is written at once, or not at all
        if not said:
            return None
        answer = bytearray(int.from_bytes(said))
        rest = memoryview(answer)
        while rest:
            read = os.preadv(self._memory, (rest,), self._taken)
            self._taken += read
            rest = rest[read:]
        return answer

    def end(self) -> None:
        """Whatever it does, it does no longer."""
        if self._process:
            for end in (self._memory, self._sizes, self._wait, self._go):
                os.close(end)
            with suppress(ProcessLookupError):
                os.kill(self._process, signal.SIGKILL)
            os.waitpid(self._process, 0)
            self._process = 0

    def __del__(self) -> None:
        self.end()


def _closed_by(opened: ExitStack, end: int) -> int:
    opened.callback(os.close, end)
    return end


def can_fork() -> bool:
    """Only a forked process knows what was read here, and only one thread is forked safely.

    Some builds of Python for old systems know nothing of memory that two processes have.
    """
    if sys.platform != "linux" or not hasattr(os, "memfd_create"):
        return False
    try:
        return len(os.listdir("/proc/self/task")) == 1  # noqa: PTH208 - no others are there
    except OSError:  # as in a container without /proc
        return False


def _do(work: Callable[[], Iterable[bytes]], memory: int, sizes: int, wait: int) -> NoReturn:
    """In the new process: who fails says nothing, and is not missed."""
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process ends the others
        for number, answer in enumerate(work()):
            rest = memoryview(answer)
            while rest:
                rest = rest[os.write(memory, rest) :]
            os.write(sizes, len(answer).to_bytes(_SIZE))
            if number == 0 and not os.read(wait, 1):
                break
    finally:
        os._exit(0)
