"""List the commits of a branch that touch some paths, oldest first, with the files of each.

Only first parents are followed: a text that a merge brought in counts from the day of the merge,
because the branch did not say it before.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Final

from lprpolicy.host import git

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
    "--format=%H %ct %s",
    "--end-of-options",
)
_DAYS: Final = (
    "log",
    "--first-parent",
    "--reverse",
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
class Touched:
    """A path that a commit touched, with the file before and after; None if there was none."""

    path: str
    before: Blob | None
    after: Blob | None


@dataclass(frozen=True, slots=True)
class LogEntry:
    """A commit with the moment that its committer's clock claimed, in UTC."""

    id: str
    when: dt.datetime
    subject: str
    touched: tuple[Touched, ...]


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit with the day that its committer's clock claimed, in UTC, and the files by path.

    It was made on a day from `earliest` to `latest`, as far as the clocks of the commits before
    and after it were right: not before any that it follows, nor after any that follows it.
    """

    id: str
    day: dt.date
    earliest: dt.date
    latest: dt.date
    files: Mapping[str, Blob]


def entries(root: Path, head: str, paths: tuple[str, ...]) -> Iterator[LogEntry]:
    """List every commit up to `head` that touches one of these paths, with one run of git."""
    out = git.git(root, *_LOG, head, "--", *paths)
    words = iter(out.decode("utf-8", "surrogateescape").split("\0"))
    header, touched = "", list[Touched]()
    for word in words:
        entry = word.lstrip("\n")
        if entry.startswith(":"):
            touched.append(_parse_touched(entry, next(words)))
        elif entry:
            if header:
                yield _entry(header, touched)
            header, touched = entry, []
    if header:
        yield _entry(header, touched)


def _entry(header: str, touched: list[Touched]) -> LogEntry:
    name, seconds, subject = header.split(" ", 2)
    return LogEntry(name, _moment(int(seconds)), subject, tuple(touched))


def _moment(seconds: int) -> dt.datetime:
    """Turn git's seconds into a moment; a time outside the calendar becomes its last day.

    Git stores any number. An error would hide all later commits too, since nobody can take a
    commit out of a history.
    """
    last = dt.datetime.max.replace(microsecond=0, tzinfo=dt.UTC)
    return dt.datetime.fromtimestamp(min(seconds, int(last.timestamp())), dt.UTC)


def _parse_touched(entry: str, path: str) -> Touched:
    """Parse `:100644 100644 <before> <after> M` and the path."""
    modes = entry[1:].split(" ")
    before, after = (
        None if mode == "000000" else Blob(mode, name)
        for mode, name in ((modes[0], modes[2]), (modes[1], modes[3]))
    )
    return Touched(path, before, after)


def commits(root: Path, head: str, paths: tuple[str, ...]) -> Iterator[Commit]:
    """List the same commits, each with all files at these paths after it."""
    days = _bounds(root, head)
    files: dict[str, Blob] = {}
    for entry in entries(root, head, paths):
        for one in entry.touched:
            files.pop(one.path, None)
            if one.after is not None:
                files[one.path] = one.after
        yield Commit(entry.id, entry.when.date(), *days[entry.id], dict(files))


def _bounds(root: Path, head: str) -> dict[str, tuple[dt.date, dt.date]]:
    """Return the earliest and latest day of every commit of the branch, whatever it touches."""
    out = git.git(root, *_DAYS, head, "--").decode("ascii")
    ids, seconds = zip(*(line.split(" ") for line in out.splitlines()), strict=True)
    days = [_moment(int(one)).date() for one in seconds]
    latest = accumulate(days, max)
    earliest = [*accumulate(reversed(days), min)][::-1]
    return dict(zip(ids, zip(earliest, latest, strict=True), strict=True))


def shallow(root: Path) -> bool:
    """Whether this is a shallow clone, which lacks the commits before some point."""
    return git.ask(root, "rev-parse", "--is-shallow-repository")[1].strip() == b"true"
