"""Writing files whole or not at all: a temporary file beside the target, then one rename."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from lprpolicy.errors import WriteError


def write_whole(path: Path, text: str | bytes, *, overwrite: bool, durable: bool = True) -> None:
    """Write a file so that a reader sees the old content or all of the new.

    A WriteError leaves everything as it was: so does a kill at any moment, but for a hidden
    temporary file. One of many files that can be made again need not be `durable`, which is slow.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with _temporary(path) as temporary:
            temporary.write_bytes(text.encode("utf-8") if isinstance(text, str) else text)
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
        raise WriteError(f"{path}: cannot be written: {error.strerror}") from error


@contextlib.contextmanager
def _temporary(path: Path) -> Iterator[Path]:
    # The name is known before the file is there: Ctrl-C in between leaves nothing behind.
    temporary = path.with_name(f".{path.name}.{os.urandom(4).hex()}.tmp")
    try:
        os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        temporary.chmod(0o644)
        yield temporary
    finally:
        temporary.unlink(missing_ok=True)
