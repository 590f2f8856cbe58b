"""The files below a folder, with everything that keeps one from being read.

Nothing is followed out of the folder: symbolic links are faults, hidden folders are not policies.
Where there are very many, another process reads some of them. What it read is known here by path
and digest; the contents come when one is asked for, and a run that was made before asks for none.
"""

from __future__ import annotations

import marshal
import os
from collections.abc import Callable, ItemsView, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import astuple, dataclass
from functools import partial
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Final

from lprpolicy.errors import UsageError
from lprpolicy.tasks.forks import Fork, can_fork
from lprpolicy.tasks.parts import Parts

LARGEST: Final = 10 * 1024 * 1024
CONFIGS: Final = ("lprpolicy.yaml", ".lprpolicy.yaml")
YAML: Final = (".yaml", ".yml")
VERIFIED: Final = "verified.json"
"""What was last seen to be done at the vendor, beside the policy: written by `verify --lock`."""
MANY: Final = 1_000
"""So many folders take longer to read than a process to start."""
_PIECE: Final = 1 << 16
_NOTHING: Final = marshal.dumps({})
_READING: Final = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class FileFault:
    """A file that cannot be read as it is; `code` is a rule of lprpolicy's own."""

    file: str
    code: str
    says: str


class Files(Mapping[str, bytes]):
    """Files by path, with a digest of each. Some contents are elsewhere until one is asked for."""

    def __init__(
        self, root: str, digests: dict[str, bytes], here: dict[str, bytes], elsewhere: Fork
    ) -> None:
        self.digests = digests
        self._root, self._here = root, here
        self._elsewhere: Fork | None = elsewhere

    def __getitem__(self, path: str) -> bytes:
        return self._whole()[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self.digests)

    def __len__(self) -> int:
        return len(self.digests)

    def items(self) -> ItemsView[str, bytes]:
        return self._whole().items()

    def _whole(self) -> dict[str, bytes]:
        if self._elsewhere is not None:
            there: dict[str, bytes] = marshal.loads(self._elsewhere.answer() or _NOTHING)
            self._elsewhere.end()
            found = self._here | there
            again = (path for path in self.digests if path not in found)
            found |= {path: self._again(path) for path in again}
            self._here = {path: found[path] for path in self.digests}
            self._elsewhere = None
        return self._here

    def _again(self, path: str) -> bytes:
        """A file that was read by a process that is gone: the same, or there is no answer."""
        with suppress(OSError):
            raw = content(f"{self._root}/{path}")
            if sha256(raw).digest() == self.digests[path]:
                return raw
        raise UsageError(f"{path}: changed while it was read", hint="run it again")


def walk(
    root: Path, *, meanwhile: Callable[[], object] = lambda: None
) -> tuple[Mapping[str, bytes], tuple[FileFault, ...]]:
    """The files below a folder by path, sorted by their names, and what is wrong with others.

    Where another process reads too, this one does something else first.
    """
    try:
        entries = list(_to_visit(str(root)))
    except OSError as error:
        return {}, (_unlisted("", error),)
    if len(entries) >= MANY and can_fork():
        with suppress(OSError):
            return _shared(str(root), Parts(entries), meanwhile)
    found = _visited(entries)
    return found.files, tuple(found.faults)


_Entry = tuple[os.DirEntry[str], str]
"""A file or folder, and the path of the folder that it is in, from the root, with a slash."""


def _to_visit(root: str) -> Iterator[_Entry]:
    """What is in the root and, in its place, what is in each of its folders."""
    for entry in _listed(root):
        if entry.is_dir(follow_symlinks=False) and not entry.name.startswith("."):
            with suppress(OSError):
                yield from [(inner, f"{entry.name}/") for inner in _listed(entry.path)]
                continue
        yield entry, ""


def _shared(
    root: str, parts: Parts[_Entry], meanwhile: Callable[[], object]
) -> tuple[Files, tuple[FileFault, ...]]:
    """Some parts read here and some elsewhere; an OSError says that there is no other process."""
    try:
        there = Fork(partial(_told, parts))
        try:
            meanwhile()
            here = {number: _visited(parts[number]) for number in parts.taken()}
            said = {number: _said(found) for number, found in here.items()}
            said |= marshal.loads(there.answer() or _NOTHING)
            if len(said) < len(parts):
                raise OSError("the other process is gone")
        except BaseException:
            there.end()
            raise
    finally:
        parts.close()
    digests: dict[str, bytes] = {}
    faults: list[FileFault] = []
    for number in range(len(parts)):
        more, wrong = said[number]
        digests |= more
        faults += (FileFault(*fault) for fault in wrong)
    files = {path: raw for found in here.values() for path, raw in found.files.items()}
    return Files(root, digests, files, there), tuple(faults)


def _told(parts: Parts[_Entry]) -> Iterator[bytes]:
    """In the other process: first what it found, then the contents, which nobody may want."""
    there = {number: _visited(parts[number]) for number in parts.taken()}
    yield marshal.dumps({number: _said(found) for number, found in there.items()})
    contents = (found.files.items() for found in there.values())
    yield marshal.dumps(dict(chain.from_iterable(contents)))


def _said(found: _Found) -> tuple[dict[str, bytes], list[tuple[str, ...]]]:
    """The digest of each file of a part, and the faults."""
    digests = {path: sha256(raw).digest() for path, raw in found.files.items()}
    return digests, [astuple(fault) for fault in found.faults]


def _visited(entries: Iterable[_Entry]) -> _Found:
    found = _Found()
    found.visit(entries)
    return found


class _Found:
    """Files and faults, in the order of the visit."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.faults: list[FileFault] = []

    def visit(self, entries: Iterable[_Entry]) -> None:
        for entry, below in entries:
            name = entry.name
            path = below + name
            is_yaml = name.lower().endswith(YAML)
            if entry.is_symlink():
                if is_yaml or entry.is_dir():
                    says = "is a symbolic link, which may lead out of the repository"
                    self.faults.append(FileFault(path, "files/symbolic-link", says))
            elif entry.is_dir():
                if not name.startswith("."):
                    self._folder(entry, f"{path}/")
            elif name == VERIFIED or (is_yaml and (not name.startswith(".") or name in CONFIGS)):
                self._file(entry, path)

    def _folder(self, folder: os.DirEntry[str], path: str) -> None:
        try:
            entries = _listed(folder.path)
        except OSError as error:
            self.faults.append(_unlisted(path, error))
        else:
            self.visit((entry, path) for entry in entries)

    def _file(self, entry: os.DirEntry[str], path: str) -> None:
        if not entry.is_file(follow_symlinks=False):
            self.faults.append(FileFault(path, "files/unreadable", "is no ordinary file"))
            return
        try:
            self.files[path] = content(entry.path)
        except OSError as error:
            says = f"cannot be read: {error.strerror}"
            self.faults.append(FileFault(path, "files/unreadable", says))


def _listed(folder: str) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        return sorted(entries, key=_name)


def _name(entry: os.DirEntry[str]) -> str:
    return entry.name


def _unlisted(path: str, error: OSError) -> FileFault:
    return FileFault(path, "files/unreadable", f"cannot be listed: {error.strerror}")


def content(path: str) -> bytes:
    """A file's bytes; one more than the limit of a larger one, so that it is refused later.

    An OSError says that it cannot be read; a link is not followed.
    """
    handle = os.open(path, _READING)
    try:
        found = os.read(handle, _PIECE)
        while len(found) <= LARGEST and (more := os.read(handle, LARGEST + 1 - len(found))):
            found += more
        return found
    finally:
        os.close(handle)
