"""A rule made ready to run: bound to its check, with the pack that says whom it binds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from lprpolicy.model.report import RuleInfo
from lprpolicy.model.rule import About, Applies, Pack, Provision, Rule
from lprpolicy.model.subject import Recipient
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
