"""Check a repository again and again in one process; what did not change is not judged again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
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
    """The last check: its session, with the tree, and its results."""

    session: Session
    lists: tuple[str, int, int, int] | None
    judgments: dict[Work, Judgment]
    report: Report


class LiveSession:
    """Checks of one repository, one after another, as an editor or a watch needs them."""

    def __init__(self) -> None:
        self._before: _LastCheck | None = None

    def check(self, tree: Tree, options: Options, lists: Known | None) -> Report:
        """Judge the tree. If nothing differs, return the same report object as before."""
        changed = {owner(path) for path in self.changed_files(tree)}
        if self.tree is not None and not changed:
            tree = replace(tree, files=self.tree.files)  # its contents are in this process already
        state = file_state(lists.path) if lists is not None else None
        before = self._before
        if before is not None and not (
            before.lists == state
            and before.session.options == options
            and _place_and_faults(before.session.tree) == _place_and_faults(tree)
            and None not in changed  # nor any file that is in no agency's folder
        ):
            before = None
        shared = open_shared(tree, lists) if before is None else before.session.shared
        session = Session(tree, options, shared)
        work = work_on(session.files, tree)
        known = dict.fromkeys(work) if before is None else _same(work, session, before, changed)
        if before is not None and None not in known.values() and known == before.judgments:
            return before.report
        found = complete(known, session)
        made = report(session, found, lists, None)
        judgments = dict(zip(work, found, strict=True))
        self._before = _LastCheck(session, state, judgments, made)
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


def _place_and_faults(tree: Tree) -> tuple[object, ...]:
    return tree.prefix, tree.faults


def _same(
    work: Sequence[Work], session: Session, before: _LastCheck, changed: Set[str | None]
) -> dict[Work, Judgment | None]:
    """Return the last judgment of each agency of which nothing changed that it depends on."""
    papers, was = session.papers, before.session.papers
    kept = isinstance(papers, KeptPapers | OneLook) and papers is was  # else each may be another

    def same(one: Work) -> Judgment | None:
        judgment = before.judgments.get(one)
        if judgment is None or one[0] in changed or (changed and judgment.follows):
            return None
        return judgment if kept or judgment.papers == papers_now(papers, judgment.papers) else None

    return {one: same(one) for one in work}
