"""What differs between two states of a policy repository, and what the rules say about it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from lprpolicy.model.change import Change, Effect
from lprpolicy.model.report import Decision, Report
from lprpolicy.model.small_cells import ShownCount
from lprpolicy.model.waiver import Waiver


@dataclass(frozen=True, slots=True)
class AgencyChanges:
    """One agency whose decisions, recipients, rules or waivers differ."""

    agency: str
    name: str
    changes: tuple[Change, ...]
    note: str | None = None

    @property
    def gains(self) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if change.gains)

    @property
    def losses(self) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if change.loses)

    @property
    def others(self) -> tuple[Change, ...]:
        return tuple(c for c in self.changes if not c.gains and not c.loses)

    def count(self, effect: Effect) -> int:
        return sum(change.effect is effect for change in self.changes)


@dataclass(frozen=True, slots=True)
class Ending:
    """A waiver that ends soon."""

    agency: str
    waiver: Waiver


@dataclass(frozen=True, slots=True)
class ReplayedChange:
    """Searches of one agency that a change would make end otherwise, and what decides it."""

    who: str
    before: str
    after: str
    clause: str
    searches: ShownCount


@dataclass(frozen=True, slots=True)
class ReplayedLog:
    """A log of searches under the policy before and after: those that would end otherwise."""

    agency: str
    days: tuple[dt.date, dt.date] | None
    changes: tuple[ReplayedChange, ...]


@dataclass(frozen=True, slots=True)
class Diff:
    """Everything that `diff` says. `report` judges the head, and the changes; None: none differ."""

    base: str
    head: str
    base_commit: str | None
    head_commit: str | None
    as_of: dt.date
    agencies: tuple[AgencyChanges, ...]
    report: Report | None
    decision: Decision
    ending: tuple[Ending, ...] = ()
    replayed: tuple[ReplayedLog, ...] = ()

    def count(self, effect: Effect) -> int:
        return sum(agency.count(effect) for agency in self.agencies)
