"""What a comparison of two sets of rules shows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class StrictnessAnswer(StrEnum):
    """Whether the second set refuses everything that a rule of the first refuses."""

    YES = "yes"
    NO = "no"
    CANNOT_TELL = "cannot-tell"


@dataclass(frozen=True, slots=True)
class Counterexample:
    """A policy that a rule refuses and no rule of the second set does.

    `files` are a whole repository, by path; `moved` is the same in the first side's state, where
    that is another one. `shows` holds what the rule refuses by place; at `silent` places the policy
    says nothing. `also` are lprpolicy's own rules that refuse it anyway.
    """

    files: Mapping[str, str]
    moved: Mapping[str, str] | None
    refused_by: tuple[str, ...]
    also: tuple[str, ...]
    shows: Mapping[str, Any]
    silent: tuple[str, ...]

    @property
    def size(self) -> int:
        """How many lines its policy has."""
        return sum(text.count("\n") for path, text in self.files.items() if "/policy" in path)

    @property
    def policy(self) -> str:
        """The text of the policy."""
        return next(text for path, text in self.files.items() if path.endswith("/policy.yaml"))


@dataclass(frozen=True, slots=True)
class RuleAnswer:
    """One rule of the first set: whether the second refuses all that it refuses, and why."""

    rule: str
    title: str
    citation: str
    answer: StrictnessAnswer
    why: str = ""
    shown: Counterexample | None = None


@dataclass(frozen=True, slots=True)
class Strictness:
    """Two sets of required rules compared on a day."""

    first: str
    second: str
    day: dt.date
    rules: tuple[RuleAnswer, ...]
    against: int
    """How many rules the second set has."""
    only_for: str | None = None
    """The one agency that the second set binds, where the first binds others too."""

    @property
    def answer(self) -> StrictnessAnswer:
        """No outweighs all else; one rule that nobody can tell of keeps a yes away."""
        answers = {one.answer for one in self.rules}
        for worst in (StrictnessAnswer.NO, StrictnessAnswer.CANNOT_TELL):
            if worst in answers:
                return worst
        return StrictnessAnswer.YES

    @property
    def smallest(self) -> RuleAnswer | None:
        """The rule whose counterexample is the shortest."""
        shown = [one for one in self.rules if one.shown is not None]
        return min(shown, key=lambda one: (_size(one), one.rule), default=None)


def _size(one: RuleAnswer) -> int:
    assert one.shown is not None
    return one.shown.size
