"""Read the data that comes with lprpolicy: the packs of rules and the directories.

The files are found beside the code, since loading `importlib.resources` costs every start 5 ms.
"""

from __future__ import annotations

import mmap
from collections.abc import Iterator
from pathlib import Path
from typing import Final

_HERE: Final = Path(__file__).parents[1]


def folders_in(folder: str) -> frozenset[str]:
    """List the folders in one of lprpolicy's own, such as `packs`."""
    found = (entry for entry in (_HERE / folder).iterdir() if entry.is_dir())
    return frozenset(entry.name for entry in found if entry.name != "__pycache__")


def files_below(folder: str, named: str = "*.yaml") -> Iterator[tuple[str, bytes]]:
    """Return the YAML files below one of lprpolicy's folders by path, as `lprpolicy/packs/us/…`.

    They are sorted. A folder that does not exist has none. `named` asks for other files.
    """
    for path in sorted((_HERE / folder).rglob(named)):
        yield f"lprpolicy/{path.relative_to(_HERE).as_posix()}", path.read_bytes()


def path_of(name: str) -> Path:
    """Return the path of one of lprpolicy's own files or folders, such as `directory`."""
    return _HERE / name


def map_file(path: Path) -> mmap.mmap:
    """Map a file that lprpolicy made: only what is looked at is read."""
    with path.open("rb") as opened:
        return mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ)
