"""Check a repository again and again in one process; what did not change is not judged again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lprpolicy.evaluate.judgment import Judgment, Session
from lprpolicy.evaluate.keys import digests
from lprpolicy.evaluate.options import Options
from lprpolicy.evaluate.own_rules import papers_now
from lprpolicy.evaluate.report import complete, report, work_on
from lprpolicy.evaluate.workers import Work
from lprpolicy.host.files.papers import KeptPapers, OneLook
from lprpolicy.host.files.stamps import file_state
from lprpolicy.host.files.tree import Tree
from lprpolicy.host.files.walk import Files
from lprpolicy.host.garbage import set_aside
from lprpolicy.model.layout import owner
from lprpolicy.model.report import Report
from lprpolicy.repository.repository import open_shared

if TYPE_CHECKING:
    from lprpolicy.repository.known_lists import Known


@dataclass(frozen=True, slots=True)
class _LastCheck:
    """The last check: its tree, its session and its results."""

    session: Session
    shared_files: tuple[object, ...]
    lists: tuple[str, int, int, int] | None
    judgments: dict[Work, Judgment]
    report: Report


class LiveSession:
    """Checks of one repository, one after another, as an editor or a watch needs them."""

    def __init__(self) -> None:
        self._before: _LastCheck | None = None

    def check(self, tree: Tree, options: Options, lists: Known | None) -> Report:
        """Judge the tree. If nothing differs, return the same report object as before."""
        if self.tree is not None and not self.changed_files(tree):
            tree = replace(tree, files=self.tree.files)  # its contents are in this process already
        state = file_state(lists.path) if lists is not None else None
        before, shared_files = self._before, _shared_files(tree)
        if before is not None and not (
            before.lists == state
            and before.session.options == options
            and before.shared_files == shared_files
        ):
            before = None
        shared = open_shared(tree, lists) if before is None else before.session.shared
        session = Session(tree, options, shared)
        work = work_on(session.files, tree)
        known = {one: _same(one, session, before) for one in work}
        if before is not None and None not in known.values() and known == before.judgments:
            return before.report
        found = complete(known, session)
        made = report(session, found, lists, None)
        judgments = dict(zip(work, found, strict=True))
        self._before = _LastCheck(session, shared_files, state, judgments, made)
        if before is None:
            set_aside()  # all of it stays for the checks to come
        return made

    @property
    def tree(self) -> Tree | None:
        """Return the tree of the last check."""
        return self._before.session.tree if self._before is not None else None

    @property
    def session(self) -> Session | None:
        """Return the session of the last check, with what it read."""
        return self._before.session if self._before is not None else None

    def changed_files(self, tree: Tree) -> list[str]:
        """List the files that changed since the last check; none before the first."""
        if self.tree is None:
            return []
        was: Mapping[str, bytes] = self.tree.files
        now: Mapping[str, bytes] = tree.files
        if isinstance(now, Files):
            was, now = digests(was), now.digests
        return sorted(path for path in was.keys() | now.keys() if was.get(path) != now.get(path))


def _shared_files(tree: Tree) -> tuple[object, ...]:
    """Return everything of a tree that is in no agency's folder, to be compared."""
    files = {path: raw for path, raw in tree.files.items() if owner(path) is None}
    return tree.prefix, tree.faults, files


def _same(one: Work, session: Session, before: _LastCheck | None) -> Judgment | None:
    """Return the last judgment of an agency if nothing changed that it depends on."""
    judgment = before.judgments.get(one) if before is not None else None
    if before is None or judgment is None:
        return None
    if not _same_papers(judgment, session, before.session):
        return None
    if judgment.follows:
        return judgment if before.session.tree.files == session.tree.files else None
    agency, _ = one
    return judgment if before.session.files[agency] == session.files[agency] else None


def _same_papers(judgment: Judgment, now: Session, before: Session) -> bool:
    """Whether every paper that the judgment rests on is as it was; each look may be at the disk."""
    if isinstance(now.papers, KeptPapers | OneLook) and now.papers is before.papers:
        return True
    return judgment.papers == papers_now(now.papers, judgment.papers)
