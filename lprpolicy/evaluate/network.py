"""Build the sharing network from a repository, vendor exports and directory statements."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Final

from lprpolicy.evaluate.subjects import by_id
from lprpolicy.evaluate.subjects import recipient as recipient_of
from lprpolicy.identify.index import Index
from lprpolicy.identify.names import read_name
from lprpolicy.model.directory import Directory, Source
from lprpolicy.model.network import EdgeKind, Evidence, MadeKnown, Party, Place, SeenSwitch
from lprpolicy.model.places import ROOT, Pointer, Where
from lprpolicy.model.policy import Lookups, Policy
from lprpolicy.model.rule import Other
from lprpolicy.model.sharing import Grant
from lprpolicy.model.subject import Recipient
from lprpolicy.model.words import Data, Mode, Program, Status, Switch, Tri
from lprpolicy.reach.graph import Graph
from lprpolicy.repository.directories import federal, federal_file
from lprpolicy.repository.repository import Repository

if TYPE_CHECKING:
    from lprpolicy.evaluate.observed_network import Exports

PARTNERS: Final = {Program.ICE_287G: "us/ice"}
Locate = Callable[[Pointer], Place]
_STATUS: Final = {
    Status.PROPOSED: "proposed, not adopted",
    Status.SUPERSEDED: "superseded by a later policy",
}


@dataclass(frozen=True, slots=True)
class Network:
    """The graph, and for each policy the number of the recipient of each grant of reads."""

    graph: Graph
    recipients: Mapping[str, tuple[int | None, ...]]


def network(repository: Repository, exports: Exports | None = None) -> Network:
    """Build the network of a repository, its directories and exports."""
    made = Making(Graph(), repository.index)
    if exports is not None:
        exports.add_owners(made)
    for agency in sorted(repository.policies):
        read = repository.policies[agency]
        if read.value is None:
            made.graph.notes.append(
                f"{read.document.file} is not right as it stands and was not used; "
                "`lprpolicy check` says why"
            )
        else:
            made.policy(agency, read.value, read.document.locate)
    if exports is not None:
        exports.add_rows(made)
    made.directory(federal(), lambda at: federal_file().document.locate(at))
    for own in repository.directories:
        made.directory(own.value, own.document.locate)
    return Network(made.graph, made.recipients)


def of_example(policy: Policy, others: Iterable[Other], index: Index) -> Network:
    """Build the network of a rule's example: its policy, and what it says of other agencies."""
    made = Making(Graph(), index)
    made.policy(policy.agency, policy, _in_the_example)
    for other in others:
        made.other(other)
    return Network(made.graph, made.recipients)


def _in_the_example(at: Pointer) -> Place:
    return Where(f"the example, {at}")


