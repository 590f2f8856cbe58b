"""One writer at a time: the system's lock on a folder, which goes with the process that held it.

A folder is locked and not a file in it, so that nothing is left behind, nothing of the lock is
published with a site, and no lock file can belong to somebody else.
"""

from __future__ import annotations

import contextlib
import errno
import os
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from lprpolicy.errors import WriteError

HAS_LOCKS: Final = find_spec("fcntl") is not None
"""Windows has no such locks; there the last writer wins."""
LONGEST_SECONDS: Final = 60
_AGAIN: Final = 0.02
_TAKEN: Final = (errno.EAGAIN, errno.EACCES)


@contextlib.contextmanager
def alone(folder: Path, doing: str, *, seconds: float = LONGEST_SECONDS) -> Iterator[None]:
    """Keep others out of a folder until this is done, and wait for them no longer than so long.

    The folder is made if need be. Readers are not kept out.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder, os.O_RDONLY) if HAS_LOCKS else None
    except OSError as error:
        raise WriteError(f"{folder}: cannot be written: {error.strerror}") from error
    if handle is None:
        yield
        return
    try:
        _wait(handle, folder, doing, time.monotonic() + seconds)
        yield
    finally:
        os.close(handle)


def _wait(handle: int, folder: Path, doing: str, until: float) -> None:
    while not _try_lock(handle, folder):
        if time.monotonic() >= until:
            raise WriteError(
                f"{folder}: {_who(handle)} is {doing} there and has not finished",
                hint="wait until it is done, or end it, and run this again",
            )
        time.sleep(_AGAIN)


def _try_lock(handle: int, folder: Path) -> bool:
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in _TAKEN:
            return False
        raise WriteError(
            f"{folder}: cannot be locked: {error.strerror}",
            hint="some network folders have no locks: write to a folder of this machine",
        ) from error
    return True


def _who(handle: int) -> str:
    """Which process holds it, where the system says."""
    status = os.fstat(handle)
    with contextlib.suppress(OSError, ValueError):
        for line in Path("/proc/locks").read_text(encoding="ascii").splitlines():
            words = line.split()
            if words[1] == "FLOCK" and words[5].rpartition(":")[2] == str(status.st_ino):
                return f"process {int(words[4])}"
    return "another process"


def lock_if_there(handle: int, path: Path) -> bool:
    """Lock what is open; False where it is not any more what is at the path."""
    try:
        taken = is_free(handle) is False
        return not taken and os.path.samestat(path.stat(), os.fstat(handle))
    except FileNotFoundError:
        return False


def is_free(handle: int) -> bool | None:
    """Lock what is open, unless somebody else holds it; None where there are no locks."""
    if not HAS_LOCKS:
        return None
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return False if error.errno in _TAKEN else None
    return True
