"""What a check judges: a policy on a day, with every name looked up in the directory."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from lprpolicy.model.directory import Agency, Membership, Source
from lprpolicy.model.durations import Duration
from lprpolicy.model.named_papers import NamedPaper, papers_of
from lprpolicy.model.places import ROOT, Pointer
from lprpolicy.model.policy import Policy, System
from lprpolicy.model.provenance import Rank
from lprpolicy.model.retention import Keep
from lprpolicy.model.sharing import Grant
from lprpolicy.model.words import AgencyKind, Component, Program, Purpose, RecordClass

if TYPE_CHECKING:
    from lprpolicy.model.network import Lead

Named = tuple[str, dt.date, str | None]
"""A list as a directory entry names it: title, day and address."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who a grant is to, as far as the directory can tell; None is unknown.

    `id`, `kind`, `state` and `federal` hold only what may let it in: `rank` says what they rest
    on. What a name or an entry merely claims is in `may_be` and `claims`, and can only keep it out.
    `text` is what the vendor calls it. `why` says how it was found, or why it was not.
    """

    id: str | None
    name: str
    kind: AgencyKind | None
    state: str | None
    federal: bool | None
    component: Component | None = None
    entry: Agency | None = None
    why: str = ""
    rank: Rank = Rank.WORDS
    may_be: frozenset[AgencyKind] = frozenset()
    claims: str | None = None
    text: str | None = None
    borne_out_by: Source | None = None
    """The official list that bears out an entry of the repository's own."""

    @property
    def rests_on(self) -> frozenset[Named]:
        """The lists behind its entry: where it stands, what bears it out, what they newly say.

        Older statements about a program decide nothing.
        """
        said = (self.membership(program) for program in Program)
        own = self.entry.source if self.entry else None
        found = (own, self.borne_out_by, *(one.source for one in said if one is not None))
        return frozenset((one.title, one.on, one.url) for one in found if one is not None)

    @property
    def newest_source(self) -> Source | None:
        """The newest source of all that its entry says."""
        if self.entry is None:
            return None
        sources = [one.source for one in self.entry.programs]
        sources += [one.source for one in self.entry.passes_on_to]
        if self.entry.source is not None:
            sources.append(self.entry.source)
        return max(sources, key=_on, default=None)

    def membership(self, program: Program) -> Membership | None:
        """Return the newest statement of a list about a program; of two on one day, the yes.

        Only a no of the same list outdates its yes: no other list knows who left. A `no` about a
        recipient that nobody can identify says nothing.
        """
        said = self.entry.programs if self.entry else ()
        found = _newest([one for one in said if one.program is program]) if said else None
        return found if found is None or found.member or self.rank.may_permit else None

    @property
    def certainly_one_of(self) -> frozenset[AgencyKind]:
        """The kinds one of which it is, by what is known of it or else by what it claims."""
        return self.may_be if self.kind is None else frozenset({self.kind})


def _newest(found: list[Membership]) -> Membership | None:
    newest = max(found, key=_by_day, default=None)
    if newest is None or newest.member:
        return newest
    latest: dict[str, Membership] = {}
    for one in sorted(found, key=_by_day):
        latest[one.source.title] = one
    return max((one for one in latest.values() if one.member), key=_by_day, default=newest)


def _on(source: Source) -> dt.date:
    return source.on


def _by_day(one: Membership) -> tuple[dt.date, bool]:
    return one.source.on, one.member


@dataclass(frozen=True, slots=True)
class Given:
    """One grant with its recipient looked up; `at` is the grant's place in the policy."""

    grant: Grant
    recipient: Recipient
    at: Pointer

    @property
    def to(self) -> Pointer:
        return self.at / "to"


@dataclass(frozen=True, slots=True)
class Kept:
    """What is written about keeping one class of record, in one system or for all of them.

    `period` is None where nothing is written. `contract` is the shorter limit of the system's
    contract, if it has one.
    """

    period: Duration | Keep | None
    at: Pointer
    system: str | None
    contract: Duration | None


Paths = Callable[[frozenset[AgencyKind], frozenset[str], int | None], "tuple[Lead, ...]"]
"""Finds where each grant leads: to agencies of these kinds and ids, up to a number of steps."""

SYSTEMS: Final = ROOT / "systems"
RETENTION: Final = {record: ROOT / "retention" / str(record) for record in RecordClass}


@dataclass(frozen=True)
class Subject:
    """One agency's policy on one day. `paths` follows its grants through the whole network."""

    policy: Policy
    agency: Recipient
    grants: tuple[Given, ...]
    day: dt.date
    paths: Paths | None = None
    _kept: dict[RecordClass, tuple[Kept, ...]] = field(
        init=False, default_factory=dict, repr=False, compare=False
    )

    @cached_property
    def placed(self) -> tuple[tuple[System, Pointer], ...]:
        """Each system with its place."""
        systems = enumerate(self.policy.systems or ())
        return tuple((system, SYSTEMS / number) for number, system in systems)

    @cached_property
    def papers(self) -> tuple[NamedPaper, ...]:
        """Every paper that the policy and its grants rest on, named or not."""
        return tuple(papers_of(self.policy, self.grants))

    def systems(self) -> Iterator[tuple[System, Pointer]]:
        return iter(self.placed)

    @property
    def systems_said(self) -> bool:
        """Whether the policy says which systems hold the reads.

        An empty list is an answer, of a program that ended. It is none beside a grant, which opens
        some system.
        """
        systems = self.policy.systems
        return systems is not None and (bool(systems) or not self.grants)

    @cached_property
    def purposes(self) -> frozenset[Purpose]:
        """Every purpose that the policy or a grant allows."""
        allowed = self.policy.purposes.allowed if self.policy.purposes else None
        granted = (given.grant.purposes or () for given in self.grants)
        return frozenset(chain(allowed or (), *granted))

    def as_written(self, blocks: Set[str]) -> dict[str, Any]:
        """Return these blocks of the policy as plain data, by the names that files use."""
        return self.policy.model_dump(
            mode="json", by_alias=True, exclude_unset=True, include=set(blocks)
        )

    def periods_of(self, record: RecordClass) -> tuple[Kept, ...]:
        """Return how long a class of record is kept, once for each system with its own period.

        Systems without a period of their own share the policy's, which is given once.
        """
        if record not in self._kept:
            self._kept[record] = tuple(self._found_kept(record))
        return self._kept[record]

    def _found_kept(self, record: RecordClass) -> Iterator[Kept]:
        shared = self.policy.retention.of(record) if self.policy.retention else None
        contracts: list[Duration] = []
        others = 0
        for system, place in self.systems():
            contract = system.contract.retention if system.contract else None
            own = system.retention.of(record) if system.retention else None
            if own is not None:
                yield Kept(own, place / "retention" / str(record), system.id, contract)
            else:
                others += 1
                contracts += [contract] if contract else []
        if others or not self.policy.systems:
            shortest = min(contracts, key=Duration.bounds, default=None)
            yield Kept(shared, RETENTION[record], None, shortest)
