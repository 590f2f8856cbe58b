"""What became of a plan, and what drifted: yes, no and "nobody can tell" kept apart."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from lprpolicy.model.change import Change
from lprpolicy.model.plan import Plan, Step


class Conclusion(StrEnum):
    """The outcome in a word."""

    CLEAN = "clean"
    DIFFERS = "differs"
    CANNOT_TELL = "cannot tell"


@dataclass(frozen=True, slots=True)
class VerifiedPlan:
    """What a later export shows of a plan.

    `besides` is what was clicked besides the plan, as the steps that would undo it; `later` is
    what a narrowing plan left for later.
    """

    plan: Plan
    as_of: dt.date
    done: tuple[Step, ...]
    not_done: tuple[Step, ...]
    besides: tuple[Step, ...]
    later: tuple[Step, ...]
    unclear: tuple[str, ...]
    looks: tuple[str, ...]

    @property
    def answer(self) -> Conclusion:
        if self.not_done or self.besides:
            return Conclusion.DIFFERS
        return Conclusion.CANNOT_TELL if self.unclear else Conclusion.CLEAN


class Moved(StrEnum):
    """Which side changed since the last verification."""

    VENDOR = "the vendor's settings moved"
    TEXT = "the policy moved"
    BOTH = "both moved"
    UNKNOWN = "nothing was verified before, so it is not known which side moved"


@dataclass(frozen=True, slots=True)
class Drifted:
    """One difference between the policy and what the vendor shows, and who moved."""

    change: Change
    moved: Moved


@dataclass(frozen=True, slots=True)
class Drift:
    """Everything that differs, what nobody can tell, and what no export shows."""

    agency: str
    as_of: dt.date
    since: dt.date | None
    exports: tuple[str, ...]
    drifted: tuple[Drifted, ...]
    unclear: tuple[str, ...]
    unseen: tuple[str, ...]
    notes: tuple[str, ...] = ()

    @property
    def answer(self) -> Conclusion:
        if self.drifted:
            return Conclusion.DIFFERS
        return Conclusion.CANNOT_TELL if self.unclear else Conclusion.CLEAN
