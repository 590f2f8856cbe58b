"""What proposed rules would change if they were law: the facts that are shown of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from lprpolicy.model.report import Finding
from lprpolicy.model.words import Binding


@dataclass(frozen=True, slots=True)
class ProposedRule:
    """One proposed rule that is in force on the day, and what it would find."""

    id: str
    title: str
    says: str
    file: str
    binding: Binding
    since: dt.date
    replaces: bool
    """Whether it takes the place of a rule of today."""
    findings: tuple[Finding, ...]

    @property
    def towns(self) -> tuple[str, ...]:
        """The agencies of which it finds something."""
        return tuple(sorted({one.agency for one in self.findings if one.agency is not None}))


@dataclass(frozen=True, slots=True)
class WhatIf:
    """Policies judged by the law of a day with proposed rules laid over it, and without them."""

    files: tuple[str, ...]
    day: dt.date
    rules: tuple[ProposedRule, ...]
    later: tuple[tuple[str, dt.date], ...]
    """Proposed rules that begin after the day: they change nothing on it."""
    judged: int
    refused_today: frozenset[str]
    refused_then: frozenset[str]

    @property
    def newly(self) -> tuple[str, ...]:
        """Agencies whose policy today's law allows and that law would refuse."""
        return tuple(sorted(self.refused_then - self.refused_today))

    @property
    def freed(self) -> tuple[str, ...]:
        """Agencies whose policy today's law refuses and that law would allow."""
        return tuple(sorted(self.refused_today - self.refused_then))

    @property
    def by_proposed(self) -> tuple[str, ...]:
        """Agencies whose policy a proposed rule would refuse, whatever else does."""
        must = (one for one in self.rules if one.binding is Binding.MUST)
        return tuple(sorted({town for one in must for town in one.towns}))
