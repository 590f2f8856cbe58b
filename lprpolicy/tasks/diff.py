"""Compare two states of a repository, town by town, and decide whether the change may merge."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from lprpolicy.compare.changes import compare
from lprpolicy.evaluate.change import nothing
from lprpolicy.evaluate.report import Options, check
from lprpolicy.evaluate.states import of_repository
from lprpolicy.evaluate.subjects import subject
from lprpolicy.host.files.found import FileFault
from lprpolicy.host.files.tree import Tree
from lprpolicy.host.progress import with_progress
from lprpolicy.judge.decision import decide
from lprpolicy.judge.obligation import Obligation
from lprpolicy.judge.rules_in_force import judge_changes
from lprpolicy.model.change import Change, Comparison, Effect
from lprpolicy.model.diff import AgencyChanges, Diff, Ending
from lprpolicy.model.report import Decision, Finding, Report
from lprpolicy.model.state import State, Topic
from lprpolicy.repository.findings import Ungrouped, group, of_file_fault, of_verdict
from lprpolicy.repository.law import Law, built_in
from lprpolicy.repository.repository import Repository, open_repository
from lprpolicy.repository.revisions import Side

ENDS_WITHIN: Final = 30


@dataclass(frozen=True, slots=True)
class _DiffSides:
    base: Repository
    head: Repository
    head_tree: Tree
    law: Law
    day: dt.date


def diff(base: Side, head: Side, options: Options, law: Law | None = None) -> Diff:
    """Compare every agency whose own files or shared files are not the same bytes."""
    touched = _affected_agencies(base.tree, head.tree)
    sides = _DiffSides(
        open_repository(_only(base.tree, touched)),
        open_repository(_only(head.tree, touched)),
        head.tree,
        law or built_in(),
        options.as_of,
    )
    compared = (
        _agency(sides, name) for name in with_progress("comparing policies", sorted(touched))
    )
    agencies = [found for found in compared if found.changes]
    report = _judge(sides, agencies, options)
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


def _judge(sides: _DiffSides, agencies: list[AgencyChanges], options: Options) -> Report | None:
    """Report on the agencies that differ, with what the rules on changes find."""
    known = [one.agency for one in agencies if one.agency in sides.head.policies]
    gone = [one.agency for one in agencies if one.agency not in sides.head.policies]
    selected = frozenset(f"{agency}/policy.yaml" for agency in known)
    if not agencies and not sides.head.findings:
        return None
    found = [item for one in agencies for item in _on_changes(sides, one, options)]
    found += (
        _missing_policy(sides.head_tree, agency) for agency in gone if agency in sides.base.policies
    )
    if not known and not sides.head.findings:
        return _report(None, group(found), options)
    report = check(replace(sides.head_tree, selected=selected), options, sides.law)
    return _report(report, group(found), options)


def _report(report: Report | None, more: tuple[Finding, ...], options: Options) -> Report | None:
    if report is None:
        from lprpolicy import __version__
        from lprpolicy.model.report import Checked

        strict = bool(options.strict)
        own = tuple({finding.rule.id: finding.rule for finding in more}.values())
        decision = decide(more, strict=strict)
        checked = Checked(0, 0, len(own))
        return Report(__version__, options.as_of, decision, strict, checked, own, more)
    findings = (*more, *report.findings)
    rules = {rule.id: rule for rule in report.rules} | {one.rule.id: one.rule for one in more}
    return replace(
        report,
        findings=findings,
        rules=tuple(rules[name] for name in sorted(rules)),
        decision=decide(findings, strict=report.strict),
    )


def _on_changes(sides: _DiffSides, one: AgencyChanges, options: Options) -> Iterator[Ungrouped]:
    """Judge changes by the rules of head and base: a change cannot delete its own judge."""
    read = sides.head.policies.get(one.agency)
    if read is None or read.value is None:
        return
    old = sides.base.policies.get(one.agency)
    before = old.value if old else None
    asked = Comparison(
        subject(before, sides.base.index, options.as_of) if before else None,
        subject(read.value, sides.head.index, options.as_of),
        one.changes,
    )
    for judged in judge_changes(asked, _rules(sides), options.as_of):
        yield of_verdict(judged.entry.info, judged.verdict, read.document, one.agency)


def _rules(sides: _DiffSides) -> tuple[Obligation, ...]:
    """Return the rules of the law and of the head, and those of the base that differ from them.

    So a change that alters a rule is still judged by the rule as it was before.
    """
    head = {rule.id: rule for rule in sides.head.rules}
    old = [
        rule for rule in sides.base.rules if rule.id not in head or head[rule.id].rule != rule.rule
    ]
    return (*sides.law.obligations, *head.values(), *old)


def _missing_policy(tree: Tree, agency: str) -> Ungrouped:
    file = tree.display_path(f"{agency}/policy.yaml")
    return of_file_fault(FileFault(file, "policy/gone", "is not there any more"), file)


def _ending(repository: Repository, day: dt.date) -> Iterator[Ending]:
    for agency, read in sorted(repository.waivers.items()):
        for waiver in read.value.waivers if read.value else ():
            if waiver.granted <= day and 0 <= (waiver.expires - day).days <= ENDS_WITHIN:
                yield Ending(agency, waiver)
