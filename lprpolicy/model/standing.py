"""How a policy stands to one rule: the one answer that every page shows."""

from __future__ import annotations

from enum import StrEnum


class Standing(StrEnum):
    """How the text of a policy stands to one rule, from the worst to the best."""

    NOT_MET = "not-met"
    CANNOT_TELL = "cannot-tell"
    SET_ASIDE = "set-aside"
    DISPUTED = "disputed"
    MET = "met"
    NOT_YET = "not-yet"
    ON_CHANGE = "on-change"
