"""Judge a policy repository by the law of a day and report: what `check` does."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Final

from lprpolicy import __version__
from lprpolicy.errors import NothingChecked
from lprpolicy.evaluate.judgment import Judgment, Session, by_rules
from lprpolicy.evaluate.lists_used import lists_among, notes
from lprpolicy.evaluate.narrowed import narrow
from lprpolicy.evaluate.options import Options
from lprpolicy.evaluate.votes_seen import unseen_votes_of_all
from lprpolicy.evaluate.workers import Work, judge_all
from lprpolicy.host.cache import Cache
from lprpolicy.host.files.tree import Tree
from lprpolicy.judge.days import unread_file
from lprpolicy.judge.decision import decide
from lprpolicy.model.layout import owner
from lprpolicy.model.prose import amount
from lprpolicy.model.report import Checked, Decision, Finding, JudgedPolicy, Note, Report, RuleInfo
from lprpolicy.repository.findings import (
    Ungrouped,
    file_rule,
    file_rules,
    group,
    of_verdict,
)
from lprpolicy.repository.law import Law
from lprpolicy.repository.repository import later_sources, open_shared

if TYPE_CHECKING:
    from lprpolicy.evaluate.baseline import Aged
    from lprpolicy.evaluate.changed import Differing
    from lprpolicy.model.lists import ListSource
    from lprpolicy.repository.baseline import GivenBaseline
    from lprpolicy.repository.known_lists import Known
    from lprpolicy.repository.revisions import Side

__all__ = ["Options", "check", "complete", "report", "work_on"]

MOST_ENTRIES: Final = 20
"""The note names at most this many entries; the report as JSON has all of them."""

WORTH_REMEMBERING: Final = 20
"""With fewer agencies nothing is kept. Of 20, a first run takes 5 % more, an edit a third less."""


def check(
    tree: Tree,
    options: Options,
    law: Law | None = None,
    *,
    lists: Known | None = None,
    changed: Differing | None = None,
    cache: Cache | None = None,
    base: Side | None = None,
    baseline: GivenBaseline | None = None,
) -> Report:
    """Judge every policy of the tree that was asked about.

    `changed` limits it to what differs from a revision and what depends on that. With a `cache`,
    judgments of an earlier run about the same files are used again. With a `base`, the rules,
    directory and settings of that revision judge it too. What a `baseline` lists is old.
    """
    session = Session(tree, options, open_shared(tree, lists), law)
    if base is not None:
        from lprpolicy.evaluate.base.standing import base_of

        session.base = base_of(base, tree, options, session.shared, law, lists)
        cache = None  # its judgments are keyed by the files of one side alone
    touched = session.files if changed is None else _affected_agencies(changed, session)
    work = work_on(touched, tree)
    judged = _judge_all(work, session, lists, cache)
    made = report(session, judged, lists, changed, baseline)
    return made if base is None else replace(made, basis=_basis(base, session))


def work_on(agencies: Iterable[str], tree: Tree) -> list[Work]:
    """List the agencies, each with whether the user asked about its policy."""
    selected = None if tree.selected is None else {owner(name) for name in tree.selected}
    return [(agency, selected is None or agency in selected) for agency in agencies]


def _affected_agencies(changed: Differing, session: Session) -> list[str]:
    """Return the agencies whose files differ, and those whose rules follow the network."""
    if changed.shared:
        return list(session.files)
    return [
        agency for agency in session.files if agency in changed.agencies or session.follows(agency)
    ]


def _judge_all(
    work: Sequence[Work], session: Session, lists: Known | None, cache: Cache | None
) -> list[Judgment]:
    """Return the judgments in the order of the work, from the cache or made now."""
    shared = session.shared
    look = partial(shared.look_at_entries, {agency for agency, _ in work})
    if cache is None or session.law is not None or len(work) < WORTH_REMEMBERING:
        return judge_all(session, work, meanwhile=(look,))
    from lprpolicy.evaluate.memory import Remembered, ready

    remembered = Remembered(cache, session, work, lists)
    if remembered.shared is not None:
        shared.set_findings(remembered.shared)
    known = {one: remembered.judgment(one) for one in work}
    judgments = complete(known, session, meanwhile=(look, ready))
    if None in known.values():
        remembered.keep(work, judgments)
    return judgments


def complete(
    known: Mapping[Work, Judgment | None],
    session: Session,
    *,
    meanwhile: Iterable[Callable[[], object]] = (),
) -> list[Judgment]:
    """Add the judgments that are missing, and return all in the order of the work."""
    unknown = [one for one, judgment in known.items() if judgment is None]
    found = iter(judge_all(session, unknown, meanwhile=meanwhile))
    return [judgment or next(found) for judgment in known.values()]


def report(
    session: Session,
    found: Sequence[Judgment],
    lists: Known | None,
    changed: Differing | None,
    baseline: GivenBaseline | None = None,
) -> Report:
    """Put all judgments into one report with one decision."""
    options, shared = session.options, session.shared
    agencies = sum(one.asked for one in found)
    later = later_sources(shared.directories, options.today or options.as_of)
    taken = [*unseen_votes_of_all(session.tree, options.as_of), *_taken_away(session)]
    taken += _added_lines(baseline)
    each = chain.from_iterable(one.findings for one in found)
    all_found = [*shared.findings, *later, *_unread_files(session), *taken, *each]
    aged = _old_marked(all_found, session, baseline)
    findings = group(all_found if aged is None else aged.findings)
    if not agencies and not findings:
        raise _nothing(changed)
    strict = _strict(session)
    applied = {rule.id: rule for run in by_rules(found) for rule in run[0].rules}
    decision = decide(findings, strict=strict)
    rests_on = tuple(sorted(frozenset().union(*(one.rests_on for one in found))))
    listed = _lists(found, lists)
    made = Report(
        version=__version__,
        as_of=options.as_of,
        decision=decision,
        strict=strict,
        checked=Checked(
            _files(session, found),
            agencies,
            rules=len(applied),
            required=sum(rule.required for rule in applied.values()),
        ),
        rules=_all_rules(applied, findings),
        findings=findings,
        coming=group(chain.from_iterable(one.coming for one in found)),
        adoption=group(chain.from_iterable(one.adoption for one in found)),
        notes=(
            *_of_base(session),
            *_notes(found),
            *_notes_on_scope(session, agencies, changed),
            *_of_lists(session, listed, lists),
            *_of_own_entries(rests_on, decision),
            *(aged.notes if aged is not None else ()),
        ),
        baseline=None if aged is None else aged.use,
        rests_on=rests_on,
        lists=listed,
        subjects=tuple(_subjects(found)),
    )
    return narrow(made, options.chosen)


def _old_marked(
    found: Sequence[Ungrouped], session: Session, baseline: GivenBaseline | None
) -> Aged | None:
    if baseline is None:
        return None
    from lprpolicy.evaluate.baseline import mark_old

    before = None if session.base is None else session.base.before
    return mark_old(found, session.tree, session.options, baseline, before=before)


def _strict(session: Session) -> bool:
    """Whether a recommendation that is not met refuses too: if the settings of a side say so."""
    if session.options.strict is not None:
        return session.options.strict
    base = session.base
    return session.shared.config.strict or (base is not None and base.config.strict)


def _basis(base: Side, session: Session) -> str:
    commit = base.commit
    known = commit is None or commit.startswith(base.name)
    name = base.name if known else f"{base.name} ({str(commit)[:12]})"
    if session.base is None:
        return f"without a base: {name} has no policies yet, so nothing of it can be taken away."
    return f"judged by the rules, directory and settings of {name} too."


def _taken_away(session: Session) -> Iterator[Ungrouped]:
    if session.base is not None:
        from lprpolicy.evaluate.base.taken_away import taken_away

        yield from taken_away(session.base)


def _added_lines(baseline: GivenBaseline | None) -> Iterator[Ungrouped]:
    if baseline is not None and baseline.altered:
        from lprpolicy.evaluate.baseline import find_added

        yield from find_added(baseline)


def _of_base(session: Session) -> Iterator[Note]:
    if session.base is not None:
        from lprpolicy.evaluate.base.taken_away import notes as of_base

        yield from of_base(session.base)


def _unread_files(session: Session) -> Iterator[Ungrouped]:
    """Directories of the repository whose source nobody can have read on the day judged."""
    for one in session.shared.directories:
        flaw = unread_file(one.value, session.options.as_of)
        if flaw is not None:
            yield of_verdict(file_rule(flaw.code), flaw.verdict, one.document, None)


def _subjects(found: Iterable[Judgment]) -> Iterator[JudgedPolicy]:
    """Give each judged policy with the ids of its rules; neighbors share one list of them."""
    for run in by_rules(found):
        ids = tuple(rule.id for rule in run[0].rules)
        for one in run:
            if one.file is not None:
                yield JudgedPolicy(one.agency, one.file, ids, one.papers, one.draft)


def _nothing(changed: Differing | None) -> NothingChecked:
    if changed is not None:
        return NothingChecked(
            f"no policy that was asked about differs from {changed.base}",
            hint="without --changed everything is judged",
        )
    return NothingChecked(
        "there is no policy here",
        hint="a policy is us-xx/AGENCY/policy.yaml; `lprpolicy import` writes a first one",
    )


def _files(session: Session, found: Sequence[Judgment]) -> int:
    """Count the files that were read: the shared ones, and those of the judged agencies."""
    left_out = session.files.keys() - {one.agency for one in found}
    return len(session.tree.files) - sum(len(session.files[agency]) for agency in left_out)


def _all_rules(applied: dict[str, RuleInfo], findings: Iterable[Finding]) -> tuple[RuleInfo, ...]:
    rules = applied | {finding.rule.id: finding.rule for finding in findings}
    rules |= {rule.id: rule for rule in file_rules()}
    return tuple(rules[identifier] for identifier in sorted(rules))


def _notes(found: Iterable[Judgment]) -> tuple[Note, ...]:
    """Give every note; one about a rule only once, with the first agency."""
    told: dict[object, Note] = {}
    for number, note in enumerate(chain.from_iterable(one.notes for one in found)):
        told.setdefault(note.rule.id if note.rule else number, note)
    return tuple(told.values())


def _notes_on_scope(session: Session, agencies: int, changed: Differing | None) -> Iterator[Note]:
    """Say which other policies were not judged, and why."""
    if changed is None:
        return
    if changed.shared:
        says = f"a file that all of them rest on differs from {changed.base}"
        yield Note(f"judges every policy, since {says}")
    else:
        there = sum(f"{agency}/policy.yaml" in files for agency, files in session.files.items())
        what = f"what differs from {changed.base} and what rests on it"
        yield Note(f"judges only {what}: {agencies:,} of {there:,} policies")


def _of_own_entries(rests_on: Sequence[str], decision: Decision) -> Iterator[Note]:
    """What an allowed report takes from the repository's own word of who somebody is."""
    if rests_on and decision is Decision.ALLOW:
        named = ", ".join(rests_on[:MOST_ENTRIES])
        more = len(rests_on) - MOST_ENTRIES
        named += f" and {more:,} more" if more > 0 else ""
        entries = f"{amount(len(rests_on), 'entry', 'entries')} of this repository's own directory"
        yield Note(f"rests on {entries}: {named}")


def _lists(found: Iterable[Judgment], known: Known | None) -> tuple[ListSource, ...]:
    """Return the official lists that the report relies on."""
    if known is None:
        return ()
    return lists_among(frozenset().union(*(one.named for one in found)), known.sources)


def _of_lists(
    session: Session, rested: tuple[ListSource, ...], known: Known | None
) -> Iterator[Note]:
    """Say which official lists the report relies on, which are old, and which do not fit."""
    if known is None:
        return
    from lprpolicy.repository.known_lists import not_joined

    yield from notes(rested, session.options.as_of, session.shared.config.lists_older_than_days)
    says = not_joined(known)
    if says is not None:
        yield Note(says)
