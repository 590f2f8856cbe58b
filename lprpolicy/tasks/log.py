"""The commits of a branch that touch some paths, oldest first, each with the files it left there.

Only the first parents are followed: what a merge brought in counts from the merge, because only
then was it the text of the branch.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from lprpolicy.tasks import git

_LOG: Final = (
    "log",
    "--first-parent",
    "--diff-merges=first-parent",
    "--reverse",
    "--raw",
    "-z",
    "--no-abbrev",
    "--no-renames",
    "--no-follow",
    "--no-show-signature",
    "--format=%H %ct",
    "--end-of-options",
)


@dataclass(frozen=True, slots=True)
class Blob:
    """A file of a commit: its mode and the id of its content."""

    mode: str
    id: str


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit with the day that its committer's clock claimed, in UTC, and the files by path."""

    id: str
    day: dt.date
    files: Mapping[str, Blob]


def commits(root: Path, head: str, paths: tuple[str, ...]) -> Iterator[Commit]:
    """Every commit up to `head` that touches one of these paths; asked of git in one go."""
    out = git.git(root, *_LOG, head, "--", *paths)
    words = out.decode("utf-8", "surrogateescape").split("\0")
    files: dict[str, Blob] = {}
    began: tuple[str, dt.date] | None = None
    here = iter(words)
    for word in here:
        entry = word.lstrip("\n")
        if entry.startswith(":"):
            _, mode, _, name, _ = entry.split(" ")
            path = next(here)
            files.pop(path, None)
            if mode != "000000":
                files[path] = Blob(mode, name)
        elif entry:
            if began:
                yield Commit(*began, dict(files))
            name, _, seconds = entry.partition(" ")
            began = name, dt.datetime.fromtimestamp(int(seconds), dt.UTC).date()
    if began:
        yield Commit(*began, dict(files))


def shallow(root: Path) -> bool:
    """Whether this clone leaves out what was before some commit."""
    return git.ask(root, "rev-parse", "--is-shallow-repository")[1].strip() == b"true"
