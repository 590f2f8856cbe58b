"""Judge a policy repository by the law of a day: the main job."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from lprpolicy import __version__
from lprpolicy.errors import NothingChecked
from lprpolicy.judge.decision import decide
from lprpolicy.model.report import Checked, Finding, Note, Report, RuleInfo
from lprpolicy.tasks.findings import grouped, house_rules
from lprpolicy.tasks.folders import owner
from lprpolicy.tasks.judgement import Court, Judgement, Options
from lprpolicy.tasks.law import Law
from lprpolicy.tasks.lists_used import notes, used
from lprpolicy.tasks.repository import open_shared
from lprpolicy.tasks.store import Store
from lprpolicy.tasks.trees import Tree
from lprpolicy.tasks.workers import judge_all, judge_here

__all__ = ["Options", "check"]


def check(
    tree: Tree, options: Options, law: Law | None = None, *, lists: Store | None = None
) -> Report:
    """Judge every policy of the tree that was asked about."""
    court = Court(tree, options, open_shared(tree, lists), law)
    selected = None if tree.selected is None else {owner(name) for name in tree.selected}
    work = [(agency, selected is None or agency in selected) for agency in court.files]
    # An open database stays in the process that opened it.
    found = judge_all(work, court) if lists is None else judge_here(work, court)
    return _report(court, found, lists)


def _report(court: Court, found: Sequence[Judgement], lists: Store | None) -> Report:
    """The one report of all judgements, and the one decision."""
    tree, options, shared = court.tree, court.options, court.shared
    agencies = sum(one.asked for one in found)
    findings = grouped([*shared.findings, *chain.from_iterable(one.findings for one in found)])
    if not agencies and not findings:
        raise NothingChecked(
            "there is no policy here",
            hint="a policy is us-xx/AGENCY/policy.yaml; `lprpolicy import` writes a first one",
        )
    strict = shared.config.strict if options.strict is None else options.strict
    dockets = {id(one.rules): one.rules for one in found}
    applied = {rule.id: rule for rules in dockets.values() for rule in rules}
    return Report(
        version=__version__,
        as_of=options.as_of,
        decision=decide(findings, strict=strict),
        strict=strict,
        checked=Checked(len(tree.files), agencies, len(applied)),
        rules=_all_rules(applied, findings),
        findings=findings,
        coming=grouped(chain.from_iterable(one.coming for one in found)),
        notes=(*_notes(found), *_of_lists(court, found, lists)),
        subjects=tuple(one.subject for one in found if one.subject is not None),
    )


def _all_rules(applied: dict[str, RuleInfo], findings: Iterable[Finding]) -> tuple[RuleInfo, ...]:
    rules = applied | {finding.rule.id: finding.rule for finding in findings}
    rules |= {rule.id: rule for rule in house_rules()}
    return tuple(rules[identifier] for identifier in sorted(rules))


def _notes(found: Iterable[Judgement]) -> tuple[Note, ...]:
    """Every note; one about a rule is told once, at the first agency."""
    told: dict[object, Note] = {}
    for note in chain.from_iterable(one.notes for one in found):
        told.setdefault(note.rule.id if note.rule else id(note), note)
    return tuple(told.values())


def _of_lists(court: Court, found: Iterable[Judgement], lists: Store | None) -> Iterator[Note]:
    """Which imported lists the report rests on."""
    if lists is None:
        return
    rested = used(frozenset().union(*(one.named for one in found)), lists.sources)
    yield from notes(rested, court.options.as_of, court.shared.config.lists_older_than_days)
