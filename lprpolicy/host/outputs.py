"""Writing files whole or not at all: temporary files beside the targets, then a rename each."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from lprpolicy.errors import WriteError
from lprpolicy.host.outside import ESCAPED, reason, remedy
from lprpolicy.host.temporary import file_beside


def write_whole(
    path: Path, text: str | bytes, *, overwrite: bool, durable: bool = True, hint: str | None = None
) -> None:
    """Write a file so that a reader sees the old content or all of the new.

    A WriteError leaves everything as it was: so does a kill at any moment, but for a hidden
    temporary file, which the next run removes. One of many files that can be made again need not
    be `durable`, which is slow. `hint` says what to do about a file that is there already.
    """
    try:
        with contextlib.ExitStack() as stack:
            _put(path, _ready(stack, path, text, durable=durable), overwrite=overwrite)
    except FileExistsError as error:
        hint = hint if path.is_file() else None
        raise WriteError(f"{path}: this file exists already", hint=hint) from error
    except OSError as error:
        raise write_error(path, error) from error


def write_together(files: Sequence[tuple[Path, str | bytes]]) -> None:
    """Write several files. All contents are on the disk before the first takes its place.

    So a full disk changes none of them. Where a place is taken away meanwhile, the WriteError says
    which files are new.
    """
    done: list[Path] = []
    with contextlib.ExitStack() as stack:
        path = Path()
        try:
            ready = []
            for path, text in files:
                ready.append((path, _ready(stack, path, text)))
            for path, temporary in ready:
                _put(path, temporary, overwrite=True)
                done.append(path)
        except OSError as error:
            rest = [one for one, _ in files if one not in done]
            raise write_error(path, error, consequence=_so_far(done, rest)) from error


def settle(path: Path) -> None:
    """See that a file's content is on the disk before its name is."""
    with path.open("rb") as file:
        os.fsync(file.fileno())


def write_error(path: Path, error: OSError, *, consequence: str | None = None) -> WriteError:
    """Why a file could not be written, and what helps."""
    why, hint = reason(error), remedy(error)
    if isinstance(error, FileExistsError):
        why, hint = "the folder that it is to be in is no folder", "correct the path"
    return WriteError(f"{path}: cannot be written: {why}", hint=hint, consequence=consequence)


def _so_far(done: Sequence[Path], rest: Sequence[Path]) -> str | None:
    if not done:
        return None
    return f"wrote {', '.join(map(str, done))}; did not write {', '.join(map(str, rest))}"


def _ready(
    stack: contextlib.ExitStack, path: Path, text: str | bytes, *, durable: bool = True
) -> Path | bytes:
    """A temporary file with the content; the content itself, where the target is no file."""
    raw = text.encode("utf-8", ESCAPED) if isinstance(text, str) else text
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if _is_stream(path):
        return raw
    stack.enter_context(_folders(path.parent))
    temporary = stack.enter_context(file_beside(path))
    with temporary.open("wb") as file:
        file.write(raw)
        if durable:
            file.flush()
            os.fsync(file.fileno())
    return temporary


def _put(path: Path, ready: Path | bytes, *, overwrite: bool) -> None:
    if isinstance(ready, bytes):
        handle = os.open(path, os.O_WRONLY | getattr(os, "O_NONBLOCK", 0))
        os.set_blocking(handle, True)  # only a pipe without a reader is not waited for
        with os.fdopen(handle, "wb") as file:
            file.write(ready)
    elif overwrite:
        ready.replace(path)
    else:
        os.link(ready, path)


def _is_stream(path: Path) -> bool:
    """A device, a pipe or an open file, as /dev/null or >(program), is written to.

    Nothing is put in its place: as root, a rename would put a file in the place of /dev/null.
    """
    if path.absolute().parts[:2] in (("/", "dev"), ("/", "proc")):
        return True
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


@contextlib.contextmanager
def _folders(folder: Path) -> Iterator[None]:
    """The folder and those that it is in; the new ones go again where nothing came into them."""
    new = [one for one in (folder, *folder.parents) if not one.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield
    finally:
        with contextlib.suppress(OSError):
            for one in new:
                one.rmdir()
