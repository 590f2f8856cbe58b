"""What a check says about a place. Silence means met."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from lprpolicy.model.places import Pointer


class Answer(StrEnum):
    """The answers that a rule can get and that a report names."""

    VIOLATION = "violation"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Verdict:
    """One answer about one place.

    `says` continues "this policy …": present tense, lower case, no full stop. A `{who}` in it
    stands for the name in `who`, so that the same fault of many recipients is one fault.
    `key` shows the key at the place and not its value: for faults of the key itself.
    """

    answer: Answer
    says: str
    at: Pointer
    who: str | None = None
    key: bool = False

    @property
    def message(self) -> str:
        return self.says if self.who is None else self.says.replace("{who}", self.who)


def Violation(says: str, at: Pointer, *, who: str | None = None) -> Verdict:  # noqa: N802 - a verdict's name is a noun
    """The rule is broken at this place."""
    return Verdict(Answer.VIOLATION, says, at, who)


def Undecided(says: str, at: Pointer, *, who: str | None = None) -> Verdict:  # noqa: N802 - as above
    """Nobody can tell from what is written whether the rule is met at this place."""
    return Verdict(Answer.UNDECIDED, says, at, who)
