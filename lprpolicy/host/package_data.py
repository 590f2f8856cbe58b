"""Read the data that comes with lprpolicy: the packs of rules and the directories.

The files are found beside the code, since loading `importlib.resources` costs every start 5 ms.
"""

from __future__ import annotations

import mmap
import os
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Final

_HERE: Final = Path(__file__).parents[1]


def folders_in(folder: str) -> frozenset[str]:
    """List the folders in one of lprpolicy's own, such as `packs`."""
    with os.scandir(_HERE / folder) as entries:
        return frozenset(one.name for one in entries if one.is_dir()) - {"__pycache__"}


def files_below(folder: str, named: str = "*.yaml") -> Iterator[tuple[str, bytes]]:
    """Return the YAML files below one of lprpolicy's folders by path, as `lprpolicy/packs/us/…`.

    They are sorted. A folder that does not exist has none. `named` asks for other files.
    """
    root = _HERE / folder
    for path in _files(str(root), named) if root.is_dir() else ():
        with open(path, "rb") as file:  # noqa: PTH123 - pathlib takes twice as long for all of it
            yield f"lprpolicy{path.removeprefix(str(_HERE)).replace(os.sep, '/')}", file.read()


def _files(folder: str, named: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        found = sorted(entries, key=lambda entry: entry.name)
    for entry in found:
        if entry.is_dir():
            yield from _files(entry.path, named)
        elif fnmatchcase(entry.name, named):
            yield entry.path


def path_of(name: str) -> Path:
    """Return the path of one of lprpolicy's own files or folders, such as `directory`."""
    return _HERE / name


def map_file(path: Path) -> mmap.mmap:
    """Map a file that lprpolicy made: only what is looked at is read."""
    with path.open("rb") as opened:
        return mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ)
