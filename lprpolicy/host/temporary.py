"""Make temporary files and folders beside a target, and remove those that killed runs left.

The process that makes one holds a lock of the operating system on it, which ends with the process.
So a later run can tell the leftovers of a killed one from what somebody is still writing.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from secrets import token_hex
from typing import Final

from lprpolicy.host.alone import is_free, lock_if_there

_SUFFIX: Final = ".tmp"
_LONGEST: Final = 200
"""A name is cut to this many bytes: file systems allow 255, and a suffix is added."""
_LOOKING: Final = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


@contextlib.contextmanager
def file_beside(target: Path, *, private: bool = False) -> Iterator[Path]:
    """Make an empty file in the target's folder; remove it afterwards unless it was moved."""
    with _beside(target, _private_file if private else _file) as made:
        yield made


@contextlib.contextmanager
def folder_beside(target: Path) -> Iterator[Path]:
    """Make an empty folder beside the target; remove it afterwards unless it was moved."""
    with _beside(target, _folder) as made:
        yield made


@contextlib.contextmanager
def own_folder(prefix: str) -> Iterator[Path]:
    """Make a folder for this user alone where the system keeps temporary files."""
    with tempfile.TemporaryDirectory(prefix=prefix, ignore_cleanup_errors=True) as made:
        yield Path(made)


@contextlib.contextmanager
def _beside(target: Path, make: Callable[[Path], int | None]) -> Iterator[Path]:
    """Make one and lock it; make another if a sweep removed it before the lock.

    Its name is chosen first, so that an interruption at any moment still removes it.
    """
    sweep(target)
    while True:
        made = target.parent / f"{_prefix(target)}{token_hex(4)}{_SUFFIX}"
        ours, handle = True, None
        try:
            try:
                handle = make(made)
            except FileExistsError:
                ours = False
                continue
            if handle is not None and lock_if_there(handle, made):
                yield made
                return
        finally:
            if ours:
                _remove(made)
            if handle is not None:
                os.close(handle)


def _file(made: Path, mode: int = 0o644) -> int:
    return os.open(made, os.O_CREAT | os.O_EXCL | os.O_RDWR, mode)


def _private_file(made: Path) -> int:
    return _file(made, 0o600)


def _folder(made: Path) -> int | None:
    made.mkdir(mode=0o755)
    with contextlib.suppress(FileNotFoundError):  # another run swept it before the lock
        return os.open(made, os.O_RDONLY)
    return None


def _remove(made: Path) -> None:
    if made.is_dir() and not made.is_symlink():
        shutil.rmtree(made, ignore_errors=True)
    else:
        made.unlink(missing_ok=True)


def sweep(target: Path) -> None:
    """Remove what killed runs left beside a target."""
    ours = re.compile(rf"{re.escape(_prefix(target))}[a-z0-9_]{{8}}{re.escape(_SUFFIX)}")
    with contextlib.suppress(OSError):
        with os.scandir(target.parent) as entries:
            left = sorted(entry.path for entry in entries if ours.fullmatch(entry.name))
        for path in left:
            _sweep(Path(path))


def _sweep(left: Path) -> None:
    with contextlib.suppress(OSError):
        handle = os.open(left, _LOOKING)
        try:
            if not is_free(handle):
                return
            _remove(left)
        finally:
            os.close(handle)


def _prefix(target: Path) -> str:
    return f".{target.name[:_LONGEST]}."
