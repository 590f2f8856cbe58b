"""A command at a terminal, with somebody who answers its questions."""

from __future__ import annotations

import os
import pty
import select
import sys
import time
from pathlib import Path

from tests.cli.conftest import FIXED
from tests.limits import HANG


def answered(
    arguments: list[str], answers: list[tuple[str, str]], folder: Path, *, code: int = 0
) -> str:
    """Run the command at a terminal and answer each question when it is asked."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(folder)
        os.execve(
            sys.executable,
            [sys.executable, "-m", "lprpolicy", *arguments],
            {**os.environ, **FIXED},
        )
    shown, waiting, until = "", list(answers), time.monotonic() + HANG
    while time.monotonic() < until:
        if not select.select([terminal], [], [], 0.2)[0]:
            continue
        try:
            raw = os.read(terminal, 4096)
        except OSError:
            break
        if not raw:
            break
        shown += raw.decode()
        if waiting and waiting[0][0] in shown.rpartition("\x00")[2]:
            os.write(terminal, f"{waiting.pop(0)[1]}\n".encode())
            shown += "\x00"
    os.close(terminal)
    _, status = os.waitpid(pid, 0)
    assert os.waitstatus_to_exitcode(status) == code, shown
    assert waiting == [], shown
    return shown.replace("\x00", "").replace("\r", "")
