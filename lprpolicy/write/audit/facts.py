"""What the report of an audit shows: counts, months and places, and nothing of a person."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from lprpolicy.model.report import RuleInfo
from lprpolicy.model.search_groups import LogSource
from lprpolicy.model.small_cells import ShownCount
from lprpolicy.model.verdicts import Answer
from lprpolicy.model.words import Binding


@dataclass(frozen=True, slots=True)
class AuditFinding:
    """One sentence about some searches: `says` continues "so many searches …".

    `places` are rows of sources, counted from 0; of a small count only the first is given.
    """

    answer: Answer
    says: str
    searches: ShownCount
    whole: bool
    months: tuple[str, str] | None
    places: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class AuditedRule:
    """A rule, how many searches it binds, and what was found; nothing is met."""

    rule: RuleInfo
    contested: str | None
    searches: ShownCount
    findings: tuple[AuditFinding, ...]

    @property
    def answer(self) -> Answer | None:
        """The worst answer; None where the rule is met or decides nothing."""
        answers = {one.answer for one in self.findings}
        return Answer.VIOLATION if Answer.VIOLATION in answers else next(iter(answers), None)


@dataclass(frozen=True, slots=True)
class CountTable:
    """A table of counts: its title, what its lines are, and each line with its count."""

    title: str
    of: str
    lines: tuple[tuple[str, ShownCount], ...]


@dataclass(frozen=True, slots=True)
class AuditReport:
    """An audit of one agency's log."""

    version: str
    agency: str
    as_of: dt.date
    period: str | None
    own: bool
    zone: str | None
    lexicon: str
    sources: tuple[LogSource, ...]
    searches: int
    days: tuple[dt.date, dt.date] | None
    rules: tuple[AuditedRule, ...]
    tables: tuple[CountTable, ...]
    notes: tuple[str, ...]
    refused: bool

    @property
    def is_asked(self) -> bool:
        """Whether a required rule binds any of these searches; without one nothing is decided."""
        return any(one.rule.binding is Binding.MUST and one.contested is None for one in self.rules)
