"""How a policy stands to one rule: the one answer that every page shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from lprpolicy.model.words import Binding


class Standing(StrEnum):
    """How the text of a policy stands to one rule, from the worst to the best."""

    NOT_MET = "not-met"
    CANNOT_TELL = "cannot-tell"
    SET_ASIDE = "set-aside"
    DISPUTED = "disputed"
    MET = "met"
    NOT_YET = "not-yet"
    ON_CHANGE = "on-change"


ANSWERED: Final = (Standing.NOT_MET, Standing.CANNOT_TELL, Standing.SET_ASIDE, Standing.MET)
"""How a policy stands to a rule that is in effect and that nobody disputes."""


@dataclass(frozen=True, slots=True)
class RuleCount:
    """The rules that apply to a policy on a day, by how it stands to them.

    Every document counts with it, so that each says the same number. Disputed law decides nothing
    and is neither required nor recommended; law to come and rules on changes do not apply yet.
    """

    musts: Counter[Standing]
    advice: Counter[Standing]

    @classmethod
    def of(cls, rules: Iterable[tuple[Binding, Standing]]) -> RuleCount:
        counted = list(rules)
        musts = Counter(stands for binding, stands in counted if binding is Binding.MUST)
        advice = Counter(stands for binding, stands in counted if binding is not Binding.MUST)
        return cls(musts, advice)

    @property
    def required(self) -> int:
        return sum(self.musts[standing] for standing in ANSWERED)

    @property
    def recommended(self) -> int:
        return sum(self.advice[standing] for standing in ANSWERED)

    @property
    def disputed(self) -> int:
        return self.musts[Standing.DISPUTED] + self.advice[Standing.DISPUTED]

    @property
    def apply(self) -> int:
        """All rules that are asked on the day, those of disputed law too."""
        return self.required + self.recommended + self.disputed
