"""Write a file that holds rows of a log: for its owner alone, and never into a git repository."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from lprpolicy.errors import UsageError, WriteError
from lprpolicy.host.outputs import write_whole
from lprpolicy.host.outside import exists, resolve

_NEW: Final = "name a new file"
_OF_GIT: Final = ("HEAD", "objects", "refs")
"""What a bare repository has, or the folder in which git keeps those of a tree elsewhere."""


def write_private(path: Path, text: str | bytes) -> None:
    """Write a new file (mode 0600), whole or not at all; an existing one is never replaced."""
    above = resolve(path.absolute().parent)
    for folder in (above, *above.parents):
        if exists(folder / ".git") or all(exists(folder / part) for part in _OF_GIT):
            raise UsageError(
                f"{path}: this place is inside the git repository {folder}",
                hint="rows of a log lead to people: name a place outside every repository",
                consequence="nothing was written",
            )
    if exists(path):  # a pipe or a device too: what is there need not be for its owner alone
        raise WriteError(f"{path}: this file exists already", hint=_NEW)
    write_whole(path, text, overwrite=False, private=True, hint=_NEW)
