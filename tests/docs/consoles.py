"""Pages with commands: every block is done for real, in order, and its output compared."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.limits import HANG

FIXED = {"LPRPOLICY_AS_OF": "2026-11-22", "COLUMNS": "100", "LC_ALL": "C.UTF-8"}
BLOCK = re.compile(r"^```(\w+)(?: title=\"([^\"]+)\")?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LEFT_OUT = "…"
PROGRAM = """#!/bin/sh
case $1 in
  plan | gate | verify)
    exec "{python}" -c 'import datetime as dt, sys
from lprpolicy.cli.run import run
noon = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
sys.exit(run(sys.argv[1:], moment=lambda: noon))' "$@" ;;
  *) exec "{python}" -m lprpolicy "$@" ;;
esac
"""
"""What the gate passes is of this machine's day, so the pages' day is given as its clock."""


@dataclass(frozen=True)
class Step:
    """A file to write, or a command with the output that the page shows."""

    file: str | None
    text: str
    shown: str = ""

    def printed(self) -> str:
        """The step as the page writes it."""
        first, *more = self.text.splitlines()
        lines = [f"$ {first}", *(f"> {line}" for line in more)]
        return "\n".join(lines) + "\n" + self.shown


def steps(page: str) -> Iterator[Step]:
    for language, title, inside in BLOCK.findall(page):
        if title:
            yield Step(title, inside)
        elif language == "console":
            yield from commands(inside)


def commands(block: str) -> Iterator[Step]:
    """Each `$ ` line with its `> ` lines, and what stands below it."""
    command: list[str] = []
    shown: list[str] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            if command:
                yield _step(command, shown)
            command, shown = [line[2:]], []
        elif line.startswith("> ") and not shown:
            command.append(line[2:])
        else:
            shown.append(line)
    if command:
        yield _step(command, shown)


def _step(command: list[str], shown: list[str]) -> Step:
    return Step(None, "\n".join(command), "".join(f"{line}\n" for line in shown))


class Shell:
    """One folder, and the folder in it that `cd` led to."""

    def __init__(self, scratch: Path) -> None:
        self.folder = scratch / "work"
        self.folder.mkdir()
        self.here = self.folder
        binaries = scratch / "bin"
        binaries.mkdir()
        program = binaries / "lprpolicy"
        program.write_text(PROGRAM.format(python=sys.executable))
        program.chmod(0o755)
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("GIT_", "LPRPOLICY"))}
        self.environment = kept | FIXED
        self.environment |= {
            "PATH": f"{binaries}{os.pathsep}{kept['PATH']}",
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            **{f"GIT_{who}_NAME": "A Records Officer" for who in ("AUTHOR", "COMMITTER")},
            **{f"GIT_{who}_EMAIL": "records@town.example" for who in ("AUTHOR", "COMMITTER")},
        }
        self.last = 0

    def write(self, name: str, text: str) -> None:
        path = self.here / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def run(self, command: str) -> str:
        """Run one command where the last one left off; what it printed, errors too."""
        where = self.folder.parent / "where"
        script = f"(exit {self.last})\n{command}\ncode=$?\npwd > '{where}'\nexit $code\n"
        done = subprocess.run(
            ["bash", "-c", script],
            cwd=self.here,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=HANG,
            check=False,
        )
        self.here, self.last = Path(where.read_text().strip()), done.returncode
        return done.stdout


def agrees(shown: str, printed: str) -> bool:
    """Whether the page shows what was printed.

    A line `…` stands for any lines, and `…` at the end of a line for the rest of it.
    """
    parts = [
        re.escape(part).replace(f"{LEFT_OUT}\\\n", ".*\\\n")
        for part in re.split(rf"^{LEFT_OUT}\n", shown, flags=re.MULTILINE)
    ]
    return re.fullmatch("(?:.*\n)*?".join(parts), printed) is not None
