"""The program as a process of its own, started quickly."""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from typing import IO, Final

from tests.environments import importing
from tests.limits import THOROUGH

FORKS: Final = hasattr(os, "fork") and sys.platform != "darwin"
STARTED: Final = ("PYTHON", "LC_", "LANG")
"""Names of variables that Python reads when it starts, and never again."""


@dataclass(frozen=True, slots=True)
class Subject:
    """One run: its arguments, the streams that are closed or full, and what else is special."""

    arguments: tuple[str, ...]
    closed: tuple[int, ...] = ()
    full: tuple[int, ...] = ()
    limit: tuple[str, int] | None = None
    gone: bool = False
    """Whether the current folder is removed before it begins."""
    env: dict[str, str | None] = field(default_factory=dict)
    umask: int | None = None
    stdin: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """What a run came to."""

    code: int
    out: str
    err: str


class Program:
    """A process that has everything loaded, of which each run is a fork."""

    def __init__(self) -> None:
        asked, asks = os.pipe()
        tells, told = os.pipe()
        self.process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("forking.py")), str(asked), str(told)],
            env=importing() | {"LC_ALL": "C.UTF-8"},
            pass_fds=(asked, told),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
        os.close(asked)
        os.close(told)
        self.asks: IO[str] = os.fdopen(asks, "w")
        self.tells: IO[str] = os.fdopen(tells)
        atexit.register(self.end)

    def run(self, one: Subject, folder: Path, environment: Mapping[str, str]) -> Done:
        """Run it in a folder, with this environment and what the run itself changes of it."""
        changed = {name: value for name, value in one.env.items() if value is not None}
        kept = {name: value for name, value in environment.items() if name not in one.env}
        asked = asdict(one) | {"folder": str(folder), "environment": kept | changed}
        print(json.dumps(asked), file=self.asks, flush=True)
        answer = self.tells.readline()
        assert answer, f"what forks the program has ended: {self.process.poll()}"
        return Done(**json.loads(answer))

    def end(self) -> None:
        """Ask no more, which ends it."""
        self.asks.close()
        self.tells.close()
        self.process.wait()


@cache
def program() -> Program:
    """The one of this process."""
    return Program()


def run_program(
    arguments: tuple[str, ...],
    folder: Path,
    environment: Mapping[str, str],
    *,
    stdin: str = "",
    changed: Mapping[str, str] | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run the program: forked, or begun anew where the changes are read when Python starts."""
    given = {**environment, **(changed or {})}
    if FORKS and not THOROUGH and not any(name.startswith(STARTED) for name in changed or {}):
        done = program().run(Subject(arguments, stdin=stdin), folder, given)
        out, err = (said.replace("\r\n", "\n") for said in (done.out, done.err))
        return subprocess.CompletedProcess(arguments, done.code, out, err)
    return subprocess.run(
        [sys.executable, "-m", "lprpolicy", *arguments],
        cwd=folder,
        input=stdin,
        env=given,
        capture_output=True,
        text=True,
        check=False,
    )
