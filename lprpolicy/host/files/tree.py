"""A folder's files by path, with the part of them that was asked about."""

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

    `prefix` leads from where the user stands to the root, for places in reports. `selected` are
    the files that were asked about; everything, where nothing in particular was. `papers` knows the
    other files of the repository, by their digests.
    """

    files: Mapping[str, bytes]
    prefix: str = ""
    faults: tuple[FileFault, ...] = ()
    selected: frozenset[str] | None = None
    root: Path | None = None
    papers: Papers = no_papers

    def shown(self, path: str) -> str:
        return f"{self.prefix}{path}"

    def wanted(self) -> None:
        """Say that all the contents will be asked for, where another process has some."""
        if isinstance(self.files, Files):
            self.files.wanted()

    def over(self, path: str, raw: bytes) -> Tree:
        """This tree with one file's content replaced, for standard input and editors."""
        return replace(self, files={**self.files, path: raw})


def reread(tree: Tree, changed: Iterable[str]) -> Tree | None:
    """The tree with these files of its folder read again.

    None where more may have changed than what is in files that it has: a folder came or went.
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
