"""The check of a process that stays: what is as it was is neither read nor judged again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from lprpolicy.model.report import Report
from lprpolicy.tasks.check import completed, report, work_on
from lprpolicy.tasks.judgement import Court, Judgement
from lprpolicy.tasks.keys import digests, file_state
from lprpolicy.tasks.options import Options
from lprpolicy.tasks.owners import owner
from lprpolicy.tasks.repository import open_shared
from lprpolicy.tasks.store import Store
from lprpolicy.tasks.trees import Tree
from lprpolicy.tasks.walk import Files
from lprpolicy.tasks.workers import Work


@dataclass(frozen=True, slots=True)
class _Before:
    """The last check: of what, by what, and what it came to."""

    court: Court
    lists: tuple[str, int, int, int] | None
    judgements: dict[Work, Judgement]
    report: Report


class Standing:
    """Checks of one repository, one after another."""

    def __init__(self) -> None:
        self._before: _Before | None = None

    def check(self, tree: Tree, options: Options, lists: Store | None) -> Report:
        """Judge the tree; the very same report as before, where nothing differs."""
        if self.tree is not None and not self.differing(tree):
            tree = replace(tree, files=self.tree.files)  # whose contents are here
        state = file_state(lists.path) if lists is not None else None
        before = self._before
        if before is not None and not (
            before.lists == state
            and before.court.options == options
            and _shared(before.court.tree) == _shared(tree)
        ):
            before = None
        shared = open_shared(tree, lists) if before is None else before.court.shared
        court = Court(tree, options, shared)
        work = work_on(court.files, tree)
        known = {one: _same(one, court, before) for one in work}
        if before is not None and None not in known.values() and known == before.judgements:
            return before.report
        found = completed(known, court)
        made = report(court, found, lists, None)
        self._before = _Before(court, state, dict(zip(work, found, strict=True)), made)
        return made

    @property
    def tree(self) -> Tree | None:
        """What was checked last."""
        return self._before.court.tree if self._before is not None else None

    def differing(self, tree: Tree) -> list[str]:
        """The files that are not as they were at the last check; none before the first."""
        if self.tree is None:
            return []
        was: Mapping[str, bytes] = self.tree.files
        now: Mapping[str, bytes] = tree.files
        if isinstance(now, Files):
            was, now = digests(was), now.digests
        return sorted(path for path in was.keys() | now.keys() if was.get(path) != now.get(path))


def _shared(tree: Tree) -> tuple[object, ...]:
    """All of a tree that is in no agency's folder."""
    files = {path: raw for path, raw in tree.files.items() if owner(path) is None}
    return tree.prefix, tree.faults, files


def _same(one: Work, court: Court, before: _Before | None) -> Judgement | None:
    """The last judgement of an agency, if what it rests on is as it was."""
    judgement = before.judgements.get(one) if before is not None else None
    if before is None or judgement is None:
        return None
    if judgement.follows:
        return judgement if before.court.tree.files == court.tree.files else None
    agency, _ = one
    return judgement if before.court.files[agency] == court.files[agency] else None
