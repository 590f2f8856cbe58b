"""The facts behind a page about one policy: a task gathers them, `write` finds the words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lprpolicy.model.directory import Source
from lprpolicy.model.durations import Duration
from lprpolicy.model.places import Pointer
from lprpolicy.model.report import Finding, RuleInfo
from lprpolicy.model.rule import Pack
from lprpolicy.model.standing import RuleCount, Standing
from lprpolicy.model.subject import Subject
from lprpolicy.model.waiver import Waivers
from lprpolicy.model.words import AgencyKind
from lprpolicy.write.page.sections import Sentence


@dataclass(frozen=True, slots=True)
class Duty:
    """One rule that binds the agency, and how its policy stands to it.

    `findings` are those of today; for a rule that begins later, those of its first day. `own`
    marks the agency's own rules.
    """

    rule: RuleInfo
    standing: Standing
    findings: tuple[Finding, ...] = ()
    own: bool = False
    ends: dt.date | None = None
    contested: str | None = None


@dataclass(frozen=True, slots=True)
class ReadsLimit:
    """The longest time for which a rule lets reads without a hit be kept."""

    rule: str
    period: Duration


@dataclass(frozen=True, slots=True)
class Handing:
    """One agency passes what it receives on to another, according to a source."""

    giver: str
    receiver: str
    kind: AgencyKind | None
    state: str | None
    source: Source


Route = tuple[Handing, ...]
"""The way from a recipient to somebody who gets reads through it."""


@dataclass(frozen=True, slots=True)
class Material:
    """Everything about one policy on one day.

    `data` is the policy file as it was read, to tell what it specifies from what it leaves out.
    `names` has names for the ids of agencies and rules. `routes` lead to those who get reads
    through a recipient, as far as the directory says. `limits` are those on reads that bind today,
    the shortest first. `changes` are sentences about what differs
    from an earlier state; None if nobody compared.
    """

    subject: Subject
    file: str
    data: Any
    duties: tuple[Duty, ...]
    faults: tuple[Finding, ...]
    packs: Mapping[str, Pack]
    names: Mapping[str, str]
    waivers: Waivers | None = None
    waivers_file: str | None = None
    waived: tuple[Finding, ...] = ()
    routes: tuple[Route, ...] = ()
    limits: tuple[ReadsLimit, ...] = ()
    changes: tuple[Sentence, ...] | None = None

    @property
    def count(self) -> RuleCount:
        """The rules that apply today, the agency's own too."""
        return RuleCount.of((duty.rule.binding, duty.standing) for duty in self.duties)

    def says(self, at: Pointer) -> bool:
        """Whether the policy file has this clause."""
        here = self.data
        for step in at.parts:
            held = isinstance(here, dict) and step in here
            in_row = isinstance(here, list) and isinstance(step, int) and step < len(here)
            if not (held or in_row):
                return False
            here = here[step]
        return True
