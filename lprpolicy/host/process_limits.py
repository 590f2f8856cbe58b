"""Limit a process that reads a file from a stranger."""

from __future__ import annotations

import faulthandler
import signal
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds of processor time, bytes of memory beyond those at the start, and seconds by the
    clock. The last is for a process that waits, so it is long: the machine may be busy.
    """

    cpu: int
    memory: int
    wall: float

    @classmethod
    def of(cls, size: int) -> Limits:
        """Return the limits for a file of this size; the largest real one, 2.9 MB, takes 3 seconds.

        >>> Limits.of(900_000).cpu, Limits.of(3_000_000).cpu
        (4, 16)
        """
        cpu = 4 + 4 * (size // _MEGABYTE)
        return cls(cpu, 300 * _MEGABYTE + 40 * size, 60.0 + 10 * cpu)


def apply_limits(limits: Limits) -> None:
    """Limit this process, and let it write no file: no core dump, no compiled code."""
    sys.dont_write_bytecode = True
    faulthandler.disable()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # its parent ends it
    if sys.platform == "win32":
        return
    import resource

    bounds = [
        (resource.RLIMIT_CORE, 0, 0),
        (resource.RLIMIT_FSIZE, 0, 0),
        (resource.RLIMIT_CPU, limits.cpu, limits.cpu + 1),
    ]
    taken = _address_space()
    if taken is not None:
        most = taken + limits.memory
        bounds.append((resource.RLIMIT_AS, most, most))
    for kind, soft, hard in bounds:
        with suppress(ValueError, OSError):  # a lower limit is set already, or the system sets none
            resource.setrlimit(kind, (soft, hard))
    signal.alarm(int(limits.wall) + 5)  # in case the parent is gone


def _address_space() -> int | None:
    """Return the bytes of address space in use; None if the system does not say."""
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[0]
    except (OSError, ValueError, IndexError):
        return None
    import resource

    return int(pages) * resource.getpagesize()
