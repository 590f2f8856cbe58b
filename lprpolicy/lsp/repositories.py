"""The repositories that open files are in: buffers over the files on disk, and a session each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from lprpolicy.errors import LprPolicyError
from lprpolicy.evaluate.judgment import Session
from lprpolicy.evaluate.options import Options
from lprpolicy.evaluate.session import LiveSession
from lprpolicy.host.files.papers import KeptPapers
from lprpolicy.host.files.tree import Tree, reread
from lprpolicy.host.outside import exists, resolve
from lprpolicy.lsp.packs import OpenPacks, packs_around
from lprpolicy.model.report import Report
from lprpolicy.read.yaml import Document, read
from lprpolicy.repository.layout import folder, root_of

if TYPE_CHECKING:
    from lprpolicy.repository.known_lists import Known


@dataclass(slots=True)
class OpenRepository:
    """A policy repository with the unsaved text of its open files laid over it."""

    root: Path
    options: Callable[[], Options]
    lists: Callable[[], Known]
    buffers: dict[str, str] = field(default_factory=dict)
    """The text of open files by path below the root."""
    _disk: Tree | None = None
    _live: LiveSession = field(default_factory=LiveSession)

    def check(self) -> Report:
        """Judge the repository as it would be if every open file were saved."""
        return self._live.check(self.tree(), self.options(), self.lists())

    @property
    def session(self) -> Session:
        """The session of the last check."""
        if self._live.session is None:
            self.check()
        assert self._live.session is not None
        return self._live.session

    def tree(self) -> Tree:
        """The files on disk with the buffers over them; places are below the root."""
        over = {path: text.encode("utf-8", "surrogatepass") for path, text in self.buffers.items()}
        return replace(self._on_disk(), files={**self._on_disk().files, **over})

    def _on_disk(self) -> Tree:
        """The files as they are on disk, read once: an editor tells when they change."""
        if self._disk is None:
            tree = folder((self.root,))
            self._disk = replace(
                tree,
                files=dict(tree.files),
                prefix="",
                selected=None,
                papers=KeptPapers(tree.papers),
            )
        return self._disk

    def changed_on_disk(self, paths: Iterable[Path]) -> None:
        """Read these files again; the whole folder where one came or went, or a paper may have."""
        if self._disk is not None:
            self._disk = reread(self._disk, map(str, paths))

    def look_again(self) -> None:
        """Read everything on disk again, papers too, before the next answer."""
        self._disk = None

    def document(self, path: str) -> Document:
        """Read the text of a file as it is in the editor, or on disk."""
        if path in self.buffers:
            return read(path, self.buffers[path].encode("utf-8", "surrogatepass"))
        return read(path, self._on_disk().files[path])

    def text(self, path: str) -> str:
        """Return the text of a file; an empty one if there is no such file."""
        if path in self.buffers:
            return self.buffers[path]
        raw = self._on_disk().files.get(path, b"")
        return raw.decode("utf-8", "replace").removeprefix("\ufeff")


@dataclass(slots=True)
class Repositories:
    """All repositories that open files are in."""

    options: Callable[[], Options]
    lists: Callable[[], Known]
    known: dict[Path, OpenRepository] = field(default_factory=dict)
    packs: dict[Path, OpenPacks] = field(default_factory=dict)
    """Folders of packs, which are read in another way: they are the law, and are under none."""

    def around(self, file: Path) -> tuple[OpenRepository | OpenPacks, str] | None:
        """Return the repository that a file is in, and its path there; None if it is in none."""
        try:
            in_packs = packs_around(file)
            if in_packs is not None:
                folder_, below = in_packs
                return self.packs.setdefault(folder_, OpenPacks(folder_)), below
            root = root_of(file if exists(file) else file.parent)
            path = resolve(file).relative_to(root).as_posix()
            if root not in self.known:
                opened = OpenRepository(root, self.options, self.lists)
                opened.tree()
                self.known[root] = opened
        except (LprPolicyError, ValueError):
            return None
        return self.known[root], path
