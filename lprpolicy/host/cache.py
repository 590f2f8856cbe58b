"""What earlier runs came to, in the user's own cache folder: a file for each key.

A key is a digest of everything that its content rests on, so what is found is right, however old.
A file's digest is over its key too: what was kept under one key is nothing under another. A file
that is damaged, or that somebody else could have written or put there, is as good as none, and
where nothing can be written nothing is kept: a run is slower then, and never wrong.
"""

from __future__ import annotations

import contextlib
import os
import time
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from lprpolicy.host.user_folders import of_cache

MOST_BYTES: Final = 128_000_000
"""Where all files are larger together, those that were not used for the longest time go."""
LARGEST: Final = MOST_BYTES // 4
_MARK: Final = b"lprpolicy cache 2 "
_HEADER: Final = len(_MARK) + 64 + 1
_ABANDONED: Final = 3600
"""A file that was begun so many seconds ago and not finished will not be."""


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of contents by their keys, which are words of letters, digits and hyphens."""

    folder: Path

    def get(self, key: str) -> bytes | None:
        """The content that was kept under a key, if every byte of it is as it was written."""
        path = self.folder / key
        try:
            if not _ours(self.folder.stat()):
                return None
            with path.open("rb") as file:
                if not _ours(os.fstat(file.fileno())):
                    return None
                header, content = file.read(_HEADER), file.read(LARGEST + 1)
        except OSError:
            return None
        if header != _header(key, content):
            return None
        with contextlib.suppress(OSError):
            os.utime(path)
        return content

    def is_empty(self) -> bool:
        """Whether nothing at all is kept, as in a container that was just made."""
        try:
            return next(self.folder.iterdir(), None) is None
        except OSError:
            return True

    def put(self, key: str, content: bytes) -> None:
        """Keep a content under a key. Where that cannot be, nothing is kept and nothing is said."""
        if len(content) > LARGEST:
            return
        with contextlib.suppress(OSError):
            self._write(key, content)
            self._prune()

    def _write(self, key: str, content: bytes) -> None:
        """Whoever reads meanwhile, or after a kill, finds the old file, the new one or none."""
        path = self.folder / key
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _ours(self.folder.stat()):
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
        """Let go what was not used for long, and what a kill left unfinished."""
        found = []
        for path in self.folder.iterdir():
            with contextlib.suppress(FileNotFoundError):  # another run lets files go too
                found.append((path.stat().st_mtime, path.stat().st_size, path))
        in_all = 0
        for used, size, path in sorted(found, reverse=True):
            in_all += size
            apart = abs(time.time() - used)  # a clock that was set back has files of the future
            abandoned = path.suffix == ".new" and apart > _ABANDONED
            if in_all > MOST_BYTES or abandoned:
                path.unlink(missing_ok=True)


def open_cache() -> Cache | None:
    """The cache of this user; None for a user who has no place for one."""
    folder = of_cache()
    return Cache(folder) if folder is not None else None


def _header(key: str, content: bytes) -> bytes:
    digest = sha256(f"{len(key)}:{key}:".encode("utf-8", "surrogatepass"))
    digest.update(content)
    return _MARK + digest.hexdigest().encode() + b"\n"


def _ours(status: os.stat_result) -> bool:
    """Whether nobody but this user can have written it."""
    if not hasattr(os, "geteuid"):
        return True
    return status.st_uid == os.geteuid() and not status.st_mode & 0o022
