"""How much of the machine a process may take that reads a stranger's file."""

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
        """The limits for a file of so many bytes; the largest real one, 2.9 MB, takes 3 seconds.

        >>> Limits.of(900_000).cpu, Limits.of(3_000_000).cpu
        (4, 16)
        """
        cpu = 4 + 4 * (size // _MEGABYTE)
        return cls(cpu, 300 * _MEGABYTE + 40 * size, 60.0 + 10 * cpu)


def apply_limits(limits: Limits) -> None:
    """Bind this process: what it may take, and that it leaves nothing behind when it is killed."""
    sys.dont_write_bytecode = True
    faulthandler.disable()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever started it ends it
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
        with suppress(ValueError, OSError):  # a lower limit stands already, or none can be set
            resource.setrlimit(kind, (soft, hard))
    signal.alarm(int(limits.wall) + 5)  # should whoever started it be gone


def _address_space() -> int | None:
    """Bytes of address space in use; None where the system does not say."""
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[0]
    except (OSError, ValueError, IndexError):
        return None
    import resource

    return int(pages) * resource.getpagesize()
