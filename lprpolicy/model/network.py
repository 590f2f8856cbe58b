"""The sharing network: who may search which reads, who passes reads on, and the source of each.

What an edge means depends on whose reads are followed. An agency's own grant opens its own reads,
so the first step of a path is a grant and is certain. A later agency's grant opens *that* agency's
reads; the ones that are followed go along only if it passes on what it gets, so such a step is
possible and no more. A later step is certain only where somebody has written down, with a source,
that this agency passes on what it receives.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from lprpolicy.model.places import Location, Where
from lprpolicy.model.words import AgencyKind, Component, Tri

Place = Location | Where
"""Where an edge is written: in a file of the repository, or in a vendor's export."""


class EdgeKind(StrEnum):
    """What is known of two agencies."""

    GRANT = "grant"  # the policy of the first lets the second search its reads
    SHOWN = "shown"  # a vendor's export shows that the second can
    PASSES_ON = "passes-on"  # a source says that the second gets what the first receives
    PARTNER = "partner"  # a dated list names the first as a partner of the second, as for 287(g)

    @property
    def opens_own_reads(self) -> bool:
        return self in (EdgeKind.GRANT, EdgeKind.SHOWN)


class Certainty(StrEnum):
    """How sure a step is, from the surest down; a path is as sure as its least sure step."""

    CERTAIN = "certain"  # written down
    POSSIBLE = "possible"  # only if somebody passes on what it gets
    AGAINST_TERMS = "against-terms"  # only if somebody does although the reads' owner forbids it

    @property
    def rank(self) -> int:
        return list(Certainty).index(self)


class MadeKnown(StrEnum):
    """How much of an agency's sharing has been published, or stated by a source."""

    WHOLE = "whole"
    PART = "part"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Party:
    """An agency or recipient as a point of the network; None is unknown.

    `key` is its id, or a text that no id is where only the name on a list is known.
    """

    key: str
    id: str | None
    name: str
    kind: AgencyKind | None = None
    state: str | None = None
    federal: bool | None = None
    component: Component | None = None
    may_be: frozenset[AgencyKind] = frozenset()
    """What an unknown kind is by what the party claims: enough to call it one that is wanted."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where an edge is written, and what a reader must know of it."""

    where: Place
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """One thing that is known of two agencies, and where it is written."""

    from_: Party
    to: Party
    kind: EdgeKind
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class PathStep:
    """An edge as a step of one agency's reads, with its certainty there. `owner` owns the reads."""

    owner: Party
    edge: Edge
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class Target:
    """One agency that is asked about, with the parts that it is made of."""

    id: str
    name: str
    kind: AgencyKind | None
    state: str | None
    components: frozenset[Component] = frozenset()

    def holds(self, party: Party) -> bool | None:
        """Whether this is the agency, or a part of it; None where nobody can tell."""
        if party.id is not None:
            return party.id == self.id or party.component in self.components
        same_kind = None in (party.kind, self.kind) or party.kind is self.kind
        same_state = None in (party.state, self.state) or party.state == self.state
        if party.federal is not None and self.kind is not None:
            same_kind = same_kind and party.federal == self.kind.federal
        return None if same_kind and same_state else False


@dataclass(frozen=True, slots=True)
class Wanted:
    """The kinds of agency, and the agencies, that paths are searched to."""

    kinds: frozenset[AgencyKind] = frozenset()
    targets: tuple[Target, ...] = ()

    def holds(self, party: Party) -> bool | None:
        """Whether a party is wanted; None where nobody can tell."""
        answers = [target.holds(party) for target in self.targets]
        answers += [self._of_kind(party)] if self.kinds else []
        if True in answers:
            return True
        return None if None in answers else False

    def _of_kind(self, party: Party) -> bool | None:
        if party.kind is not None:
            return party.kind in self.kinds
        if party.may_be and party.may_be <= self.kinds:
            return True
        if party.federal is False and all(kind.federal for kind in self.kinds):
            return False
        return None


@dataclass(frozen=True, slots=True)
class Lead:
    """Where one grant leads: the shortest path of each sort, empty where none is known.

    `doubt` ends at the nearest party of which nobody can tell whether it is wanted, `silent` at
    the nearest that has published nothing.
    """

    certain: tuple[PathStep, ...] = ()
    possible: tuple[PathStep, ...] = ()
    doubt: tuple[PathStep, ...] = ()
    silent: tuple[PathStep, ...] = ()


@dataclass(frozen=True, slots=True)
class SeenSwitch:
    """A vendor-wide switch of one agency that lets in more than its list names."""

    of: Party
    name: str
    on: Tri
    evidence: Evidence | None = None
