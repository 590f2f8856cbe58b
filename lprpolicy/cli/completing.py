"""What a shell offers for a word: rules, agencies, states and formats, found by file names alone.

No file is read, so that an answer takes as long as listing the folders.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from lprpolicy.host.package_data import path_of

_MOST: Final = 2_000
"""More words than this help nobody who presses a key."""


def words(kind: str | None, begun: str) -> list[str]:
    """Return what may stand for a parameter of this name, where it begins as typed."""
    find = _KINDS.get(kind or "")
    found: list[str] = []
    if find is not None:
        with suppress(OSError):  # a folder that nobody may list offers nothing
            found = sorted({word for word in find() if word.startswith(begun)})
    return found[:_MOST]


def _rules() -> Iterator[str]:
    packs = path_of("packs")
    for path in packs.rglob("*.yaml"):
        if path.name != "pack.yaml":
            yield path.relative_to(packs).with_suffix("").as_posix()
    for root in _repositories():
        for path in root.glob("us-??/*/rules/*.yaml"):
            yield f"{path.parts[-4]}/{path.parts[-3]}/{path.stem}"


def _agencies() -> Iterator[str]:
    for root in _repositories():
        for path in root.glob("us-??/*/policy.yaml"):
            yield f"{path.parts[-3]}/{path.parts[-2]}"


def _states() -> Iterator[str]:
    for path in path_of("packs").glob("us-??"):
        yield from (path.name, path.name[3:].upper())


def _repositories() -> Iterable[Path]:
    """Return the folders here that can hold a policy repository, or that this one is in."""
    here = Path.cwd()
    return (here, here / "policies", *list(here.parents)[:3])


_KINDS: Final[dict[str, Callable[[], Iterator[str]]]] = {
    "agency": _agencies,
    "rule": _rules,
    "select": _rules,
    "ignore": _rules,
    "state": _states,
    "pack": _states,
}
"""The functions that find the words, by the name of the parameter."""