@dataclass(slots=True)
class Making:
    """The graph so far. `owners` maps the names that exports print for their own agencies."""

    graph: Graph
    index: Index
    owners: dict[tuple[str, str], Party] = field(default_factory=dict)
    recipients: dict[str, tuple[int | None, ...]] = field(default_factory=dict)

    def party_of(self, who: Recipient, raw: str) -> Party:
        """Find who a recipient is. A name in no directory may be that of an export's owner."""
        if who.id is None and who.federal is not True and who.state is not None:
            owner = self.owners.get((read_name(raw).form, who.state))
            if owner is not None:
                return owner
        return as_party(who, raw)

    def policy(self, agency: str, policy: Policy, locate: Locate) -> None:
        """Add what an agency decided: whom it gives access, and whether they may pass reads on."""
        start = self.graph.party(as_party(by_id(agency, self.index), id=agency))
        for system, place in enumerate(policy.systems or ()):
            lookups = place.lookups
            at = ROOT / "systems" / system / "lookups"
            self._switches(start, lookups, at, locate)
        if policy.sharing is None:
            return
        if policy.sharing.onward is not None:
            self.graph.terms[start] = policy.sharing.onward
        if policy.sharing.grants is None:
            return
        self.graph.publish(start, MadeKnown.WHOLE)
        grants = policy.sharing.grants
        number = self.graph.document(_Grants(locate, grants, policy.status))
        recipients: list[int | None] = []
        for row, grant in enumerate(grants):
            if not opens_reads(grant):
                recipients.append(None)
                continue
            who = recipient_of(grant, self.index)
            target = self.graph.party(self._grantee(grant, who))
            self.graph.add(start, target, EdgeKind.GRANT, number, row)
            recipients.append(target)
        self.recipients[agency] = tuple(recipients)

    def _grantee(self, grant: Grant, who: Recipient) -> Party:
        """Find the recipient of a grant. An id in no directory still names its own agency."""
        if isinstance(grant.to, str):
            return as_party(who, who.text or grant.to, id=who.claims)
        return self.party_of(who, grant.to.named)

    def _switches(self, start: int, lookups: Lookups | None, at: Pointer, locate: Locate) -> None:
        of = self.graph.parties[start]
        said = []
        for name in Switch:
            on = getattr(lookups, name, None)
            tri = Tri.UNKNOWN if on is None else Tri.YES if on else Tri.NO
            where = Evidence(locate(at / name))
            said.append(SeenSwitch(of, name.replace("_", "-"), tri, where))
        self.graph.switches[start] = (*self.graph.switches.get(start, ()), *said)

    def directory(self, directory: Directory, locate: Callable[[Pointer], Place]) -> None:
        """Add what a directory states: who passes reads on to whom, and who is whose partner."""
        for number, agency in enumerate(directory.agencies):
            at = ROOT / "agencies" / number
            for row, onward in enumerate(agency.passes_on_to):
                here, source = at / "passes_on_to" / row / "to", onward.source
                self._add_statement(
                    agency.id, onward.to, EdgeKind.PASSES_ON, _says(source), partial(locate, here)
                )
            for row, membership in enumerate(agency.programs):
                if membership.member and membership.program in PARTNERS:
                    here, source = at / "programs" / row / "program", membership.source
                    to, place = PARTNERS[membership.program], partial(locate, here)
                    self._add_statement(agency.id, to, EdgeKind.PARTNER, _says(source), place)

    def _add_statement(
        self, from_: str, to: str, kind: EdgeKind, said: str | None, place: Callable[[], Place]
    ) -> None:
        graph = self.graph
        start, target = (graph.party(as_party(by_id(i, self.index), id=i)) for i in (from_, to))
        rows = graph.document(lambda _: Evidence(place(), said))
        graph.add(start, target, kind, rows, 0)
        if kind is EdgeKind.PASSES_ON:
            graph.publish(start, MadeKnown.PART)

    def other(self, other: Other) -> None:
        """Add what an example says of another agency."""
        graph, at = self.graph, partial(Where, f"the example, others, {other.agency}")
        for to in other.passes_on_to:
            self._add_statement(other.agency, to, EdgeKind.PASSES_ON, None, at)
        if other.grants is not None:
            start = graph.party(as_party(by_id(other.agency, self.index), id=other.agency))
            graph.publish(start, MadeKnown.WHOLE)
            for to in other.grants:
                self._add_statement(other.agency, to, EdgeKind.GRANT, None, at)


def as_party(who: Recipient, raw: str = "", *, id: str | None = None) -> Party:  # noqa: A002 - a field of Party
    """Turn a recipient into a node. A bare name is known by its text and state."""
    identifier = who.id or id
    key = identifier or f"{raw or who.name} [{who.state or 'state unknown'}]"
    return Party(
        key, identifier, who.name, who.kind, who.state, who.federal, who.component, who.may_be
    )


def opens_reads(grant: Grant) -> bool:
    """Whether a grant opens reads; one that does not say what it opens counts as if it did."""
    return grant.data is None or any(data is not Data.HOT_LISTS for data in grant.data)


def _says(source: Source) -> str:
    return f"{source.title}, {source.on}"


class _Grants:
    """Looks up the evidence of a policy's grants; few are ever shown, so none in advance."""

    def __init__(self, locate: Locate, grants: tuple[Grant, ...], status: Status) -> None:
        self.locate, self.grants, self.status = locate, grants, status

    def __call__(self, row: int) -> Evidence:
        at = ROOT / "sharing" / "grants" / row / "to"
        grant = self.grants[row]
        notes = [_STATUS[self.status]] if self.status in _STATUS else []
        notes += ["asked for each time"] * (grant.mode is Mode.PER_REQUEST)
        notes += ["the grant does not say which data it opens"] * (grant.data is None)
        return Evidence(self.locate(at), "; ".join(notes) or None)
