"""The rules of one day, sorted out once for all the agencies that they bind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from lprpolicy.errors import CheckBug
from lprpolicy.judge.obligation import Dated, Obligation
from lprpolicy.model.report import RuleInfo
from lprpolicy.model.rule import About
from lprpolicy.model.subject import Recipient, Subject
from lprpolicy.model.verdicts import Verdict

if TYPE_CHECKING:
    from lprpolicy.model.change import Comparison


@dataclass(frozen=True, slots=True)
class RuleInForce:
    """A rule, the version that is in force, and what a report prints about both."""

    obligation: Obligation
    dated: Dated
    info: RuleInfo


@dataclass(frozen=True, slots=True)
class Judged:
    """One verdict and the rule in force that gave it."""

    entry: RuleInForce
    verdict: Verdict

    @property
    def obligation(self) -> Obligation:
        return self.entry.obligation

    @property
    def dated(self) -> Dated:
        return self.entry.dated


@dataclass(frozen=True)
class RulesInForce:
    """The rules in force on the day and those that begin soon, each in the order of the packs."""

    day: dt.date
    today: tuple[RuleInForce, ...]
    coming: tuple[RuleInForce, ...]
    _known: dict[tuple[str | None, ...], RulesInForce] = field(default_factory=dict, repr=False)

    @classmethod
    def of(
        cls,
        rules: Iterable[Obligation],
        day: dt.date,
        within_days: int = 0,
        asks: About = About.POLICY,
    ) -> RulesInForce:
        """Select the rules of a day. Law that begins `within_days` after it counts as coming."""
        last = day + dt.timedelta(days=within_days)
        today, coming = [], []
        for rule in rules:
            if rule.asks is not asks:
                continue
            for dated in rule.versions:
                if dated is rule.on(day):
                    today.append(RuleInForce(rule, dated, rule.info(dated)))
                elif not day < dated.start <= last or dated.contested is not None:
                    continue
                elif dated is rule.on(dated.start):
                    coming.append(RuleInForce(rule, dated, rule.info(dated)))
        return cls(day, tuple(today), tuple(coming))

    def that_bind(self, agency: Recipient) -> RulesInForce:
        """Select the rules that bind an agency; agencies of one kind and state share them."""
        named = agency.id or agency.name
        asked = (agency.state, agency.kind, named if named in self._with_packs else None)
        if asked not in self._known:
            self._known[asked] = RulesInForce(
                self.day,
                tuple(entry for entry in self.today if entry.obligation.binds(agency)),
                tuple(entry for entry in self.coming if entry.obligation.binds(agency)),
            )
        return self._known[asked]

    def of_any(self, agencies: Iterable[Recipient]) -> RulesInForce:
        """What of it binds any of several, such as one agency in each state that it may be in."""
        held = list(agencies)
        return RulesInForce(
            self.day,
            tuple(entry for entry in self.today if any(map(entry.obligation.binds, held))),
            tuple(entry for entry in self.coming if any(map(entry.obligation.binds, held))),
        )

    @cached_property
    def _with_packs(self) -> frozenset[str]:
        packs = (entry.obligation.pack for entry in (*self.today, *self.coming))
        return frozenset(agency for pack in packs for agency in pack.agencies or ())

    def judge(self, subject: Subject) -> list[Judged]:
        """Every verdict of what is in force, in the order of the rules."""
        return list(judge(subject, self.today))

    @cached_property
    def rules(self) -> tuple[RuleInfo, ...]:
        """What a report prints about each rule in force."""
        return tuple(entry.info for entry in self.today)

    def __add__(self, other: RulesInForce) -> RulesInForce:
        """Combine two sets of rules; this one's come first."""
        return RulesInForce(self.day, self.today + other.today, self.coming + other.coming)


def judge(subject: Subject, entries: Iterable[RuleInForce]) -> Iterator[Judged]:
    """Yield every verdict of these rules, in order."""
    for entry in entries:
        for verdict in _answers(entry, subject, subject):
            yield Judged(entry, verdict)


def judge_policy(subject: Subject, rules: Iterable[Obligation], day: dt.date) -> Iterator[Judged]:
    """Judge a policy by the rules that bind its agency on a day."""
    yield from judge(subject, RulesInForce.of(rules, day).that_bind(subject.agency).today)


def judge_changes(
    comparison: Comparison, rules: Iterable[Obligation], day: dt.date
) -> Iterator[Judged]:
    """Judge what differs between two policies by the rules on changes."""
    in_force = RulesInForce.of(rules, day, asks=About.CHANGE)
    for entry in in_force.that_bind(comparison.after.agency).today:
        for verdict in _answers(entry, comparison.after, comparison):
            yield Judged(entry, verdict)


def _answers(entry: RuleInForce, subject: Subject, asked: object) -> tuple[Verdict, ...]:
    """Return one rule's verdicts. A check that raises is a bug, and the error names the rule."""
    try:
        return tuple(entry.dated.decide(asked))
    except Exception as error:
        raise CheckBug(
            f"the check of {entry.obligation.id} failed on {subject.policy.agency}: "
            f"{type(error).__name__}: {error}",
            hint="this is a fault of lprpolicy; please report it with the policy that shows it",
        ) from error
