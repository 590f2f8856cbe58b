"""Open the directory that comes with lprpolicy, and those of a repository."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final

from lprpolicy import identify
from lprpolicy.errors import PackError, UsageError
from lprpolicy.host.package_data import files_below
from lprpolicy.host.user_files import read_user_file
from lprpolicy.identify.collisions import collisions
from lprpolicy.identify.entries import Entries
from lprpolicy.identify.index import FederalNames, Index
from lprpolicy.model.directory import Directory
from lprpolicy.read.characters import MOST_BYTES
from lprpolicy.read.files import Read, read_file
from lprpolicy.read.yaml import Document, read
from lprpolicy.repository.compiled import data_of, made_once, read_own
from lprpolicy.repository.layout import root_of

FEDERAL: Final = "lprpolicy/directory/federal.yaml"


@dataclass(frozen=True)
class DirectoryFile:
    """One directory of a repository.

    The text is read again for the first finding in it. Few have one, and the places of thousands
    of entries fill as much memory as the entries.
    """

    file: str
    raw: bytes = field(repr=False)
    value: Directory = field(repr=False, compare=False)

    @cached_property
    def document(self) -> Document:
        return read(self.file, self.raw)


@lru_cache(maxsize=1)
def federal_file() -> Read[Directory]:
    """Read the built-in federal directory with its text, for findings that point into it."""
    return read_file(FEDERAL, dict(files_below("directory"))[FEDERAL], Directory)


@lru_cache(maxsize=1)
def federal() -> Directory:
    """Return the built-in federal directory; a PackError if it does not load."""
    files = {path: raw for path, raw in files_below("directory") if path == FEDERAL}
    value = read_own(FEDERAL, Directory, data_of("directory", files)) or federal_file().value
    if value is None:
        raise PackError(f"{FEDERAL} does not load")
    names = FederalNames.of(value)
    names.set_as_read(made_once("directory/names", files, identify, lambda: names.as_read))
    return value


def near(paths: tuple[Path, ...], start: Path, *, lists: Entries | None = None) -> Index:
    """Build the index over the federal directory and the given ones.

    Without paths, it takes `directory/` of the repository around `start`, or of `policies/` below
    it. A file with any fault is not used: a UsageError names it. `lists` are the user's imported
    lists; an entry of the repository's own directory takes precedence over them.
    """
    given = [path / "directory" if (path / "directory").is_dir() else path for path in paths]
    folders = given or (root_of(start) / "directory", start / "policies" / "directory")
    files = sorted(
        file
        for path in folders
        for file in (path.glob("*.yaml") if path.is_dir() else [path] if path.is_file() else [])
    )
    directories = []
    for file in dict.fromkeys(files):
        value = read_file(file.as_posix(), _bytes(file), Directory).value
        if value is None or list(collisions(federal(), value)):
            raise UsageError(
                f"{file}: this directory is not right as it stands",
                hint=f"lprpolicy check {file.parent.parent} says what is wrong with it",
            )
        directories.append(value)
    return Index.of(federal(), *directories, lists=lists)


def _bytes(file: Path) -> bytes:
    return read_user_file(file, most=MOST_BYTES, error=UsageError)
