"""How a rule binds, whose it is, and how its law was read."""

from __future__ import annotations

from enum import StrEnum


class Binding(StrEnum):
    """`must` blocks, `should` advises."""

    MUST = "must"
    SHOULD = "should"


class Verified(StrEnum):
    """Whether somebody read the law's own words or relied on another reader."""

    TEXT = "text"
    SECONDARY = "secondary"


class Layer(StrEnum):
    """Whose rule it is, from the widest to the narrowest."""

    FEDERAL = "federal"
    STATE = "state"
    AGENCY = "agency"
    TOWN = "town"
