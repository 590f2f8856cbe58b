"""Read a file that the user named, up to a limit: all commands do it here.

Only ordinary files are opened: a pipe or a device may never end, and opening one can wait forever.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from lprpolicy.errors import ExportError, LprPolicyError

EXPORT: Final = 50_000_000
"""The most bytes of an export, a list or a plan; real ones are under 3 MB."""
STATEMENT: Final = 1_000_000
"""The most bytes of a statement of the gate or a signature; real ones are under 10 KB."""
PIECE: Final = 1 << 20
_READING: Final = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
)
_KINDS: Final = {
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}


def read_user_file(
    path: Path,
    *,
    most: int = EXPORT,
    error: type[LprPolicyError] = ExportError,
    consequence: str | None = None,
) -> bytes:
    """Read an ordinary file of at most `most` bytes; anything else raises an `error`."""
    return b"".join(pieces_of(path, most=most, error=error, consequence=consequence))


def pieces_of(
    path: Path,
    *,
    most: int,
    error: type[LprPolicyError] = ExportError,
    consequence: str | None = None,
) -> Generator[bytes, None, None]:
    """Read such a file a piece at a time, so that it is never in memory as a whole."""
    with _open(path, most, error, consequence) as handle:
        left = most
        while piece := _piece(path, handle, error, consequence):
            left -= len(piece)
            if left < 0:
                raise _too_large(path, f"more than {most:,}", most, error, consequence)
            yield piece


@contextmanager
def _open(
    path: Path, most: int, error: type[LprPolicyError], consequence: str | None
) -> Iterator[int]:
    handle = None
    try:
        try:
            _ordinary(path, path.stat(), most, error, consequence)
            handle = os.open(path, _READING)
            # The file may have been replaced since it was looked at, so check the open one too.
            _ordinary(path, os.fstat(handle), most, error, consequence)
        except (OSError, ValueError) as fault:  # a name with a NUL character is a ValueError
            raise _unreadable(path, fault, error, consequence) from fault
        yield handle
    finally:
        if handle is not None:
            os.close(handle)


def _piece(path: Path, handle: int, error: type[LprPolicyError], consequence: str | None) -> bytes:
    try:
        return os.read(handle, PIECE)
    except OSError as fault:
        raise _unreadable(path, fault, error, consequence) from fault


def _unreadable(
    path: Path, fault: Exception, error: type[LprPolicyError], consequence: str | None
) -> LprPolicyError:
    why = fault.strerror if isinstance(fault, OSError) and fault.strerror else str(fault)
    return error(f"{path}: cannot be read: {why}", consequence=consequence)


def _ordinary(
    path: Path,
    found: os.stat_result,
    most: int,
    error: type[LprPolicyError],
    consequence: str | None,
) -> None:
    if not stat.S_ISREG(found.st_mode):
        kind = _KINDS.get(stat.S_IFMT(found.st_mode), "something else")
        raise error(
            f"{path}: cannot be read: it is {kind}, not a file",
            hint="save its content as a file and give that",
            consequence=consequence,
        )
    if found.st_size > most:
        raise _too_large(path, f"{found.st_size:,}", most, error, consequence)


def _too_large(
    path: Path, size: str, most: int, error: type[LprPolicyError], consequence: str | None
) -> LprPolicyError:
    return error(
        f"{path}: the file has {size} bytes, and at most {most:,} are read",
        hint="make sure that it is the file you mean, and download it again",
        consequence=consequence,
    )
