"""A work on a stranger's bytes, in a process of its own that may not take much of the machine.

A library that reads PDF or XLSX trusts the file: a small one can make it ask for terabytes, draw
for years, or abort. So it does that elsewhere. What comes back is bytes, never a pickle.
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
from lprpolicy.host.progress import working

Work = Callable[[str, bytes], bytes]
"""A function of a module: what is asked about the bytes, and the bytes → an answer."""
MOST_ANSWER: Final = 30_000_000
"""Bytes of an answer; the largest real one has 4 MB."""
_DONE, _FAILED = b"=", b"!"
_LENGTH: Final = 8
_NOWHERE: Final = ((0, "r"), (1, "w"), (2, "w"))
_HEAD: Final = 1 + _LENGTH
_OUT_OF_MEMORY, _TOO_LONG = 77, 78
_SCRIPT: Final = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]);"
    "from lprpolicy.host.confined import answer_and_exit; answer_and_exit(*json.loads(sys.argv[2]))"
)


class Stopped(LprPolicyError):
    """The work did not come to an answer within its limits; the message says why not."""


class Failed(LprPolicyError):
    """The work raised something; the message names it."""


@dataclass(slots=True)
class _Child:
    """A process at work, the end of the pipe that it answers on, and how it ended."""

    pid: int
    pipe: int
    status: int | None = None
    cpu: float = 0.0

    def end(self) -> None:
        """Stop whatever it and its own processes do; nothing of it is left behind."""
        for kill in (os.killpg, os.kill):
            with suppress(ProcessLookupError, PermissionError):
                kill(self.pid, signal.SIGKILL)
        if self.status is None:
            self._note_end(os.wait4(self.pid, 0))
        os.close(self.pipe)

    def is_over(self) -> bool:
        """Whether it is over."""
        if self.status is None:
            found = os.wait4(self.pid, os.WNOHANG)
            if found[0]:
                self._note_end(found)
        return self.status is not None

    def _note_end(self, found: tuple[int, int, object]) -> None:
        self.status = os.waitstatus_to_exitcode(found[1])
        self.cpu = getattr(found[2], "ru_utime", 0.0) + getattr(found[2], "ru_stime", 0.0)


def run_confined(says: str, work: Work, asked: str, raw: bytes, limits: Limits) -> bytes:
    """What the work answers, unless it is Stopped or Failed; `says` names it for a progress bar."""
    if sys.platform == "win32":
        with working(says):
            return _without_limits(work, asked, raw, limits)
    try:
        # A bar has a thread, and only a process with one thread is forked: so the fork comes first.
        child = _fork(work, asked, raw, limits) if can_fork() else _spawn(work, asked, raw, limits)
    except OSError as fault:
        raise Stopped(f"no process can be started to read it in: {fault.strerror}") from fault
    until = time.monotonic() + limits.wall
    try:
        with working(says):
            frame = _read_frame(child.pipe, until)
            late = not _over(child, until)
    finally:
        child.end()
    if child.status == 0 and frame is not None:
        return _unwrap(frame)
    raise Stopped(_why(child, limits, late=late))


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
            # What this process had not printed yet, or prints to elsewhere, is its own.
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
    started.returncode = 0  # it is waited for here, by its id
    return _Child(started.pid, reads)


def _without_limits(work: Work, asked: str, raw: bytes, limits: Limits) -> bytes:
    """Where a process cannot be limited it is at least another process, and does not hang."""
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
        raise Stopped(f"it was not read within {limits.wall:,.0f} seconds") from None
    frame = done.stdout
    if done.returncode == 0 and len(frame) >= _HEAD and len(frame) == _due(frame):
        return _unwrap(frame)
    raise Stopped(f"what reads it broke off (exit code {done.returncode})")


def _command(work: Work, asked: str, limits: Limits) -> list[str]:
    path = json.dumps([os.fspath(place) for place in sys.path])
    bounds = [limits.cpu, limits.memory, limits.wall]
    task = json.dumps([work.__module__, work.__qualname__, asked, bounds])
    return [sys.executable, "-c", _SCRIPT, path, task]


def answer_and_exit(module: str, name: str, asked: str, bounds: tuple[int, int, float]) -> NoReturn:
    """The work in a process that began from nothing: it reads the bytes and writes the frame."""
    import importlib

    out = os.dup(1)
    os.dup2(2, 1)
    work: Work = getattr(importlib.import_module(module), name)
    raw = sys.stdin.buffer.read()
    _do(work, asked, raw, Limits(*bounds), out)


def _do(work: Work, asked: str, raw: bytes, limits: Limits, out: int) -> NoReturn:
    """In the new process: one frame, or an end that says why there is none."""
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
    """The frame, as soon as it is whole; None if it never is."""
    frame = bytearray()
    while (left := until - time.monotonic()) > 0:
        if not select.select([pipe], [], [], left)[0]:
            return None
        piece = os.read(pipe, 1 << 20)
        frame += piece
        whole = len(frame) >= _HEAD and len(frame) >= _due(frame)
        if whole or not piece or len(frame) > MOST_ANSWER:
            return bytes(frame) if whole and len(frame) == _due(frame) else None
    return None


def _due(frame: bytes | bytearray) -> int:
    return _HEAD + int.from_bytes(frame[1:_HEAD])


def _unwrap(frame: bytes) -> bytes:
    if frame[:1] == _DONE:
        return frame[_HEAD:]
    raise Failed(frame[_HEAD:].decode(errors="replace")[:500])


def _over(child: _Child, until: float) -> bool:
    """Wait until the process is over; False if it is still there at the end of its time."""
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
