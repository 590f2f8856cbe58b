"""Find who gained and lost access with each commit of the policies' repository."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from lprpolicy.errors import UsageError
from lprpolicy.host import git
from lprpolicy.host.git_log import Blob, LogEntry, entries, shallow
from lprpolicy.host.outside import resolve
from lprpolicy.model.policy import Policy
from lprpolicy.model.sharing import Grant
from lprpolicy.model.words import Status
from lprpolicy.read.files import read_file
from lprpolicy.repository.repository import POLICY
from lprpolicy.write.site.facts import ChangeLog, Event, Shift, ShownCommit

KeyOf = Callable[[Grant], str]

NO_GIT: Final = "These policies are in no git repository, so nothing records what changed when."
SHALLOW: Final = "This copy of the repository is shallow: older changes are not in it."
PARTIAL: Final = "This copy of the repository lacks the contents of older files."
NO_COMMIT: Final = "The repository has no commit yet, so nothing records what changed when."
UNREAD: Final = "The history of the repository could not be read."


@dataclass(frozen=True, slots=True)
class _Edit:
    """One policy in one commit: git's object before and after; None if there was none."""

    town: str
    before: str | None
    after: str | None


def history(root: Path, key_of: KeyOf) -> ChangeLog:
    """List every commit of the main line that touched a policy, newest first."""
    try:
        top, head = git.top(root), git.commit_of(root, "HEAD")
    except UsageError as error:
        return ChangeLog((), None, _why_none(error.message))
    below = resolve(root).relative_to(resolve(top)).as_posix()
    prefix = "" if below == "." else f"{below}/"
    try:
        seen = [(one, tuple(_edits(one, prefix))) for one in entries(top, head, (below,))]
    except UsageError:
        return ChangeLog((), head, UNREAD)
    touching = [(one, edits) for one, edits in reversed(seen) if edits]
    blobs = _blobs(top, [edit for _, edits in touching for edit in edits])
    note = SHALLOW if shallow(top) else PARTIAL if blobs is None else None
    people = _Recipients(blobs or {}, key_of)
    commits = tuple(
        ShownCommit(one.id, one.when, _safe_subject(one.subject), tuple(map(people.shift, edits)))
        for one, edits in touching
    )
    return ChangeLog(commits, head, note)


def may_change(log: ChangeLog) -> bool:
    """Whether the same commit may have another history once this clone has what it lacks."""
    return log.note in (PARTIAL, UNREAD)


class _Recipients:
    """The recipients in each version of a file; each version is read once."""

    def __init__(self, blobs: Mapping[str, bytes], key_of: KeyOf) -> None:
        self.blobs = blobs
        self.key_of = key_of
        self.known: dict[str, frozenset[str] | None] = {}
        self.drafts: set[str] = set()

    def shift(self, edit: _Edit) -> Shift:
        event = Event.BEGUN if edit.before is None else Event.EDITED
        event = Event.GONE if edit.after is None else event
        before, after = self.of(edit.before), self.of(edit.after)
        if before is None or after is None:
            return Shift(edit.town, event, None, None, self.is_draft(edit))
        gained, lost = tuple(sorted(after - before)), tuple(sorted(before - after))
        return Shift(edit.town, event, gained, lost, self.is_draft(edit))

    def is_draft(self, edit: _Edit) -> bool:
        """Whether a policy was a draft after the commit, or before one that took it out."""
        return (edit.after or edit.before) in self.drafts

    def of(self, blob: str | None) -> frozenset[str] | None:
        """Return the keys of all recipients; None if the file cannot be read or has no list."""
        if blob is None:
            return frozenset()
        if blob not in self.known:
            self.known[blob] = self._read(blob)
        return self.known[blob]

    def _read(self, blob: str) -> frozenset[str] | None:
        if blob not in self.blobs:
            return None
        policy = read_file("policy.yaml", self.blobs[blob], Policy).value
        if policy is not None and policy.status is Status.PROPOSED:
            self.drafts.add(blob)
        if policy is None or policy.sharing is None or policy.sharing.grants is None:
            return None
        return frozenset(self.key_of(grant) for grant in policy.sharing.grants)


def _why_none(message: str) -> str:
    """Say why there is no history, from why git did not give one."""
    if git.NOT_HERE in message:
        return NO_GIT
    return NO_COMMIT if git.NO_COMMIT in message else UNREAD


def _edits(entry: LogEntry, prefix: str) -> Iterator[_Edit]:
    """Give the policies that a commit touched, by town; other files are left out."""
    found = []
    for one in entry.touched:
        path = one.path.removeprefix(prefix) if one.path.startswith(prefix) else ""
        if town := POLICY.fullmatch(path):
            found.append(_Edit(town[1], _file(one.before), _file(one.after)))
    yield from sorted(found, key=lambda edit: edit.town)


def _file(blob: Blob | None) -> str | None:
    """Return the object of an ordinary file; None for a link or a submodule."""
    return blob.id if blob is not None and blob.mode.startswith("100") else None


def _blobs(top: Path, edits: list[_Edit]) -> dict[str, bytes] | None:
    """Return the content of every version by object; None if this clone lacks some of them."""
    wanted = {name for edit in edits for name in (edit.before, edit.after) if name}
    try:
        return git.blobs(top, wanted)
    except UsageError:
        return None


def _safe_subject(subject: str) -> str:
    """Make a commit's subject safe for a page, whatever bytes somebody committed."""
    return subject.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
