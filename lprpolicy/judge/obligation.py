"""A rule made ready to run: bound to its check, with the pack that says whom it binds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from lprpolicy.errors import CheckBug
from lprpolicy.model.case import Case, Recipient
from lprpolicy.model.change import Comparison
from lprpolicy.model.report import RuleInfo
from lprpolicy.model.rule import About, Applies, Pack, Provision, Rule
from lprpolicy.model.verdicts import Verdict

Decide = Callable[[Any], Iterable[Verdict]]
"""Asked about a Case or, by a rule on changes, about a Comparison."""


@dataclass(frozen=True, slots=True)
class Dated:
    """What a rule says between two days, ready to run."""

    start: dt.date
    until: dt.date | None
    provision: Provision
    contested: str | None
    decide: Decide

    def in_force(self, day: dt.date) -> bool:
        return self.start <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Obligation:
    """One rule: `source` is the file it is written in, `versions` are in order of their days."""

    id: str
    rule: Rule
    pack: Pack
    source: str
    versions: tuple[Dated, ...]
    asks: About = About.POLICY

    def on(self, day: dt.date) -> Dated | None:
        """What it says on a day; None before it begins and after it ends."""
        return next((dated for dated in self.versions if dated.in_force(day)), None)

    def info(self, dated: Dated | None) -> RuleInfo:
        rule = self.rule
        return RuleInfo(
            id=self.id,
            title=rule.title,
            says=rule.says,
            remedy=rule.remedy,
            binding=rule.binding,
            layer=self.pack.layer,
            provision=dated.provision if dated else None,
            since=dated.start if dated else None,
            source=self.source,
        )

    def binds(self, agency: Recipient) -> bool:
        """Whether it is a rule for this agency. An unknown kind or state is bound: fail closed."""
        pack = self.pack
        if pack.agencies is not None:
            # An agency that no directory lists goes by the id that its policy gives it.
            return (agency.id or agency.name) in pack.agencies
        if pack.state is not None and agency.state is not None and agency.state != pack.state:
            return False
        return _applies(self.rule.applies, agency)


def _applies(applies: Applies | None, agency: Recipient) -> bool:
    if applies is None or agency.kind is None:
        return True
    if applies.kinds is not None and agency.kind not in applies.kinds:
        return False
    return applies.not_kinds is None or agency.kind not in applies.not_kinds


@dataclass(frozen=True, slots=True)
class Judged:
    """One verdict with the rule and the version that gave it."""

    obligation: Obligation
    dated: Dated
    verdict: Verdict


def judge(case: Case, obligations: Iterable[Obligation], day: dt.date) -> Iterator[Judged]:
    """Every verdict of the rules that bind this agency on this day, in the order of rule ids."""
    yield from _judge(case, case, obligations, day, About.POLICY)


def judge_changes(
    comparison: Comparison, obligations: Iterable[Obligation], day: dt.date
) -> Iterator[Judged]:
    """Every verdict of the rules on changes about what differs."""
    yield from _judge(comparison, comparison.after, obligations, day, About.CHANGE)


def _judge(
    asked: Case | Comparison, case: Case, obligations: Iterable[Obligation], day: dt.date, on: About
) -> Iterator[Judged]:
    for obligation in obligations:
        dated = obligation.on(day)
        if dated is not None and obligation.asks is on and obligation.binds(case.agency):
            for verdict in _run(obligation, dated, asked, case):
                yield Judged(obligation, dated, verdict)


def _run(
    obligation: Obligation, dated: Dated, asked: Case | Comparison, case: Case
) -> tuple[Verdict, ...]:
    try:
        return tuple(dated.decide(asked))
    except Exception as error:  # whatever a check raises is our bug; it names the rule
        raise CheckBug(
            f"the check of {obligation.id} failed on {case.policy.agency}: "
            f"{type(error).__name__}: {error}",
            hint="this is a fault of lprpolicy; please report it with the policy that shows it",
        ) from error
