"""A folder of packs, the law as data, with the unsaved text of open files laid over it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from lprpolicy.host.files.found import content
from lprpolicy.host.outside import exists, resolve
from lprpolicy.judge.obligation import Obligation
from lprpolicy.model.layout import is_state
from lprpolicy.model.places import Pointer
from lprpolicy.model.rule import Pack, Rule
from lprpolicy.read.files import Read, read_file
from lprpolicy.read.yaml import Document, read
from lprpolicy.repository.law import bind

PACK: Final = "pack.yaml"
_FEDERAL: Final = "us"


Wrong = tuple[Pointer, bool, str, str]
"""A place in the data, whether its key is meant, a code, and the words."""


@dataclass(slots=True)
class OpenPacks:
    """A folder of packs with the unsaved text of its open files laid over it."""

    root: Path
    buffers: dict[str, str] = field(default_factory=dict)
    """The text of open files by path below the root."""

    def raw(self, path: str) -> bytes | None:
        """Return a file as it is in the editor, or on disk; None if there is none to read."""
        if path in self.buffers:
            return self.buffers[path].encode("utf-8", "surrogatepass")
        try:
            return content(str(self.root / path))
        except OSError:
            return None

    def text(self, path: str) -> str:
        """Return the text of a file; an empty one if there is no such file."""
        return (self.raw(path) or b"").decode("utf-8", "replace").removeprefix("\ufeff")

    def document(self, path: str) -> Document:
        return read(path, self.raw(path) or b"")

    def changed_on_disk(self, paths: Iterable[Path]) -> None:
        """Nothing has to be done: what is not open is read from the disk each time."""

    def look_again(self) -> None:
        """Nothing has to be done here either."""

    def pack(self, path: str) -> Read[Pack] | None:
        """Read the pack.yaml beside a file; None if there is none."""
        file = beside(path, PACK)
        raw = self.raw(file)
        return read_file(file, raw, Pack) if raw is not None else None

    def rule(self, path: str) -> tuple[Read[Rule], Obligation | None, list[Wrong]]:
        """Read a rule, bind it to its check, and give what is wrong with either."""
        found = read_file(path, self.raw(path) or b"", Rule)
        wrong = list(of_reading(found))
        pack = self.pack(path)
        if found.value is None or pack is None or pack.value is None:
            return found, None, wrong
        rule, misfits = bind(path.removesuffix(".yaml"), found.value, pack.value, path)
        wrong += [(one.verdict.at, one.verdict.key, one.code, one.verdict.says) for one in misfits]
        return found, rule, wrong

    def names(self, path: str) -> list[str]:
        """The names of the rules beside a file."""
        folder = (self.root / path).parent
        on_disk = {file.stem for file in folder.glob("*.yaml") if file.name != PACK}
        return sorted(on_disk)


def packs_around(file: Path) -> tuple[Path, str] | None:
    """Return the folder of packs that a file is in, and its path there; None if it is in none.

    A folder with a pack.yaml is a pack: of a state or of the nation, or of an agency below a state.
    """
    path = resolve(file)
    pack = path.parent
    if path.suffix != ".yaml" or not exists(pack / PACK):
        return None
    above = pack.parent.parent if is_state(pack.parent.name) else pack.parent
    if pack.name != _FEDERAL and not is_state(pack.name) and above == pack.parent:
        return None
    return above, path.relative_to(above).as_posix()


def of_reading(found: Read[Any]) -> Iterator[Wrong]:
    """What keeps a file from being read as its format."""
    for one in found.misfits:
        yield one.verdict.at, one.verdict.key, one.code, one.verdict.says


def beside(path: str, name: str) -> str:
    """Return the path of another file of the same pack."""
    return f"{path.rpartition('/')[0]}/{name}"
