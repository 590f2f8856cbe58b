"""A policy repository as a mapping of files: the only code that touches the world for reading.

Nothing is followed out of the folder: symbolic links are faults, hidden folders are not policies.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Final

from lprpolicy.errors import NothingChecked, UsageError

LARGEST: Final = 10 * 1024 * 1024
CONFIGS: Final = ("lprpolicy.yaml", ".lprpolicy.yaml")
YAML: Final = (".yaml", ".yml")
DEEPEST: Final = len(("us-ct", "westport-pd", "rules"))
_PIECE: Final = 1 << 16
_READING: Final = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
VERIFIED: Final = "verified.json"
"""What was last seen to be done at the vendor, beside the policy: written by `verify --lock`."""


@dataclass(frozen=True, slots=True)
class FileFault:
    """A file that cannot be read as it is; `code` is a rule of lprpolicy's own."""

    file: str
    code: str
    says: str


@dataclass(frozen=True, slots=True)
class Tree:
    """The YAML files of a repository by path below its root.

    `prefix` leads from where the user stands to the root, for places in reports. `selected` are
    the files that were asked about; everything, where nothing in particular was.
    """

    files: Mapping[str, bytes]
    prefix: str = ""
    faults: tuple[FileFault, ...] = ()
    selected: frozenset[str] | None = None
    root: Path | None = None

    def shown(self, path: str) -> str:
        return f"{self.prefix}{path}"

    def over(self, path: str, raw: bytes) -> Tree:
        """This tree with one file's content replaced, for standard input and editors."""
        return replace(self, files={**self.files, path: raw})


def folder(paths: tuple[Path, ...], *, config: Path | None = None) -> Tree:
    """The repository that these paths belong to; the paths in it that were asked about."""
    for path in paths:
        if not path.exists():
            raise UsageError(f"{path}: there is no such file or folder")
    roots = {config.parent.resolve() if config else root_of(path) for path in paths}
    if len(roots) > 1:
        names = ", ".join(sorted(str(root) for root in roots))
        raise UsageError(
            f"these paths belong to several policy repositories: {names}",
            hint="check one repository at a time",
        )
    root = roots.pop()
    files: dict[str, bytes] = {}
    faults: list[FileFault] = []
    _walk(str(root), "", files, faults)
    return Tree(files, _prefix(root), tuple(faults), _selected(paths, root, files), root)


def with_stdin(file: Path, raw: bytes, *, config: Path | None = None) -> Tree:
    """The repository around a file, with the file's content replaced; the file need not exist."""
    around = next(folder_ for folder_ in file.absolute().parents if folder_.is_dir())
    root = config.parent.resolve() if config else root_of(file if file.exists() else around)
    try:
        path = file.resolve().relative_to(root).as_posix()
    except ValueError:
        raise UsageError(f"{file}: this file is not in the policy repository {root}") from None
    tree = folder((root,), config=config)
    return replace(tree.over(path, raw), selected=frozenset({path}))


def root_of(path: Path) -> Path:
    """The root of the policy repository around a path.

    It is the nearest folder with a configuration, walking up and stopping at a `.git`; without
    one, the folder above `us-xx/`, or the folder that was given.
    """
    start = path.resolve()
    here = start if start.is_dir() else start.parent
    for candidate in (here, *here.parents):
        if any((candidate / name).is_file() for name in CONFIGS):
            return candidate
        if (candidate / ".git").exists():
            break
    for candidate in (here, *here.parents)[:DEEPEST]:
        if _is_state(candidate.name):
            return candidate.parent
    return here


def _is_state(name: str) -> bool:
    return len(name) == 5 and name.startswith("us-")


def _prefix(root: Path) -> str:
    """From the current folder to the root, or nothing where the root is not below it."""
    try:
        below = root.relative_to(Path.cwd().resolve()).as_posix()
    except ValueError:
        return ""
    return "" if below == "." else f"{below}/"


def _selected(
    paths: tuple[Path, ...], root: Path, files: Mapping[str, bytes]
) -> frozenset[str] | None:
    chosen: set[str] = set()
    for path in paths:
        below = PurePosixPath(path.resolve().relative_to(root).as_posix())
        if below == PurePosixPath("."):
            return None
        inside = {name for name in files if name == str(below) or name.startswith(f"{below}/")}
        if not inside and path.is_dir():
            raise NothingChecked(f"{path}: there is no YAML file in this folder")
        chosen |= inside
    return frozenset(chosen)


def _walk(folder_: str, below: str, files: dict[str, bytes], faults: list[FileFault]) -> None:
    """Take the files of a folder, in the order of their names, and what is wrong with any."""
    try:
        with os.scandir(folder_) as listed:
            entries = sorted(listed, key=_name)
    except OSError as error:
        says = f"cannot be listed: {error.strerror}"
        faults.append(FileFault(below, "files/unreadable", says))
        return
    for entry in entries:
        name = entry.name
        path = below + name
        is_yaml = name.lower().endswith(YAML)
        if entry.is_symlink():
            if is_yaml or entry.is_dir():
                says = "is a symbolic link, which may lead out of the repository"
                faults.append(FileFault(path, "files/symbolic-link", says))
        elif entry.is_dir():
            if not name.startswith("."):
                _walk(entry.path, f"{path}/", files, faults)
        elif name == VERIFIED or (is_yaml and (not name.startswith(".") or name in CONFIGS)):
            if isinstance(found := _read(entry, path), FileFault):
                faults.append(found)
            else:
                files[path] = found


def _name(entry: os.DirEntry[str]) -> str:
    return entry.name


def _read(entry: os.DirEntry[str], path: str) -> bytes | FileFault:
    if not entry.is_file(follow_symlinks=False):
        return FileFault(path, "files/unreadable", "is no ordinary file")
    try:
        return _content(entry.path)
    except OSError as error:
        return FileFault(path, "files/unreadable", f"cannot be read: {error.strerror}")


def _content(path: str) -> bytes:
    """A file's bytes; one more than the limit of a larger one, so that it is refused later."""
    handle = os.open(path, _READING)
    try:
        found = os.read(handle, _PIECE)
        while len(found) <= LARGEST and (more := os.read(handle, LARGEST + 1 - len(found))):
            found += more
        return found
    finally:
        os.close(handle)
