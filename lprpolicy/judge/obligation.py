"""A rule made ready to run: bound to its check, with the pack that says which agencies it binds."""

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
"""Judges a Subject or, for a rule on changes, a Comparison."""


@dataclass(frozen=True, slots=True)
class Dated:
    """One version of a rule, ready to run, with its first and last day."""

    start: dt.date
    until: dt.date | None
    provision: Provision
    contested: str | None
    decide: Decide
    reads: Callable[[], frozenset[str] | None] = lambda: None
    """The blocks of a policy that it reads; None if it reads more, or nobody says what."""

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
        """Return the version in force on a day; None before the first and after the last."""
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
            disputed=dated is not None and dated.contested is not None,
        )

    def binds(self, agency: Recipient) -> bool:
        """Whether the rule applies to this agency. An unknown kind or state counts as bound."""
        pack = self.pack
        if pack.agencies is not None:
            # No directory lists this agency, so its name here is the id that its policy claims.
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
