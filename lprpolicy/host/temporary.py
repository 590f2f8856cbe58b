"""Temporary files and folders beside a target: held while they are made, swept once nobody does.

Whoever makes one holds the system's lock on it, which goes with the process however that ends. So
the next run knows what a killed one left, and takes away nothing that somebody is still writing.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from secrets import token_hex
from typing import Final

from lprpolicy.host.alone import is_free, lock_if_there

_SUFFIX: Final = ".tmp"
_LONGEST: Final = 200
"""More of a name than that would leave no room for what is added to it."""
_LOOKING: Final = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


@contextlib.contextmanager
def file_beside(target: Path) -> Iterator[Path]:
    """An empty file in the target's folder, gone afterwards unless it was moved away."""
    with _beside(target, _file) as made:
        yield made


@contextlib.contextmanager
def folder_beside(target: Path) -> Iterator[Path]:
    """An empty folder beside the target, gone afterwards unless it was moved away."""
    with _beside(target, _folder) as made:
        yield made


@contextlib.contextmanager
def _beside(target: Path, make: Callable[[Path], int | None]) -> Iterator[Path]:
    """A new one that this process holds; another, if it was swept before it was held.

    Its name is chosen before it is made, so that a stop at any moment takes it away.
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


def _file(made: Path) -> int:
    return os.open(made, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o644)


def _folder(made: Path) -> int | None:
    made.mkdir(mode=0o755)
    with contextlib.suppress(FileNotFoundError):  # somebody swept it before it was held
        return os.open(made, os.O_RDONLY)
    return None


def _remove(made: Path) -> None:
    if made.is_dir() and not made.is_symlink():
        shutil.rmtree(made, ignore_errors=True)
    else:
        made.unlink(missing_ok=True)


def sweep(target: Path) -> None:
    """Remove what runs that were killed left beside a target."""
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
