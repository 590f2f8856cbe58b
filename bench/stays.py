"""A watch that stays through all rounds: what it takes from a saved change to its whole report."""

from __future__ import annotations

import atexit
import os
import re
import selectors
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from bench.measure import Taken

READY: Final = b"watching for changes"
SETTLED: Final = 0.4
"""Seconds without any work after which the watch has looked over everything once more."""
_TICKS: Final = os.sysconf("SC_CLK_TCK")


class Stays:
    """A process and what it printed since it was last asked."""

    def __init__(self, command: Sequence[str | Path], change: Callable[[int], None]) -> None:
        self._command, self._change = command, change
        self._process: subprocess.Popen[bytes] | None = None
        self._streams = selectors.DefaultSelector()

    def __call__(self, number: int, environment: dict[str, str]) -> Taken:
        """Change something, and wait for the report."""
        process = self._process or self._start(environment)
        before = _cpu(process.pid)
        began = time.perf_counter()
        self._change(number)
        printed = self._until_ready(process)
        wall = time.perf_counter() - began
        _settle(process.pid)
        return Taken(wall, _cpu(process.pid) - before, _memory(process.pid), printed)

    def _start(self, environment: dict[str, str]) -> subprocess.Popen[bytes]:
        self._process = process = subprocess.Popen(
            list(map(str, self._command)),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment,
        )
        atexit.register(process.kill)
        for stream in (process.stdout, process.stderr):
            assert stream is not None
            os.set_blocking(stream.fileno(), False)
            self._streams.register(stream, selectors.EVENT_READ)
        self._until_ready(process)
        _settle(process.pid)
        return process

    def _until_ready(self, process: subprocess.Popen[bytes]) -> str:
        printed = told = b""
        while READY not in told:
            for key, _ in self._streams.select():
                said = os.read(key.fd, 1 << 20)
                if not said:
                    raise RuntimeError(f"the watch ended: {told.decode()}")
                if key.fileobj is process.stdout:
                    printed += said
                else:
                    told += said
        return printed.decode()


def _settle(process: int) -> None:
    """Wait until it does nothing, so that what it does after a report delays no other."""
    worked = -1.0
    while (now := _cpu(process)) != worked:
        worked = now
        time.sleep(SETTLED)


def _cpu(process: int) -> float:
    """Seconds of all its threads, and of its children that ended."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / _TICKS


def _memory(process: int) -> float:
    """The most that it ever held, in MiB."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{process}/status").read_text())
    return int(found[1]) / 1024 if found else 0
