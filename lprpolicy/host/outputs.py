"""Write files whole or not at all: a temporary file beside each target, then a rename."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from lprpolicy.errors import WriteError
from lprpolicy.host.outside import ESCAPED, reason, remedy
from lprpolicy.host.temporary import file_beside


def write_whole(
    path: Path,
    text: str | bytes,
    *,
    overwrite: bool,
    durable: bool = True,
    private: bool = False,
    hint: str | None = None,
) -> None:
    """Write a file so that a reader sees the old content or all of the new.

    After a WriteError everything is as it was. So it is after a kill, except for a hidden
    temporary file, which the next run removes. `durable` waits for the disk, which is slow: leave
    it out for files that can be generated again. `private` lets nobody but its owner read it.
    `hint` is the advice if the file exists.
    """
    try:
        with contextlib.ExitStack() as stack:
            made = _ready(stack, path, text, durable=durable, private=private)
            _put(path, made, overwrite=overwrite)
    except FileExistsError as error:
        hint = hint if path.is_file() else None
        raise WriteError(f"{path}: this file exists already", hint=hint) from error
    except OSError as error:
        raise write_error(path, error) from error


def write_together(files: Sequence[tuple[Path, str | bytes]]) -> None:
    """Write several files. All contents are on the disk before the first is renamed into place.

    So a full disk changes none of them. If a later rename fails, the WriteError says which files
    are new already.
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


@contextlib.contextmanager
def written_first(files: Mapping[Path, str], unless: Path) -> Iterator[None]:
    """Write new files, and take them away again if what follows fails or is interrupted.

    They stay where `unless` is there in the end: then another run made what they belong to. One
    that another run writes at the same moment, with the same content, is that run's.
    """
    done: list[Path] = []
    try:
        for path, text in files.items():
            try:
                write_whole(path, text, overwrite=False)
                done.append(path)
            except WriteError:
                if not holds(path, text):
                    raise
        yield
    except BaseException:
        for path in () if unless.exists() else reversed(done):
            _take_away(path)
        raise


def holds(path: Path, text: str) -> bool:
    """Whether a file is there with this content; one that cannot be read is not."""
    try:
        return path.is_file() and path.read_bytes() == text.encode()
    except OSError:
        return False


def _take_away(path: Path) -> None:
    """Remove a file, and the folders above it that are empty without it."""
    with contextlib.suppress(OSError):
        path.unlink()
        for folder in path.parents:
            folder.rmdir()


def settle(path: Path) -> None:
    """Put a file's content on the disk before its name: a power cut leaves no empty file."""
    with path.open("rb") as file:
        os.fsync(file.fileno())


def write_error(path: Path, error: OSError, *, consequence: str | None = None) -> WriteError:
    """Build the error of a file that could not be written, with advice."""
    why, hint = reason(error), remedy(error)
    if isinstance(error, FileExistsError):
        why, hint = "the folder that it is to be in is no folder", "correct the path"
    return WriteError(f"{path}: cannot be written: {why}", hint=hint, consequence=consequence)


def _so_far(done: Sequence[Path], rest: Sequence[Path]) -> str | None:
    if not done:
        return None
    return f"wrote {', '.join(map(str, done))}; did not write {', '.join(map(str, rest))}"


def _ready(
    stack: contextlib.ExitStack,
    path: Path,
    text: str | bytes,
    *,
    durable: bool = True,
    private: bool = False,
) -> Path | bytes:
    """Write a temporary file for a target; the content itself if the target is a device or pipe."""
    raw = text.encode("utf-8", ESCAPED) if isinstance(text, str) else text
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if _is_stream(path):
        return raw
    stack.enter_context(_folders(path.parent))
    temporary = stack.enter_context(file_beside(path, private=private))
    with temporary.open("wb") as file:
        file.write(raw)
        if durable:
            file.flush()
            os.fsync(file.fileno())
    return temporary


def _put(path: Path, ready: Path | bytes, *, overwrite: bool) -> None:
    if isinstance(ready, bytes):
        handle = os.open(path, os.O_WRONLY | getattr(os, "O_NONBLOCK", 0))
        os.set_blocking(handle, True)  # open() must not wait for a reader of a pipe; a write may
        with os.fdopen(handle, "wb") as file:
            file.write(ready)
    elif overwrite:
        ready.replace(path)
    else:
        os.link(ready, path)


def _is_stream(path: Path) -> bool:
    """Whether a target is a device, a pipe or an open file, such as /dev/null or >(program).

    Those are written to and never replaced: as root, a rename would replace /dev/null by a file.
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
    """Create a folder and those above it, and remove the new ones again if they stay empty."""
    new = [one for one in (folder, *folder.parents) if not one.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield
    finally:
        with contextlib.suppress(OSError):
            for one in new:
                one.rmdir()
