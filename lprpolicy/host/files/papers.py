"""The digests of papers: files beside the YAML of a repository that a policy names as its record.

Only the papers that are named are read, one at a time and never into memory as a whole. A paper is
an ordinary file with something in it. A link, a hidden file, a pointer of Git LFS and a file that
lprpolicy itself reads, such as an export, are none: nothing that is judged may vouch for itself.
Nor is what every repository has, and nobody signs: a README, a table, a program.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final

from lprpolicy.host.files.found import READING
from lprpolicy.model.layout import is_read

Papers = Callable[[str], str | None]
"""The SHA-256 of the paper at a path below the root; None where there is no such paper."""
LFS: Final = b"version https://git-lfs.github.com/spec/"
_PIECE: Final = 1 << 20
_LEAST: Final = 1 << 12
_BLANK: Final = b" \t\r\n\f\v\0\xef\xbb\xbf\xff\xfe"
"""What a file of any encoding can hold and still show nothing."""
_EXPORTS: Final = "exports"
_NOT_SIGNED: Final = frozenset(
    {"cfg", "csv", "ini", "js", "json", "lock", "py", "sh", "sig", "toml", "tsv", "xlsx"}
)
"""How the names of tables, of settings, of programs and of what lprpolicy writes end."""
_OF_EVERY_REPOSITORY: Final = frozenset({"readme", "license", "changelog", "contributing"})


def no_papers(path: str) -> str | None:
    """What a tree that is no folder and no revision knows of papers."""
    del path
    return None


MOST_MISSING: Final = 4_096
"""How many paths without a paper are kept in mind: in an editor each key may type another one."""


@dataclass(frozen=True, slots=True, eq=False)
class KeptPapers:
    """Papers that are looked for once: whoever holds the same ones has the same answers.

    Of the paths at which there is none, the oldest are forgotten and looked at again if asked for.
    """

    papers: Papers
    found: dict[str, str] = field(default_factory=dict)
    missing: dict[str, None] = field(default_factory=dict)

    def __call__(self, path: str) -> str | None:
        if path in self.missing:
            return None
        if path not in self.found:
            digest = self.papers(path)
            if digest is None:
                self._note_missing(path)
                return None
            self.found[path] = digest
        return self.found[path]

    def _note_missing(self, path: str) -> None:
        self.missing[path] = None
        if len(self.missing) > MOST_MISSING:
            del self.missing[next(iter(self.missing))]


def may_be_paper(path: str) -> bool:
    """Whether a file of this path can be a paper at all.

    >>> may_be_paper("minutes/a.md"), may_be_paper("minutes/.a.md"), may_be_paper("a/policy.yaml")
    (True, False, False)
    >>> may_be_paper("exports/shared.pdf"), may_be_paper("README.md"), may_be_paper("Makefile")
    (False, False, False)
    """
    *folders, name = path.split("/")
    if any(step.startswith(".") or not step for step in (*folders, name)) or is_read(name):
        return False
    stem, dot, ending = name.casefold().rpartition(".")
    return (
        bool(dot)
        and ending not in _NOT_SIGNED
        and stem not in _OF_EVERY_REPOSITORY
        and _EXPORTS not in (folder.casefold() for folder in folders)
    )


def digest_of(raw: bytes) -> str | None:
    """The digest of a paper's bytes; None where they are nothing, or only point to a paper."""
    return sha256(raw).hexdigest() if _shows_something(raw) else None


def _shows_something(raw: bytes) -> bool:
    return not raw.startswith(LFS) and bool(raw[:_PIECE].strip(_BLANK))


@dataclass(frozen=True, slots=True)
class FolderPapers:
    """The papers below a folder of the disk, as they are whenever one is asked for.

    `folders` are those that were found below it, where it was walked through.
    """

    root: str
    folders: frozenset[str] | None = None

    def has_folder_of(self, path: str) -> bool:
        """Whether something can be at a path, by the folders that were found."""
        return self.folders is None or path.rpartition("/")[0] in self.folders

    def __call__(self, path: str) -> str | None:
        return OneLook(self.root)(path)


@dataclass(frozen=True, slots=True, eq=False)
class OneLook:
    """The same papers for one check alone, which looks at each folder and each paper once.

    Thousands of towns ask for a paper in a folder of their own first, and few have such a folder.
    `walked` are all folders, where they are known.
    """

    root: str
    walked: frozenset[str] | None = None
    folders: dict[str, bool] = field(default_factory=lambda: {"": True})
    digests: dict[str, str | None] = field(default_factory=dict)

    def __call__(self, path: str) -> str | None:
        if not self._is_folder(path.rpartition("/")[0]):
            return None
        if path not in self.digests:
            self.digests[path] = self._digest(path)
        return self.digests[path]

    def _is_folder(self, path: str) -> bool:
        """Whether a folder is there, below folders alone: none of them may be a link."""
        if self.walked is not None:
            return path in self.walked
        there = self.folders.get(path)
        if there is None:
            there = self._is_folder(path.rpartition("/")[0]) and self._is_no_link(path)
            self.folders[path] = there
        return there

    def _is_no_link(self, path: str) -> bool:
        try:
            return stat.S_ISDIR(os.lstat(f"{self.root}/{path}").st_mode)
        except (OSError, ValueError):  # nothing there, nobody may look, or no path at all
            return False

    def _digest(self, path: str) -> str | None:
        if not may_be_paper(path):
            return None
        try:
            return _digest_of_file(f"{self.root}/{path}")
        except (OSError, ValueError):  # as above
            return None


def one_look(papers: Papers) -> Papers:
    """Papers for one check: each is looked at when it is first asked for, and not again."""
    return OneLook(papers.root, papers.folders) if isinstance(papers, FolderPapers) else papers


def _digest_of_file(path: str) -> str | None:
    if stat.S_ISLNK(os.lstat(path).st_mode):
        return None
    handle = os.open(path, READING)
    try:
        state = os.fstat(handle)
        if not stat.S_ISREG(state.st_mode):
            return None
        piece = os.read(handle, min(_PIECE, max(state.st_size + 1, _LEAST)))
        if not _shows_something(piece):
            return None
        made = sha256(piece)
        while piece := os.read(handle, _PIECE):
            made.update(piece)
        return made.hexdigest()
    finally:
        os.close(handle)
