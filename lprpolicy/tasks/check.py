"""Judge a policy repository by the law of a day: the main job."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Final

from lprpolicy import __version__
from lprpolicy.errors import NothingChecked
from lprpolicy.judge.decision import decide
from lprpolicy.model.report import Checked, Finding, Note, Report, RuleInfo, Subject
from lprpolicy.tasks.cache import Cache
from lprpolicy.tasks.findings import grouped, house_rules
from lprpolicy.tasks.judgement import Court, Judgement
from lprpolicy.tasks.law import Law
from lprpolicy.tasks.lists_used import notes, used
from lprpolicy.tasks.options import Options
from lprpolicy.tasks.owners import owner
from lprpolicy.tasks.repository import open_shared
from lprpolicy.tasks.trees import Tree
from lprpolicy.tasks.workers import Work, judge_all

if TYPE_CHECKING:
    from lprpolicy.tasks.changed import Changed
    from lprpolicy.tasks.store import Store

__all__ = ["Options", "check", "completed", "report", "work_on"]

WORTH_REMEMBERING: Final = 100
"""So many agencies take longer to judge than what is remembered of them to read."""


def check(
    tree: Tree,
    options: Options,
    law: Law | None = None,
    *,
    lists: Store | None = None,
    changed: Changed | None = None,
    cache: Cache | None = None,
) -> Report:
    """Judge every policy of the tree that was asked about.

    With `changed`, only what differs from a revision and what rests on that; with a `cache`,
    what an earlier run found about the same files is not found again.
    """
    court = Court(tree, options, open_shared(tree, lists), law)
    touched = court.files if changed is None else _touched(changed, court)
    work = work_on(touched, tree)
    return report(court, _judged(work, court, lists, cache), lists, changed)


def work_on(agencies: Iterable[str], tree: Tree) -> list[Work]:
    """The agencies, and of each whether its policy was asked about."""
    selected = None if tree.selected is None else {owner(name) for name in tree.selected}
    return [(agency, selected is None or agency in selected) for agency in agencies]


def _touched(changed: Changed, court: Court) -> list[str]:
    """The agencies that are not as they were, and those whose rules follow the network."""
    if changed.shared:
        return list(court.files)
    return [agency for agency in court.files if agency in changed.agencies or court.follows(agency)]


def _judged(
    work: Sequence[Work], court: Court, lists: Store | None, cache: Cache | None
) -> list[Judgement]:
    """The judgements in the order of the work, remembered or made."""
    shared = court.shared
    if cache is None or court.law is not None or len(work) < WORTH_REMEMBERING:
        return judge_all(court, work, meanwhile=(lambda: shared.findings,))
    from lprpolicy.tasks.remembered import Remembered, ready

    remembered = Remembered(cache, court, work, lists)
    if remembered.shared is not None:
        shared.were_found(remembered.shared)
    known = {one: remembered.judgement(one) for one in work}
    judgements = completed(known, court, meanwhile=(lambda: shared.findings, ready))
    if None in known.values():
        remembered.keep(work, judgements)
    return judgements


def completed(
    known: Mapping[Work, Judgement | None],
    court: Court,
    *,
    meanwhile: Iterable[Callable[[], object]] = (),
) -> list[Judgement]:
    """The judgements of a work in its order: those that are known, and the others made now."""
    unknown = [one for one, judgement in known.items() if judgement is None]
    found = iter(judge_all(court, unknown, meanwhile=meanwhile))
    return [judgement or next(found) for judgement in known.values()]


def report(
    court: Court, found: Sequence[Judgement], lists: Store | None, changed: Changed | None
) -> Report:
    """The one report of all judgements, and the one decision."""
    options, shared = court.options, court.shared
    agencies = sum(one.asked for one in found)
    findings = grouped([*shared.findings, *chain.from_iterable(one.findings for one in found)])
    if not agencies and not findings:
        raise _nothing(changed)
    strict = shared.config.strict if options.strict is None else options.strict
    dockets = {id(one.rules): one.rules for one in found}
    applied = {rule.id: rule for rules in dockets.values() for rule in rules}
    return Report(
        version=__version__,
        as_of=options.as_of,
        decision=decide(findings, strict=strict),
        strict=strict,
        checked=Checked(_files(court, found), agencies, len(applied)),
        rules=_all_rules(applied, findings),
        findings=findings,
        coming=grouped(chain.from_iterable(one.coming for one in found)),
        notes=(
            *_notes(found),
            *_of_changed(court, agencies, changed),
            *_of_lists(court, found, lists),
        ),
        subjects=tuple(_subjects(found)),
    )


def _subjects(found: Iterable[Judgement]) -> Iterator[Subject]:
    """Each policy that was judged; those of one state and kind share their rules."""
    ids: dict[int, tuple[str, ...]] = {}
    for one in found:
        if one.file is not None:
            if id(one.rules) not in ids:
                ids[id(one.rules)] = tuple(rule.id for rule in one.rules)
            yield Subject(one.agency, one.file, ids[id(one.rules)])


def _nothing(changed: Changed | None) -> NothingChecked:
    if changed is not None:
        return NothingChecked(
            f"no policy that was asked about differs from {changed.base}",
            hint="without --changed everything is judged",
        )
    return NothingChecked(
        "there is no policy here",
        hint="a policy is us-xx/AGENCY/policy.yaml; `lprpolicy import` writes a first one",
    )


def _files(court: Court, found: Sequence[Judgement]) -> int:
    """How many files were read: those that agencies share, and those in the folders of some."""
    left_out = court.files.keys() - {one.agency for one in found}
    return len(court.tree.files) - sum(len(court.files[agency]) for agency in left_out)


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


def _of_changed(court: Court, agencies: int, changed: Changed | None) -> Iterator[Note]:
    """Which other policies were not looked at, and why."""
    if changed is None:
        return
    if changed.shared:
        says = f"a file that all of them rest on differs from {changed.base}"
        yield Note(f"judges every policy, since {says}")
    else:
        there = sum(f"{agency}/policy.yaml" in files for agency, files in court.files.items())
        what = f"what differs from {changed.base} and what rests on it"
        yield Note(f"judges only {what}: {agencies:,} of {there:,} policies")


def _of_lists(court: Court, found: Iterable[Judgement], lists: Store | None) -> Iterator[Note]:
    """Which imported lists the report rests on."""
    if lists is None:
        return
    rested = used(frozenset().union(*(one.named for one in found)), lists.sources)
    yield from notes(rested, court.options.as_of, court.shared.config.lists_older_than_days)
