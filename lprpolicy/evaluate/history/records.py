"""Read the policy of one agency at every commit that touched it, with that commit's directory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from lprpolicy.evaluate.states import state_of
from lprpolicy.host import git
from lprpolicy.host.git_log import Blob, Commit, commits
from lprpolicy.host.outside import resolve
from lprpolicy.host.progress import with_progress
from lprpolicy.identify.index import Index
from lprpolicy.model.directory import Directory
from lprpolicy.model.history import Revision
from lprpolicy.model.policy import Policy
from lprpolicy.model.state import State
from lprpolicy.model.words import Status, Tri
from lprpolicy.read.files import Read, read_file
from lprpolicy.repository.directories import federal
from lprpolicy.repository.national import national
from lprpolicy.repository.repository import DIRECTORY

_FILE: Final = ("100644", "100755", "100664")


@dataclass(frozen=True, slots=True)
class Record:
    """A revision with its policy. `state` and `policy` are None if the policy cannot be read.

    `directory` says what is wrong with that commit's directory, if anything is. In that case an
    unknown name may belong to anybody, and no answer may rest on it.
    """

    revision: Revision
    index: Index
    policy: Policy | None = None
    state: State | None = None
    directory: str | None = None


@dataclass(slots=True)
class _RevisionReader:
    top: Path
    below: str
    agency: str
    directories: dict[tuple[tuple[str, str], ...], tuple[Index, str | None]] = field(
        default_factory=dict
    )

    @property
    def file(self) -> str:
        return f"{self.below}{self.agency}/policy.yaml"

    def record(self, commit: Commit) -> Record:
        index, wrong = self._index(commit)
        revision = Revision(commit.id, commit.latest, commit.day, commit.earliest, Tri.NO)
        blob = commit.files.get(self.file)
        if blob is None:
            why = "there is no policy of this agency"
            return Record(replace(revision, why=why), index, directory=wrong)
        read = self._read(blob)
        if isinstance(read, str):
            unread = replace(revision, policy=Tri.UNKNOWN, why=read)
            return Record(unread, index, directory=wrong)
        adopted = read.status is Status.ADOPTED and read.adopted is not None
        known = replace(revision, policy=Tri.YES, approval=_approval(read), adopted=adopted)
        return Record(known, index, read, state_of(read, index, commit.day), wrong)

    def _read(self, blob: Blob) -> Policy | str:
        if blob.mode not in _FILE:
            return "policy.yaml is no ordinary file"
        read = read_file(self.file, git.blobs(self.top, [blob.id])[blob.id], Policy)
        if read.value is None:
            return f"policy.yaml cannot be read: {_fault(read)}"
        if read.value.agency != self.agency:
            return f"policy.yaml speaks of another agency, {read.value.agency}"
        return read.value

    def _index(self, commit: Commit) -> tuple[Index, str | None]:
        held = {
            path: blob
            for path, blob in sorted(commit.files.items())
            if DIRECTORY.fullmatch(path.removeprefix(self.below))
        }
        key = tuple((path, blob.id) for path, blob in held.items())
        if key not in self.directories:
            self.directories[key] = self._directory(held)
        return self.directories[key]

    def _directory(self, held: dict[str, Blob]) -> tuple[Index, str | None]:
        files = {path: blob for path, blob in held.items() if blob.mode in _FILE}
        raw = git.blobs(self.top, (blob.id for blob in files.values()))
        read = [read_file(path, raw[blob.id], Directory) for path, blob in files.items()]
        unread = sorted({*held} - {*files} | {one.document.file for one in read if not one.value})
        wrong = f"{', '.join(unread)} cannot be read" if unread else None
        own = (one.value for one in read if one.value)
        return Index.of(federal(), *own, lists=national()), wrong


def _fault(read: Read[Policy]) -> str:
    """Name the first thing that is wrong with a file, in a few words."""
    document = read.document
    for fault in document.faults:
        return f"line {fault.span.start.line} {fault.message}"
    first = read.misfits[0].verdict
    line = document.locate(first.at, key=first.key).span.start.line
    return f"line {line} {first.message}"


def _approval(policy: Policy) -> str:
    vote = policy.adopted
    if policy.status is Status.PROPOSED or vote is None:
        return f"{policy.status}, adopted by nobody"
    said = f"adopted by {vote.by} on {vote.on}, recorded in {vote.record}"
    return said if policy.status is Status.ADOPTED else f"{policy.status}; {said}"


def records(root: Path, top: Path, head: str, agency: str) -> Iterator[Record]:
    """Read the records, oldest first. A commit's day is never before that of its parent.

    Committers' clocks can be wrong, and access cannot end before it began.
    """
    below = resolve(root).relative_to(resolve(top)).as_posix()
    reader = _RevisionReader(top, "" if below == "." else f"{below}/", agency)
    vote = None
    seen = list(commits(top, head, (reader.file, f"{reader.below}directory")))
    for commit in with_progress("reading commits", seen):
        record = reader.record(commit)
        approval = record.revision.approval
        voted = approval is None or approval != vote
        vote = approval or vote
        yield replace(record, revision=replace(record.revision, voted=voted))
