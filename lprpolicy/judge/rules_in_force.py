"""The rules of one day, sorted out once for all the agencies that they bind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from operator import itemgetter
from typing import TYPE_CHECKING

from lprpolicy.errors import CheckBug
from lprpolicy.judge.answers import Answers
from lprpolicy.judge.obligation import Dated, Obligation
from lprpolicy.model.blocks import Blocks
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


@dataclass(frozen=True, eq=False)
class RulesInForce:
    """The rules in force on the day and those that begin soon, each in the order of the packs."""

    day: dt.date
    today: tuple[RuleInForce, ...]
    coming: tuple[RuleInForce, ...]
    _law: RulesInForce | None = field(default=None, repr=False)
    """The first of its rules, if they bind other agencies too and the rest does not."""
    _binding: dict[tuple[object, ...], RulesInForce] = field(default_factory=dict, repr=False)

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

    def that_bind(self, *held: Recipient) -> RulesInForce:
        """Select the rules that bind an agency, or any of several, such as one in each state.

        Agencies of one kind and state share them.
        """
        names = (one.id or one.name for one in held)
        own = (name if name in self._with_packs else None for name in names)
        asked = tuple((one.state, one.kind, name) for one, name in zip(held, own, strict=True))
        if asked not in self._binding:
            self._binding[asked] = RulesInForce(
                self.day,
                tuple(one for one in self.today if any(map(one.obligation.binds, held))),
                tuple(one for one in self.coming if any(map(one.obligation.binds, held))),
            )
        return self._binding[asked]

    @cached_property
    def _with_packs(self) -> frozenset[str]:
        packs = (entry.obligation.pack for entry in (*self.today, *self.coming))
        return frozenset(agency for pack in packs for agency in pack.agencies or ())

    def judge(self, subject: Subject, blocks: Blocks) -> list[Judged]:
        """Every verdict of what is in force, in the order of the rules.

        `blocks` are those that the policy was read from, none if that is not known. What rules say
        that read only blocks is asked for once.
        """
        if self._law is not None:
            own = self.today[len(self._law.today) :]
            return [*self._law.judge(subject, blocks), *judge(subject, own)]
        if not blocks or subject.day != self.day:
            return list(judge(subject, self.today))
        found: list[tuple[int, Judged]] = []
        for answers in self._answers:
            found += answers.of(subject, blocks)
        return [judged for _, judged in sorted(found, key=itemgetter(0))]

    @cached_property
    def _answers(self) -> list[Answers[tuple[int, Judged]]]:
        alike: dict[frozenset[str] | None, list[tuple[int, RuleInForce]]] = {}
        for numbered in enumerate(self.today):
            alike.setdefault(numbered[1].dated.reads(), []).append(numbered)
        return [Answers(reads, partial(_ask, entries)) for reads, entries in alike.items()]

    @cached_property
    def rules(self) -> tuple[RuleInfo, ...]:
        """What a report prints about each rule in force."""
        return tuple(entry.info for entry in self.today)

    def __add__(self, other: RulesInForce) -> RulesInForce:
        """Add an agency's own rules to those of the law, which come first."""
        both = self.today + other.today, self.coming + other.coming
        return RulesInForce(self.day, *both, _law=self)


def _ask(entries: Sequence[tuple[int, RuleInForce]], subject: Subject) -> list[tuple[int, Judged]]:
    """Every verdict of these rules, each with the number of its rule."""
    return [
        (number, Judged(entry, verdict))
        for number, entry in entries
        for verdict in _answers(entry, subject, subject)
    ]


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
