"""Read a file from a stranger in a process of its own, with limits on memory and time.

A library that reads PDF or XLSX trusts the file: a small one can make it ask for terabytes, compute
for years, or abort. So it runs in another process. The answer comes back as bytes and never as a
pickle, since a pickle from a process that a file took over could run code here.
"""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Final, NoReturn

from lprpolicy.errors import LprPolicyError
from lprpolicy.host.parallel.forks import can_fork
from lprpolicy.host.process_limits import Limits, apply_limits
from lprpolicy.host.progress import begin_work

Work = Callable[[str, bytes], bytes]
"""A module-level function of a question and a file's bytes; a new process can import it."""
MOST_ANSWER: Final = 30_000_000
"""The most bytes of an answer; the largest real one has 4 MB."""
_DONE, _FAILED = b"=", b"!"
_LENGTH: Final = 8
_NOWHERE: Final = ((0, "r"), (1, "w"), (2, "w"))
_HEAD: Final = 1 + _LENGTH
_OUT_OF_MEMORY, _TOO_LONG = 77, 78
_SCRIPT: Final = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]);"
    "from lprpolicy.host.confined import answer_and_exit; answer_and_exit(*json.loads(sys.argv[2]))"
)


class WorkStopped(LprPolicyError):
    """The work reached a limit before it had an answer; the message says which one."""


class WorkFailed(LprPolicyError):
    """The work raised an exception; the message names it."""


@dataclass(slots=True)
class _Child:
    """A process at work, our end of the pipe for its answer, and how it ended."""

    pid: int
    pipe: int
    status: int | None = None
    cpu: float = 0.0

    def end(self) -> None:
        """Kill it and all processes that it started, and close its pipe."""
        for kill in (os.killpg, os.kill):
            with suppress(ProcessLookupError, PermissionError):
                kill(self.pid, signal.SIGKILL)
        if self.status is None:
            self._note_end(os.wait4(self.pid, 0))
        os.close(self.pipe)

    def is_over(self) -> bool:
        """Whether the process has ended."""
        if self.status is None:
            found = os.wait4(self.pid, os.WNOHANG)
            if found[0]:
                self._note_end(found)
        return self.status is not None

    def _note_end(self, found: tuple[int, int, object]) -> None:
        self.status = os.waitstatus_to_exitcode(found[1])
        self.cpu = getattr(found[2], "ru_utime", 0.0) + getattr(found[2], "ru_stime", 0.0)


def run_confined(says: str, work: Work, asked: str, raw: bytes, limits: Limits) -> bytes:
    """Do the work elsewhere and return its answer; `says` names it for a progress bar.

    WorkStopped says that it reached a limit, WorkFailed that it raised something.
    """
    if sys.platform == "win32":
        with begin_work(says):
            return _without_limits(work, asked, raw, limits)
    try:
        # A progress bar starts a thread, and forking a process with threads is unsafe: fork first.
        child = _fork(work, asked, raw, limits) if can_fork() else _spawn(work, asked, raw, limits)
    except OSError as fault:
        raise WorkStopped(f"no process can be started to read it in: {fault.strerror}") from fault
    until = time.monotonic() + limits.wall
    try:
        with begin_work(says):
            frame = _read_frame(child.pipe, until)
            late = not _over(child, until)
    finally:
        child.end()
    if child.status == 0 and frame is not None:
        return _unwrap(frame)
    raise WorkStopped(_why(child, limits, late=late))


def _fork(work: Work, asked: str, raw: bytes, limits: Limits) -> _Child:
    reads, writes = os.pipe()
    # Ctrl-C waits until the process is known, so that it is not left behind.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        pid = os.fork()
        if pid == 0:
            os.close(reads)
            os.setsid()
            for end in (0, 1, 2):
                os.dup2(os.open(os.devnull, os.O_RDWR), end)
            # The inherited streams may hold text that the parent has not printed yet: use new ones.
            sys.stdin, sys.stdout, sys.stderr = (os.fdopen(end, mode) for end, mode in _NOWHERE)
            _do(work, asked, raw, limits, writes)
    except OSError:
        os.close(reads)
        raise
    finally:
        os.close(writes)
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    return _Child(pid, reads)


