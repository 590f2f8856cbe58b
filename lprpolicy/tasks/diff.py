"""Compare two states of a repository, town by town, and decide whether the change may merge."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from lprpolicy.compare.changes import compare
from lprpolicy.errors import NothingChecked, UsageError
from lprpolicy.evaluate.change import nothing
from lprpolicy.evaluate.report import Options, check
from lprpolicy.evaluate.searches.opening import NO_SEARCHES, read_groups
from lprpolicy.evaluate.searches.replay import replay_change
from lprpolicy.evaluate.states import of_repository
from lprpolicy.host.files.tree import Tree
from lprpolicy.host.progress import with_progress
from lprpolicy.model.change import Change, Effect
from lprpolicy.model.diff import AgencyChanges, Diff, Ending, ReplayedLog
from lprpolicy.model.report import Decision, Report
from lprpolicy.model.search_groups import SearchGroups
from lprpolicy.model.state import State, Topic
from lprpolicy.repository.law import Law, built_in
from lprpolicy.repository.national import national
from lprpolicy.repository.repository import Repository, open_repository
from lprpolicy.repository.revisions import Side

ENDS_WITHIN: Final = 30
_NOTHING: Final = "nothing was compared"


@dataclass(frozen=True, slots=True)
class _DiffSides:
    base: Repository
    head: Repository
    head_tree: Tree
    law: Law
    day: dt.date


def diff(
    base: Side,
    head: Side,
    options: Options,
    law: Law | None = None,
    searches: Mapping[str, Path] = NO_SEARCHES,
) -> Diff:
    """Compare every agency whose own files or shared files are not the same bytes.

    `searches` are groups files of logs, by agency: what the change would have made of them.
    """
    logs = _read_searches(base.tree, head.tree, searches)
    touched = _affected_agencies(base.tree, head.tree)
    sides = _DiffSides(
        open_repository(_only(base.tree, touched), national()),
        open_repository(_only(head.tree, touched), national()),
        head.tree,
        law or built_in(),
        options.as_of,
    )
    compared = (
        _agency(sides, name) for name in with_progress("comparing policies", sorted(touched))
    )
    agencies = [found for found in compared if found.changes]
    report = _judge(sides, base, agencies, options) if touched else None
    return Diff(
        base=base.name,
        head=head.name,
        base_commit=base.commit,
        head_commit=head.commit,
        as_of=options.as_of,
        agencies=tuple(agencies),
        report=report,
        decision=report.decision if report else Decision.ALLOW,
        ending=tuple(_ending(sides.head, options.as_of)),
        replayed=tuple(_replay(sides, agencies, logs)),
    )


def _affected_agencies(base: Tree, head: Tree) -> frozenset[str]:
    """Return the agencies that may differ: all of them if a shared file does."""
    names = {*base.files, *head.files}
    differ = {name for name in names if base.files.get(name) != head.files.get(name)}
    differ |= {fault.file for fault in (*base.faults, *head.faults)}
    everyone = {owner for name in names if (owner := _owner(name))}
    if any(_owner(name) is None for name in differ):
        return frozenset(everyone)
    return frozenset(owner for name in differ if (owner := _owner(name)))


def _read_searches(base: Tree, head: Tree, searches: Mapping[str, Path]) -> dict[str, SearchGroups]:
    """Read every groups file, of agencies that did not change too: a wrong name shows at once."""
    owners = {owner for name in (*base.files, *head.files) if (owner := _owner(name))}
    if unknown := sorted(searches.keys() - owners):
        raise UsageError(
            f"there is no policy of {', '.join(unknown)} here",
            hint="--searches takes the id of an agency, such as us-ct/westport-pd",
            consequence=_NOTHING,
        )
    return {agency: read_groups(path, agency, _NOTHING) for agency, path in searches.items()}


def _replay(
    sides: _DiffSides, agencies: list[AgencyChanges], logs: Mapping[str, SearchGroups]
) -> Iterator[ReplayedLog]:
    """Say what the change would have made of each log, where both policies can be read."""
    for one in agencies:
        before, after = (held.policies.get(one.agency) for held in (sides.base, sides.head))
        if one.agency not in logs or before is None or after is None:
            continue
        if before.value is not None and after.value is not None:
            was, now = (before.value, sides.base.index), (after.value, sides.head.index)
            yield replay_change(logs[one.agency], was, now, sides.day)


def _shared_differs(base: Tree, head: Tree) -> bool:
    names = (name for name in {*base.files, *head.files} if _owner(name) is None)
    return any(base.files.get(name) != head.files.get(name) for name in names)


def _owner(path: str) -> str | None:
    """Return the agency whose folder a file is in; None for a file that towns share."""
    state, _, rest = path.partition("/")
    agency, _, below = rest.partition("/")
    return f"{state}/{agency}" if state.startswith("us-") and below else None


def _only(tree: Tree, agencies: frozenset[str]) -> Tree:
    kept = {
        name: raw
        for name, raw in tree.files.items()
        if (owner := _owner(name)) is None or owner in agencies
    }
    return replace(tree, files=kept)


def _agency(sides: _DiffSides, agency: str) -> AgencyChanges:
    before, after = (of_repository(r, agency, sides.day) for r in (sides.base, sides.head))
    entry = sides.head.index.agency(agency) or sides.base.index.agency(agency)
    note, extra = _whole(sides, agency, before, after)
    changes = compare(before or nothing(agency), after or nothing(agency))
    return AgencyChanges(agency, entry.name if entry else agency, (*extra, *changes), note)


def _whole(
    sides: _DiffSides, agency: str, before: State | None, after: State | None
) -> tuple[str | None, tuple[Change, ...]]:
    """Describe an agency of which one side has no policy that can be read."""
    was, now = agency in sides.base.policies, agency in sides.head.policies
    if before is None and after is None and not (was or now):
        return None, ()
    if after is None:
        says = "its policy cannot be read any more" if now else "its policy is gone"
        doubt = "what no policy says, nobody has decided"
        return says, (Change(Topic.POLICY, Effect.WIDENS, says, doubt=doubt),)
    if before is None and was:
        says = "the policy before cannot be read, so every access counts as new"
        return says, (Change(Topic.POLICY, Effect.RESTATES, says),)
    if before is None:
        return "its first policy", (Change(Topic.POLICY, Effect.RESTATES, "has a first policy"),)
    return None, ()


def _judge(
    sides: _DiffSides, base: Side, agencies: list[AgencyChanges], options: Options
) -> Report | None:
    """Report on the agencies that differ, by the base's rules too; None: nothing to judge.

    Where a file that all share differs, and no agency does, the report is on every policy: a
    setting may be what differs, or an entry of the directory that nobody uses yet.
    """
    known = [one.agency for one in agencies if one.agency in sides.head.policies]
    if not agencies and _shared_differs(base.tree, sides.head_tree):
        known = list(sides.head.policies)
    selected = frozenset(f"{agency}/policy.yaml" for agency in known)
    try:
        report = check(
            replace(sides.head_tree, selected=selected),
            options,
            sides.law,
            lists=national(),
            base=base,
        )
    except NothingChecked:
        return None
    if not agencies and not report.findings and not report.notes:
        return None
    return replace(report, basis=None)  # a diff says itself what it compares


def _ending(repository: Repository, day: dt.date) -> Iterator[Ending]:
    for agency, read in sorted(repository.waivers.items()):
        for waiver in read.value.waivers if read.value else ():
            if waiver.granted <= day and 0 <= (waiver.expires - day).days <= ENDS_WITHIN:
                yield Ending(agency, waiver)
