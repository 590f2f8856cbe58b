"""The files of a repository by path, and which of them the user asked about."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from lprpolicy.host.files.found import FileFault, content
from lprpolicy.host.files.papers import Papers, no_papers
from lprpolicy.host.files.walk import Files


@dataclass(frozen=True, slots=True)
class Tree:
    """The YAML files of a repository by path below its root.

    `prefix` is the path from the current folder to the root, for places in reports. `selected`
    holds the files that the user asked about; None means all of them. `papers` returns the digest
    of another file of the repository by its path.
    """

    files: Mapping[str, bytes]
    prefix: str = ""
    faults: tuple[FileFault, ...] = ()
    selected: frozenset[str] | None = None
    root: Path | None = None
    papers: Papers = no_papers

    def display_path(self, path: str) -> str:
        return f"{self.prefix}{path}"

    def want_contents(self) -> None:
        """Let the other process hand over its contents now: all of them will be read."""
        if isinstance(self.files, Files):
            self.files.want_contents()

    def over(self, path: str, raw: bytes) -> Tree:
        """Return this tree with one file replaced, for standard input and unsaved buffers."""
        return replace(self, files={**self.files, path: raw})


def reread(tree: Tree, changed: Iterable[str]) -> Tree | None:
    """Read these files of the tree again and return the new tree.

    None if more may have changed than the contents of known files, as when a folder came or went.
    """
    files = dict(tree.files)
    for place in changed:
        try:
            path = Path(place).relative_to(tree.root or "").as_posix()
            status = os.lstat(place)
            if path not in files or not stat.S_ISREG(status.st_mode):
                return None
            files[path] = content(place)
        except (OSError, ValueError):
            return None
    return replace(tree, files=files)
