"""Read a file that the user named, up to a limit: all commands do it here.

Only ordinary files are opened: a pipe or a device may never end, and opening one can wait forever.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Final

from lprpolicy.errors import ExportError, LprPolicyError

EXPORT: Final = 50_000_000
"""The most bytes of an export, a list or a plan; real ones are under 3 MB."""
STATEMENT: Final = 1_000_000
"""The most bytes of a statement of the gate or a signature; real ones are under 10 KB."""
_PIECE: Final = 1 << 20
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
    try:
        _ordinary(path, path.stat(), most, error, consequence)
        handle = os.open(path, _READING)
        try:
            # The file may have been replaced since it was looked at, so check the open one too.
            _ordinary(path, os.fstat(handle), most, error, consequence)
            raw = _bytes(handle, most + 1)
        finally:
            os.close(handle)
    except (OSError, ValueError) as fault:  # a name with a NUL character is a ValueError
        why = fault.strerror if isinstance(fault, OSError) and fault.strerror else str(fault)
        raise error(f"{path}: cannot be read: {why}", consequence=consequence) from fault
    if len(raw) > most:
        raise _too_large(path, f"more than {most:,}", most, error, consequence)
    return raw


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


def _bytes(handle: int, most: int) -> bytes:
    pieces = []
    left = most
    while left and (piece := os.read(handle, min(_PIECE, left))):
        pieces.append(piece)
        left -= len(piece)
    return b"".join(pieces)


def _too_large(
    path: Path, size: str, most: int, error: type[LprPolicyError], consequence: str | None
) -> LprPolicyError:
    return error(
        f"{path}: the file has {size} bytes, and at most {most:,} are read",
        hint="make sure that it is the file you mean, and download it again",
        consequence=consequence,
    )
