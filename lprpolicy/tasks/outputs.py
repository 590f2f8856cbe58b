"""Writing files whole or not at all: a temporary file beside the target, then one rename."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

from lprpolicy.errors import WriteError
from lprpolicy.tasks.outside import ESCAPED, reason, remedy


def write_whole(path: Path, text: str | bytes, *, overwrite: bool, durable: bool = True) -> None:
    """Write a file so that a reader sees the old content or all of the new.

    A WriteError leaves everything as it was: so does a kill at any moment, but for a hidden
    temporary file. One of many files that can be made again need not be `durable`, which is slow.
    """
    raw = text.encode("utf-8", ESCAPED) if isinstance(text, str) else text
    try:
        if _is_no_file(path):
            _write_to_device(path, raw)
            return
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritten(path, error) from error
    try:
        with _temporary(path) as temporary:
            temporary.write_bytes(raw)
            if durable:
                with temporary.open("rb") as file:
                    os.fsync(file.fileno())
            if overwrite:
                temporary.replace(path)
            else:
                os.link(temporary, path)
    except FileExistsError as error:
        hint = "--force replaces it" if path.is_file() else None
        raise WriteError(f"{path}: this file exists already", hint=hint) from error
    except OSError as error:
        raise _unwritten(path, error) from error


def _unwritten(path: Path, error: OSError) -> WriteError:
    if isinstance(error, FileExistsError):
        says, hint = "the folder that it is to be in is no folder", "correct the path"
        return WriteError(f"{path}: cannot be written: {says}", hint=hint)
    return WriteError(f"{path}: cannot be written: {reason(error)}", hint=remedy(error))


def _is_no_file(path: Path) -> bool:
    """Whether a device, a pipe or an open file stands there, which nothing may be put in place of.

    As root, a rename would put a file in the place of /dev/null.
    """
    if path.absolute().parts[:2] in (("/", "dev"), ("/", "proc")):
        return True
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


def _write_to_device(path: Path, raw: bytes) -> None:
    handle = os.open(path, os.O_WRONLY)
    with os.fdopen(handle, "wb") as file:
        file.write(raw)


@contextlib.contextmanager
def _temporary(path: Path) -> Iterator[Path]:
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
    os.close(handle)
    temporary = Path(name)
    try:
        temporary.chmod(0o644)
        yield temporary
    finally:
        temporary.unlink(missing_ok=True)
