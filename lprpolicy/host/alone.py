"""Let one process at a time write to a folder, by a lock of the operating system.

The lock is on the folder itself and not on a lock file: it ends with its process, leaves no file
behind that would be published with a site, and cannot belong to another user.
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
"""Windows has no `fcntl`, and so no lock on a folder: the last writer wins there."""
LONGEST_SECONDS: Final = 60
_AGAIN: Final = 0.02
_TAKEN: Final = (errno.EAGAIN, errno.EACCES)


@contextlib.contextmanager
def alone(folder: Path, doing: str, *, seconds: float = LONGEST_SECONDS) -> Iterator[None]:
    """Lock a folder for the block; wait at most this many seconds for another process.

    A folder that does not exist is created. The lock keeps writers out, and no readers.
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
    """Name the process that holds the lock; only Linux tells, in /proc/locks."""
    status = os.fstat(handle)
    with contextlib.suppress(OSError, ValueError):
        for line in Path("/proc/locks").read_text(encoding="ascii").splitlines():
            words = line.split()
            if words[1] == "FLOCK" and words[5].rpartition(":")[2] == str(status.st_ino):
                return f"process {int(words[4])}"
    return "another process"


def lock_if_there(handle: int, path: Path) -> bool:
    """Lock an open file; False if another process has it, or it was replaced at its path."""
    try:
        taken = is_free(handle) is False
        return not taken and os.path.samestat(path.stat(), os.fstat(handle))
    except FileNotFoundError:
        return False


def is_free(handle: int) -> bool | None:
    """Lock an open file; False if another process has it, None where there are no locks."""
    if not HAS_LOCKS:
        return None
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return False if error.errno in _TAKEN else None
    return True