def _spawn(work: Work, asked: str, raw: bytes, limits: Limits) -> _Child:
    reads, writes = os.pipe()
    try:
        with tempfile.TemporaryFile() as given:
            given.write(raw)
            given.seek(0)
            started = subprocess.Popen(
                _command(work, asked, limits),
                stdin=given,
                stdout=writes,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
    except OSError:
        os.close(reads)
        raise
    finally:
        os.close(writes)
    started.returncode = 0  # the child is waited for by its id, not by Popen
    return _Child(started.pid, reads)


def _without_limits(work: Work, asked: str, raw: bytes, limits: Limits) -> bytes:
    """Do the work on Windows, where no limits exist: in another process that cannot hang us."""
    try:
        done = subprocess.run(
            _command(work, asked, limits),
            input=raw,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=limits.wall,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise WorkStopped(f"it was not read within {limits.wall:,.0f} seconds") from None
    frame = done.stdout
    if done.returncode == 0 and len(frame) >= _HEAD and len(frame) == _length_of(frame):
        return _unwrap(frame)
    raise WorkStopped(f"what reads it broke off (exit code {done.returncode})")


def _command(work: Work, asked: str, limits: Limits) -> list[str]:
    path = json.dumps([os.fspath(place) for place in sys.path])
    bounds = [limits.cpu, limits.memory, limits.wall]
    task = json.dumps([work.__module__, work.__qualname__, asked, bounds])
    return [sys.executable, "-c", _SCRIPT, path, task]


def answer_and_exit(module: str, name: str, asked: str, bounds: tuple[int, int, float]) -> NoReturn:
    """Do the work in a process that was started fresh: read bytes, write a frame, and exit."""
    import importlib

    out = os.dup(1)
    os.dup2(2, 1)
    work: Work = getattr(importlib.import_module(module), name)
    raw = sys.stdin.buffer.read()
    _do(work, asked, raw, Limits(*bounds), out)


def _do(work: Work, asked: str, raw: bytes, limits: Limits, out: int) -> NoReturn:
    """Do the work in the new process: write one frame, or exit with a code that says why not."""
    code = 1
    try:
        apply_limits(limits)
        try:
            said, answer = _DONE, work(asked, raw)
        except MemoryError:
            os._exit(_OUT_OF_MEMORY)
        except BaseException as fault:  # noqa: BLE001 - the process ends here, and says so
            said, answer = _FAILED, f"{type(fault).__name__}: {fault}".encode(errors="replace")
        rest = memoryview(said + len(answer).to_bytes(_LENGTH) + answer)
        if len(rest) > MOST_ANSWER:
            os._exit(_TOO_LONG)
        while rest:
            rest = rest[os.write(out, rest) :]
        code = 0
    except MemoryError:
        code = _OUT_OF_MEMORY
    finally:
        os._exit(code)


def _read_frame(pipe: int, until: float) -> bytes | None:
    """Read one frame; None if it is not complete by the deadline."""
    frame = bytearray()
    while (left := until - time.monotonic()) > 0:
        if not select.select([pipe], [], [], left)[0]:
            return None
        piece = os.read(pipe, 1 << 20)
        frame += piece
        whole = len(frame) >= _HEAD and len(frame) >= _length_of(frame)
        if whole or not piece or len(frame) > MOST_ANSWER:
            return bytes(frame) if whole and len(frame) == _length_of(frame) else None
    return None


def _length_of(frame: bytes | bytearray) -> int:
    return _HEAD + int.from_bytes(frame[1:_HEAD])


def _unwrap(frame: bytes) -> bytes:
    if frame[:1] == _DONE:
        return frame[_HEAD:]
    raise WorkFailed(frame[_HEAD:].decode(errors="replace")[:500])


def _over(child: _Child, until: float) -> bool:
    """Wait until the process ends; False if it still runs at the deadline."""
    pause = 0.0005
    while not child.is_over():
        if time.monotonic() > until:
            return False
        time.sleep(pause)
        pause = min(pause * 2, 0.05)
    return True


def _why(child: _Child, limits: Limits, *, late: bool) -> str:
    if late:
        return f"it was not read within {limits.wall:,.0f} seconds"
    if child.status == -signal.SIGXCPU or child.cpu >= limits.cpu:
        return f"it takes more than {limits.cpu:,} seconds of processor time"
    if child.status in (_OUT_OF_MEMORY, -signal.SIGABRT, -signal.SIGKILL):
        return f"it takes more than {limits.memory // 1_000_000:,} MB of memory"
    if child.status == _TOO_LONG:
        return f"what it says has more than {MOST_ANSWER // 1_000_000:,} MB"
    if child.status is not None and child.status < 0:
        return f"what reads it broke off ({signal.Signals(-child.status).name})"
    return "what reads it gave no answer"
