"""Read the files below a folder, with a second process if there are very many.

Of the files that the other process reads, this one gets paths and digests first. Their contents
follow when one is asked for, together with the files that all agencies share, parsed already. A run
whose result is cached needs the digests only.
"""

from __future__ import annotations

import marshal
from collections.abc import (
    Callable,
    Collection,
    ItemsView,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
)
from contextlib import suppress
from dataclasses import astuple, dataclass
from functools import partial
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Final, NamedTuple

from lprpolicy.errors import UsageError
from lprpolicy.host.files.found import (
    Entry,
    FileFault,
    Found,
    content,
    to_visit,
    unlistable_folder,
    visit_all,
)
from lprpolicy.host.parallel.forks import Fork, can_fork
from lprpolicy.host.parallel.parts import Parts

MANY: Final = 1_000
"""Below this many entries, one process reads the folder faster than two."""
_NOTHING: Final = marshal.dumps({})


@dataclass(frozen=True, slots=True)
class Ahead:
    """Parsing that the other process does ahead of time, and how this one takes over the result.

    `make` turns the files that were found into bytes there; `learn` reads those bytes here.
    """

    make: Callable[[Mapping[str, bytes]], bytes]
    learn: Callable[[bytearray], None]


class Files(Mapping[str, bytes]):
    """Files by path, with digests. Some contents stay in the other process until one is read."""

    def __init__(
        self,
        root: str,
        digests: dict[str, bytes],
        here: dict[str, bytes],
        *,
        elsewhere: Fork,
        ahead: Ahead,
    ) -> None:
        self.digests = digests
        self._root, self._here, self._ahead = root, here, ahead
        self._elsewhere: Fork | None = elsewhere

    def __getitem__(self, path: str) -> bytes:
        return self._whole()[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self.digests)

    def __len__(self) -> int:
        return len(self.digests)

    def items(self) -> ItemsView[str, bytes]:
        return self._whole().items()

    def want_contents(self) -> None:
        """Let the other process hand over its contents now: all of them will be read."""
        if self._elsewhere is not None:
            self._elsewhere.go_on()

    def _whole(self) -> dict[str, bytes]:
        if self._elsewhere is not None:
            self._elsewhere.go_on()
            documents = self._elsewhere.answer()
            if documents is not None:
                self._ahead.learn(documents)
            there: dict[str, bytes] = marshal.loads(self._elsewhere.answer() or _NOTHING)
            self._elsewhere.end()
            found = self._here | there
            again = (path for path in self.digests if path not in found)
            found |= {path: self._again(path) for path in again}
            self._here = {path: found[path] for path in self.digests}
            self._elsewhere = None
        return self._here

    def _again(self, path: str) -> bytes:
        """Read a file whose first reader died; a UsageError if it changed since its digest."""
        with suppress(OSError):
            raw = content(f"{self._root}/{path}")
            if sha256(raw).digest() == self.digests[path]:
                return raw
        raise UsageError(f"{path}: changed while it was read", hint="run it again")


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """What this process does while another one reads; `do` is given the folders found so far.

    `wanted` says that all contents will be needed, so the other process sends them unasked.
    """

    do: Callable[[Collection[str]], object]
    wanted: bool = False


class Walked(NamedTuple):
    """The files below a folder by path, sorted by name, and the faults of the others.

    `folders` are the paths of all folders below it, but of none below a hidden one.
    """

    files: Mapping[str, bytes]
    faults: tuple[FileFault, ...]
    folders: frozenset[str] = frozenset()


def walk(root: Path, *, ahead: Ahead, meanwhile: Meanwhile | None = None) -> Walked:
    """Read the files below a folder."""
    try:
        entries = list(to_visit(str(root)))
    except OSError as error:
        return Walked({}, (unlistable_folder("", error),))
    if len(entries) >= MANY and can_fork():
        with suppress(OSError):
            return _walk_together(str(root), entries, meanwhile, ahead)
    found = visit_all(entries)
    return Walked(found.files, tuple(found.faults), _folders(entries, found.folders))


def _folders(entries: Iterable[Entry], found: Iterable[str]) -> frozenset[str]:
    return frozenset({"", *(below.rstrip("/") for _, below in entries), *found})


def _walk_together(
    root: str, entries: Sequence[Entry], meanwhile: Meanwhile | None, ahead: Ahead
) -> Walked:
    """Read some parts here and some in a second process; an OSError if it cannot start."""
    parts = Parts(entries)
    try:
        wanted = meanwhile is not None and meanwhile.wanted
        there = Fork(partial(_answer, parts, ahead, wanted=wanted))
        try:
            if meanwhile is not None:
                if meanwhile.wanted:
                    there.go_on()
                meanwhile.do({below.rstrip("/") for _, below in entries})
            here = {number: visit_all(parts[number]) for number in parts.take()}
            said = {number: _without_contents(found) for number, found in here.items()}
            said |= marshal.loads(there.answer() or _NOTHING)
            if len(said) < len(parts):
                raise OSError("the other process is gone")
        except BaseException:
            there.end()
            raise
    finally:
        parts.close()
    digests: dict[str, bytes] = {}
    faults: list[FileFault] = []
    folders: list[str] = []
    for number in range(len(parts)):
        more, wrong, below = said[number]
        digests |= more
        faults += (FileFault(*fault) for fault in wrong)
        folders += below
    files = {path: raw for found in here.values() for path, raw in found.files.items()}
    whole = Files(root, digests, files, elsewhere=there, ahead=ahead)
    return Walked(whole, tuple(faults), _folders(entries, folders))


def _answer(parts: Parts[Entry], ahead: Ahead, *, wanted: bool) -> Iterator[bytes]:
    """Answer from the other process, in three pieces: digests, parsed documents, contents.

    The first process may ask for the first piece only. The files that all agencies share are in
    part 0, so if they are wanted they are parsed as soon as that part is read.
    """
    there: dict[int, Found] = {}
    read: bytes | None = None
    for number in parts.take():
        there[number] = visit_all(parts[number])
        if wanted and number == 0:
            read = ahead.make(there[number].files)
    yield marshal.dumps({number: _without_contents(found) for number, found in there.items()})
    files = dict(chain.from_iterable(found.files.items() for found in there.values()))
    contents = marshal.dumps(files)
    yield ahead.make(files) if read is None else read
    yield contents


def _without_contents(found: Found) -> tuple[dict[str, bytes], list[tuple[str, ...]], list[str]]:
    """Return the digest of each file of a part, its faults as plain tuples, and its folders."""
    digests = {path: sha256(raw).digest() for path, raw in found.files.items()}
    return digests, [astuple(fault) for fault in found.faults], found.folders
