"""Run work in a forked process, which starts with everything that this one has read."""

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
"""The length of an answer takes this many bytes in the pipe."""


class Fork:
    """A forked process that does work and hands over its result piece by piece.

    It computes the first piece at once and the others after `go_on`: a parent that dies before
    leaves no process at work. The pieces are in shared memory, so the process never waits for its
    reader. A pipe carries the length of each piece, and closes after the last.
    """

    __slots__ = ("_go", "_memory", "_process", "_sizes", "_taken", "_wait")

    def __init__(self, work: Callable[[], Iterable[bytes]]) -> None:
        """Start the process; an OSError says that none can be started."""
        self._process, self._taken = 0, 0
        with ExitStack() as opened:
            self._memory = _closed_by(opened, os.memfd_create("lprpolicy"))
            self._sizes, sizes = (_closed_by(opened, end) for end in os.pipe())
            self._wait, self._go = (_closed_by(opened, end) for end in os.pipe())
            # Hold back the signals that end a run until the child's id is known, to kill it then.
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
        """Let the process compute the pieces after the first one, if it still runs."""
        os.write(self._go, b"1")  # this process has the reading end open too, so no SIGPIPE

    def answer(self) -> bytearray | None:
        """Wait for the next piece; None if the work failed or was killed before."""
        said = os.read(self._sizes, _SIZE)  # eight bytes are written in one go, or not at all
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
        """Kill the process, whatever it does."""
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
    """Whether a fork is possible and safe: only a process with a single thread may be forked.

    Some builds of Python for old systems lack shared memory.
    """
    if sys.platform != "linux" or not hasattr(os, "memfd_create"):
        return False
    try:
        return len(os.listdir("/proc/self/task")) == 1  # noqa: PTH208 - the names are enough
    except OSError:  # a container may have no /proc
        return False


def _do(work: Callable[[], Iterable[bytes]], memory: int, sizes: int, wait: int) -> NoReturn:
    """Do the work in the new process. If it fails it says nothing: the parent does it then."""
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # only the parent answers Ctrl-C
        for number, answer in enumerate(work()):
            rest = memoryview(answer)
            while rest:
                rest = rest[os.write(memory, rest) :]
            os.write(sizes, len(answer).to_bytes(_SIZE))
            if number == 0 and not os.read(wait, 1):
                break
    finally:
        os._exit(0)
