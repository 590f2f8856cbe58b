"""The answers of `reach` and `network`: who gets an agency's reads, and the network as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from lprpolicy.model.network import Certainty, EdgeKind, MadeKnown, Party, PathStep, SeenSwitch
from lprpolicy.model.words import Onward


class ReachAnswer(StrEnum):
    """The three answers. "There is no path" is not one of them: nobody can know that."""

    REACHES = "reaches"
    NO_KNOWN_PATH = "no-known-path"
    CANNOT_TELL = "cannot-tell"


@dataclass(frozen=True, slots=True)
class Way:
    """How reads get to one party: a shortest path, and how many are as short and as sure."""

    target: Party
    certainty: Certainty
    steps: tuple[PathStep, ...]
    as_short: int = 1
    others: tuple[tuple[PathStep, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class PassedOn:
    """A party that reads reach, or may reach, and in how many steps."""

    party: Party
    hops: int
    certain: bool


@dataclass(frozen=True, slots=True)
class Reached:
    """The answer to one question: who gets one agency's reads, and what is unknown."""

    start: Party
    asked: str
    outcome: ReachAnswer
    ways: tuple[Way, ...]
    silent: tuple[PassedOn, ...]
    partial: tuple[PassedOn, ...]
    unclassified: tuple[PassedOn, ...]
    switches: tuple[SeenSwitch, ...]
    terms: Onward | None
    max_hops: int | None
    passed: int
    parties: int
    edges: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cut:
    """A party, and how many others lose every known path to the target without it."""

    party: Party
    cuts: int


@dataclass(frozen=True, slots=True)
class Between:
    """A party, and the share of the shortest paths between two others that go through it."""

    party: Party
    share: float


@dataclass(frozen=True, slots=True)
class Overview:
    """What the network looks like as a whole; None is what it is too large to work out."""

    asked: str
    parties: int
    published: dict[MadeKnown, int]
    edges: dict[EdgeKind, int]
    parts: int
    largest_part: int
    leading: int
    cuts: tuple[Cut, ...]
    between: tuple[Between, ...] | None
    joints: tuple[Party, ...]
    notes: tuple[str, ...] = ()
