"""The groups into which a report sorts recipients, the gravest first."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from lprpolicy.model.words.word import member


class RecipientGroup(StrEnum):
    """Who a finding is about, from what people ask about first to what they ask about last."""

    FEDERAL_IMMIGRATION = "federal-immigration", "federal immigration agencies"
    OTHER_FEDERAL = "other-federal", "other federal agencies"
    PRIVATE = "private", "private, vendor and foreign recipients"
    OTHER_STATE = "other-state", "agencies of other states"
    NOT_IDENTIFIED = "not-identified", "recipients that nobody has identified"
    OWN_STATE = "own-state", "agencies of the same state"

    many: str

    def __new__(cls, value: str, many: str = "") -> Self:
        return member(cls, value, many=many)

    @property
    def rank(self) -> int:
        """The place in that order: 0 is the gravest."""
        return _RANKS[self]


_RANKS = {group: number for number, group in enumerate(RecipientGroup)}
