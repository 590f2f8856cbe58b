"""A command in a process of its own that something happens to at its n-th touch of a file.

The process is forked from one that has everything loaded, so that hundreds take seconds. What it
touches is counted by an audit hook: the moment is a number and no time, so a run can be repeated.
"""

from __future__ import annotations

import os
import resource
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from lprpolicy.cli.run import run
from lprpolicy.host.clock import of_machine

_TOUCHES: Final = ("open", "os.", "shutil.", "fcntl.", "sqlite3.", "subprocess.Popen")
_CRASHED: Final = 70
BEGUN: Final = of_machine()
"""One moment for all runs, so that a statement says the same when it is made again."""
_COUNTED: Final = "\0touches "
Fault = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended: its exit code (negative: the signal), what it said, what it touched."""

    code: int
    said: str
    touches: int


@dataclass(slots=True)
class Child:
    """A command, where it runs and with which environment."""

    arguments: tuple[str, ...]
    folder: Path
    environment: dict[str, str] = field(default_factory=dict)
    told: dict[int, int] = field(default_factory=dict)

    def start(self, *, at: int = 0, fault: Fault | None = None, most: int | None = None) -> int:
        """Start it; `fault` happens at its n-th touch, `most` is the largest file it may write."""
        told, tells = os.pipe()
        pid = os.fork()
        if pid:
            os.close(tells)
            self.told[pid] = told
            return pid
        code = _CRASHED
        try:
            os.chdir(self.folder)
            os.environ.update(self.environment)
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            os.dup2(tells, 2)
            sys.stdout = os.fdopen(1, "w", closefd=False)
            sys.stderr = os.fdopen(2, "w", closefd=False)
            count = _hook(at, fault)
            if most is not None:
                resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
            code = run(self.arguments, moment=lambda: BEGUN)
            sys.stdout.flush()
            sys.stderr.flush()
            os.write(2, f"{_COUNTED}{count[0]}".encode())
        except BaseException as error:  # noqa: BLE001 - the child must end here, whatever it was
            os.write(2, f"CRASHED {error!r}".encode())
            code = _CRASHED
        finally:
            os._exit(code)

    def end(self, pid: int) -> Ended:
        """Wait for it."""
        with os.fdopen(self.told.pop(pid), encoding="utf-8", errors="replace") as told:
            said, _, touches = told.read().partition(_COUNTED)
        _, status = os.waitpid(pid, 0)
        return Ended(os.waitstatus_to_exitcode(status), said, int(touches or 0))

    def run(self, **how: Any) -> Ended:
        return self.end(self.start(**how))


def _hook(at: int, fault: Fault | None) -> list[int]:
    count = [0]

    def hook(event: str, _arguments: tuple[Any, ...]) -> None:
        if event.startswith(_TOUCHES):
            count[0] += 1
            if count[0] == at and fault is not None:
                fault()

    sys.addaudithook(hook)
    return count


def kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def interrupt() -> None:
    os.kill(os.getpid(), signal.SIGINT)
