"""Keep the results of earlier runs in the user's cache folder, one file per key.

A key is a digest of everything that its content depends on, so a file that is found is right,
however old it is. A file's digest covers its key too: what was kept under one key is nothing under
another. A file that is damaged, or that another user could have written, is ignored; a folder that
cannot be written is no error. Without a cache a run is slower, with the same answer.
"""

from __future__ import annotations

import contextlib
import os
import time
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from lprpolicy.host.owned import is_ours
from lprpolicy.host.user_folders import of_cache

MOST_BYTES: Final = 128_000_000
"""Above this many bytes in all, the files that were unused for the longest time are deleted.
A check of 5,000 towns leaves 12,000,000."""
_MARK: Final = b"lprpolicy cache 2 "
_HEADER: Final = len(_MARK) + 64 + 1
_ABANDONED: Final = 3600
"""After this many seconds, an unfinished file is taken for one that a killed run left."""


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder with one file per key; a key has letters, digits and hyphens only."""

    folder: Path

    def get(self, key: str) -> bytes | None:
        """Return what was stored under a key; None if any byte of it changed since."""
        path = self.folder / key
        try:
            if not is_ours(self.folder.stat()):
                return None
            with path.open("rb") as file:
                if not is_ours(os.fstat(file.fileno())):
                    return None
                header, content = file.read(_HEADER), file.read(MOST_BYTES + 1)
        except OSError:
            return None
        if header != _header(key, content):
            return None
        with contextlib.suppress(OSError):
            os.utime(path)
        return content

    def is_empty(self) -> bool:
        """Whether the cache holds nothing, as in a new container."""
        try:
            return next(self.folder.iterdir(), None) is None
        except OSError:
            return True

    def put(self, key: str, content: bytes) -> None:
        """Store a content under a key. If that fails, nothing is stored and no error is raised."""
        if len(content) > MOST_BYTES:
            return
        with contextlib.suppress(OSError):
            self._write(key, content)
            self._prune()

    def _write(self, key: str, content: bytes) -> None:
        """Write the file whole: a reader finds the old one, the new one or none."""
        path = self.folder / key
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not is_ours(self.folder.stat()):
            return
        temporary = path.with_name(f"{path.name}.{os.getpid()}-{os.urandom(4).hex()}.new")
        try:
            handle = os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(_header(key, content))
                file.write(content)
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)

    def _prune(self) -> None:
        """Delete what was unused for the longest time, and what a killed run left unfinished."""
        found = []
        for path in self.folder.iterdir():
            with contextlib.suppress(FileNotFoundError):  # another run deletes files too
                found.append((path.stat().st_mtime, path.stat().st_size, path))
        in_all = 0
        for used, size, path in sorted(found, reverse=True):
            in_all += size
            apart = abs(time.time() - used)  # after a clock was set back, files are from the future
            abandoned = path.suffix == ".new" and apart > _ABANDONED
            if in_all > MOST_BYTES or abandoned:
                path.unlink(missing_ok=True)


def open_cache() -> Cache | None:
    """Open the cache of this user; None for a user without a folder for one."""
    folder = of_cache()
    return Cache(folder) if folder is not None else None


def _header(key: str, content: bytes) -> bytes:
    digest = sha256(f"{len(key)}:{key}:".encode("utf-8", "surrogatepass"))
    digest.update(content)
    return _MARK + digest.hexdigest().encode() + b"\n"
