"""Who gained and who lost access, from the commits of the repository that holds the policies."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from lprpolicy.model.policy import Policy
from lprpolicy.model.sharing import Grant
from lprpolicy.model.site import Commit, Event, History, Shift
from lprpolicy.read.files import read_file
from lprpolicy.tasks.repository import POLICY

KeyOf = Callable[[Grant], str]

NO_GIT: Final = "These policies are in no git repository, so nobody can tell what changed when."
SHALLOW: Final = "This copy of the repository is shallow: older changes are not in it."
PARTIAL: Final = "This copy of the repository lacks the contents of older files."
UNREAD: Final = "The history of the repository could not be read."
_KEPT: Final = ("GIT_CEILING_DIRECTORIES", "GIT_CONFIG_NOSYSTEM", "GIT_CONFIG_GLOBAL")
_ENVIRONMENT: Final = {
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_LITERAL_PATHSPECS": "1",
    "LC_ALL": "C",
}
_QUIET: Final = ("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null")
_SECONDS: Final = 120


@dataclass(frozen=True, slots=True)
class _Edit:
    """One file of one commit: the object before and after, None where there was none."""

    town: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class _Entry:
    commit: str
    when: dt.datetime
    subject: str
    edits: tuple[_Edit, ...]


def history(root: Path, key_of: KeyOf) -> History:
    """Every commit that touched a policy, newest first, as the main line of history has it."""
    head = _git(root, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")
    prefix = _git(root, "rev-parse", "--show-prefix")
    if head is None or prefix is None:
        return History((), None, NO_GIT)
    log = _log(root)
    if log is None:
        return History((), head.decode().strip(), UNREAD)
    entries = list(_entries(log, prefix.decode("utf-8", "surrogateescape").strip("\n")))
    blobs = _blobs(root, entries)
    shallow = (_git(root, "rev-parse", "--is-shallow-repository") or b"").strip() == b"true"
    note = SHALLOW if shallow else PARTIAL if blobs is None else None
    people = _Recipients(blobs or {}, key_of)
    commits = tuple(
        Commit(entry.commit, entry.when, entry.subject, tuple(map(people.shift, entry.edits)))
        for entry in entries
    )
    return History(commits, head.decode().strip(), note)


class _Recipients:
    """Who was on the list in each version of a file; a version is read once."""

    def __init__(self, blobs: Mapping[str, bytes], key_of: KeyOf) -> None:
        self.blobs = blobs
        self.key_of = key_of
        self.known: dict[str, frozenset[str] | None] = {}

    def shift(self, edit: _Edit) -> Shift:
        event = Event.BEGUN if edit.before is None else Event.EDITED
        event = Event.GONE if edit.after is None else event
        before, after = self.of(edit.before), self.of(edit.after)
        if before is None or after is None:
            return Shift(edit.town, event, None, None)
        gained, lost = tuple(sorted(after - before)), tuple(sorted(before - after))
        return Shift(edit.town, event, gained, lost)

    def of(self, blob: str | None) -> frozenset[str] | None:
        """Keys of everybody on the list; None where the file cannot be read or does not say."""
        if blob is None:
            return frozenset()
        if blob not in self.known:
            self.known[blob] = self._read(blob)
        return self.known[blob]

    def _read(self, blob: str) -> frozenset[str] | None:
        if blob not in self.blobs:
            return None
        policy = read_file("policy.yaml", self.blobs[blob], Policy).value
        if policy is None or policy.sharing is None or policy.sharing.grants is None:
            return None
        return frozenset(self.key_of(grant) for grant in policy.sharing.grants)


def _log(root: Path) -> bytes | None:
    """The commits of the main line with the files they touched; a merge counts as one commit."""
    return _git(
        root,
        "log",
        "--first-parent",
        "--diff-merges=first-parent",
        "--raw",
        "--no-renames",
        "--no-abbrev",
        "--no-show-signature",
        "-z",
        "--format=%H %ct %s",
        "HEAD",
        "--",
        ".",
    )


def _entries(log: bytes, prefix: str) -> Iterator[_Entry]:
    """The commits of a log that touched policies."""
    tokens = iter(log.decode("utf-8", "replace").split("\0"))
    header, edits = "", list[_Edit]()
    for token in tokens:
        token = token.lstrip("\n")
        if token.startswith(":"):
            edits += _edit(token, next(tokens, ""), prefix)
        elif token:
            yield from _entry(header, edits)
            header, edits = token, []
    yield from _entry(header, edits)


def _entry(header: str, edits: list[_Edit]) -> Iterator[_Entry]:
    if edits:
        commit, seconds, subject = [*header.split(" ", 2), ""][:3]
        when = dt.datetime.fromtimestamp(int(seconds), dt.UTC)
        yield _Entry(commit, when, subject, tuple(sorted(edits, key=lambda edit: edit.town)))


def _edit(raw: str, path: str, prefix: str) -> Iterator[_Edit]:
    """`:100644 100644 <before> <after> M` and the path; what is no policy's file is left out."""
    found = POLICY.fullmatch(path.removeprefix(prefix)) if path.startswith(prefix) else None
    if found is not None:
        before_mode, after_mode, before, after = raw[1:].split(" ")[:4]
        yield _Edit(
            found[1],
            before if before_mode.startswith("100") else None,
            after if after_mode.startswith("100") else None,
        )


def _blobs(root: Path, entries: list[_Entry]) -> dict[str, bytes] | None:
    """The content of every version, by its object; None where the clone does not hold them all."""
    wanted = {
        name for entry in entries for edit in entry.edits for name in (edit.before, edit.after)
    }
    names = sorted(name for name in wanted if name)
    if not names:
        return {}
    out = _git(root, "cat-file", "--batch", stdin=("\n".join(names) + "\n").encode())
    if out is None:
        return None
    found: dict[str, bytes] = {}
    at = 0
    while at < len(out):
        end = out.index(b"\n", at)
        said = out[at:end].decode("ascii", "replace").split()
        at = end + 1
        if len(said) == 3 and said[1] == "blob":
            found[said[0]] = out[at : at + int(said[2])]
            at += int(said[2]) + 1
    return found if len(found) == len(names) else None


def _git(root: Path, *arguments: str, stdin: bytes | None = None) -> bytes | None:
    """What git prints, or None where it refuses or is not here; it runs no program of its own."""
    kept = {name: value for name, value in os.environ.items() if _keeps(name)}
    try:
        done = subprocess.run(
            ["git", "-C", str(root), *_QUIET, *arguments],
            input=b"" if stdin is None else stdin,
            capture_output=True,
            env=kept | _ENVIRONMENT,
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None


def _keeps(name: str) -> bool:
    """Variables of a hook would point git at another repository than the one that is asked."""
    return not name.startswith("GIT_") or name in _KEPT
