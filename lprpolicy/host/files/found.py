"""Read the files below a folder, and report what keeps others from being read.

No symbolic link is followed, since it could lead out of the folder: a link is a fault. Hidden
folders hold no policies and are skipped.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from lprpolicy.host.outside import is_text, printable, reason
from lprpolicy.model.layout import AGENCY, VERIFIED, YAML, is_read

LARGEST: Final = 10 * 1024 * 1024
FOLDER: Final = "is a folder, and a file of this name is due here"
_PIECE: Final = 1 << 16
READING: Final = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_NONBLOCK", 0)  # if a pipe replaced the file, do not wait for its writer
)


@dataclass(frozen=True, slots=True)
class FileFault:
    """A file that cannot be read as it is; `code` names one of lprpolicy's own rules."""

    file: str
    code: str
    says: str


Entry = tuple[os.DirEntry[str], str]
"""A file or folder, with the path from the root of the folder that it is in, ending in a slash."""


def to_visit(root: str) -> Iterator[Entry]:
    """List the entries of the root, each of its folders replaced by that folder's entries."""
    for entry in _list_folder(root):
        name = entry.name
        enters = not name.startswith(".") and not is_read(name) and is_text(name)
        if entry.is_dir(follow_symlinks=False) and enters:
            with suppress(OSError):
                yield from [(inner, f"{name}/") for inner in _list_folder(entry.path)]
                continue
        yield entry, ""


def visit_all(entries: Iterable[Entry]) -> Found:
    """Read these entries and everything below them."""
    found = Found()
    found.visit(entries)
    return found


class Found:
    """Files, faults and folders, in the order in which they are visited."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.faults: list[FileFault] = []
        self.folders: list[str] = []

    def visit(self, entries: Iterable[Entry]) -> None:
        for entry, below in entries:
            name = entry.name
            path = below + name
            is_yaml = name.lower().endswith(YAML)
            if entry.is_symlink():
                if is_yaml or name == VERIFIED or _may_be_folder(entry):
                    says = "is a symbolic link, which may lead out of the repository"
                    self.faults.append(FileFault(printable(path), "files/symbolic-link", says))
            elif not is_text(name):
                if is_yaml or (entry.is_dir() and not name.startswith(".")):
                    self.faults.append(unprintable_name(path))
            elif entry.is_dir():
                self.folders.append(path)
                if is_read(name):
                    self._fault(path, FOLDER)
                elif not name.startswith("."):
                    self._folder(entry, f"{path}/")
            elif is_read(name):
                self._file(entry, path)

    def _folder(self, folder: os.DirEntry[str], path: str) -> None:
        try:
            entries = _list_folder(folder.path)
        except OSError as error:
            self.faults.append(unlistable_folder(path, error))
            return
        before = len(self.files) + len(self.faults)
        self.visit((entry, path) for entry in entries)
        if AGENCY.fullmatch(path) and len(self.files) + len(self.faults) == before:
            self._fault(path, "is an agency's folder, and there is no policy in it")

    def _fault(self, path: str, says: str) -> None:
        self.faults.append(FileFault(path, "files/unreadable", says))

    def _file(self, entry: os.DirEntry[str], path: str) -> None:
        if not entry.is_file(follow_symlinks=False):
            self._fault(path, "is no ordinary file")
            return
        try:
            self.files[path] = content(entry.path)
        except OSError as error:
            self._fault(path, f"cannot be read: {reason(error)}")


def _may_be_folder(link: os.DirEntry[str]) -> bool:
    """Whether a link may lead to a folder; links in a circle cannot tell, and count as one."""
    try:
        return link.is_dir()
    except OSError:
        return True


def unprintable_name(path: str) -> FileFault:
    """Report a name that is not UTF-8: no report could print it as it is."""
    says = "has a name that is not UTF-8 text, so it was not read"
    return FileFault(printable(path), "files/unreadable", says)


def _list_folder(folder: str) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        return sorted(entries, key=_name)


def _name(entry: os.DirEntry[str]) -> str:
    return entry.name


def unlistable_folder(path: str, error: OSError) -> FileFault:
    return FileFault(path, "files/unreadable", f"cannot be listed: {reason(error)}")


def content(path: str) -> bytes:
    """Read a file; of one above the size limit, one byte more, so that the reader refuses it.

    An OSError says that the file cannot be read. A link is not followed.
    """
    handle = os.open(path, READING)
    try:
        found = os.read(handle, _PIECE)
        while len(found) <= LARGEST and (more := os.read(handle, max(_PIECE, len(found)))):
            found += more
        return found[: LARGEST + 1]
    finally:
        os.close(handle)
