"""What a check says about a place. Silence means met."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from lprpolicy.model.places import Pointer

if TYPE_CHECKING:
    from lprpolicy.model.network import PathStep
    from lprpolicy.model.search_log import Counted


class Answer(StrEnum):
    """The answers that a rule can get and that a report names."""

    VIOLATION = "violation"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Verdict:
    """One answer about one place.

    `says` continues "this policy …": present tense, lower case, no full stop. A `{who}` in it
    stands for the name in `who`, so that the same fault of many recipients is one fault.
    `key` shows the key at the place and not its value: for faults of the key itself. `path` is
    the way that reads take, where the verdict is about one; `searches` those of a log. Of a log,
    `says` continues "so many searches …".
    """

    answer: Answer
    says: str
    at: Pointer
    who: str | None = None
    key: bool = False
    path: tuple[PathStep, ...] = ()
    searches: Counted | None = None

    @property
    def message(self) -> str:
        return self.says if self.who is None else self.says.replace("{who}", self.who)


def Violation(  # noqa: N802 - a verdict's name is a noun
    says: str, at: Pointer, *, who: str | None = None, path: tuple[PathStep, ...] = ()
) -> Verdict:
    """Return a verdict that the rule is broken at this place."""
    return Verdict(Answer.VIOLATION, says, at, who, path=path)


def Undecided(  # noqa: N802 - as above
    says: str, at: Pointer, *, who: str | None = None, path: tuple[PathStep, ...] = ()
) -> Verdict:
    """Return a verdict that the text does not show whether the rule is met at this place."""
    return Verdict(Answer.UNDECIDED, says, at, who, path=path)
