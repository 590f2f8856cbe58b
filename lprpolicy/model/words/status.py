"""How far a policy has come, and what a source says of a fact."""

from __future__ import annotations

from enum import StrEnum

from lprpolicy.model.words.word import Word


class Status(Word):
    """How far a policy has come. Only an adopted one is a decision of its town."""

    PROPOSED = "proposed", "a draft that nobody has adopted"
    ADOPTED = "adopted", "adopted"
    SUPERSEDED = "superseded", "replaced by a newer policy"


class Tri(StrEnum):
    """What a source says about a fact. Silence is `unknown`, never `no`."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
