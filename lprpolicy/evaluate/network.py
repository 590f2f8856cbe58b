"""Build the sharing network from a repository, vendor exports and directory statements."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Final

from lprpolicy.evaluate.export_owner import OwnerAnswer, export_owner
from lprpolicy.evaluate.subjects import by_id
from lprpolicy.evaluate.subjects import recipient as recipient_of
from lprpolicy.host.files.tree import Tree
from lprpolicy.host.progress import begin_work
from lprpolicy.identify.index import Index
from lprpolicy.identify.names import read_name
from lprpolicy.model.directory import Directory, Source
from lprpolicy.model.network import EdgeKind, Evidence, MadeKnown, Party, Place, SeenSwitch
from lprpolicy.model.observation import Completeness, Direction, Share, Where
from lprpolicy.model.places import ROOT, Pointer
from lprpolicy.model.policy import Lookups, Policy
from lprpolicy.model.rule import Other
from lprpolicy.model.sharing import Grant
from lprpolicy.model.subject import Recipient
from lprpolicy.model.words import Data, Mode, Program, RowStatus, Status, Switch, Tri
from lprpolicy.reach.graph import Graph
from lprpolicy.repository.directories import federal, federal_file
from lprpolicy.repository.exports import StateError
from lprpolicy.repository.national import national
from lprpolicy.repository.observed import OwnedExport, newest, read_observed
from lprpolicy.repository.repository import Repository, open_repository

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


def network(repository: Repository, observed: Iterable[OwnedExport] = ()) -> Network:
    """Build the network of a repository, its directories and exports."""
    made = _Making(Graph(), repository.index)
    exports, notes = newest(observed)
    made.graph.notes += notes
    for one in exports:
        made.owner(one)
    for agency in sorted(repository.policies):
        read = repository.policies[agency]
        if read.value is None:
            made.graph.notes.append(
                f"{read.document.file} is not right as it stands and was not used; "
                "`lprpolicy check` says why"
            )
        else:
            made.policy(agency, read.value, read.document.locate)
    for one in exports:
        made.observation(one)
    made.directory(federal(), lambda at: federal_file().document.locate(at))
    for own in repository.directories:
        made.directory(own.value, own.document.locate)
    return Network(made.graph, made.recipients)


def of_example(policy: Policy, others: Iterable[Other], index: Index) -> Network:
    """Build the network of a rule's example: its policy, and what it says of other agencies."""
    made = _Making(Graph(), index)
    made.policy(policy.agency, policy, _in_the_example)
    for other in others:
        made.other(other)
    return Network(made.graph, made.recipients)


def _in_the_example(at: Pointer) -> Place:
    return Where(f"the example, {at}")


@dataclass(slots=True)
class _Making:
    """The graph so far. `owners` maps the names that exports print for their own agencies."""

    graph: Graph
    index: Index
    owners: dict[tuple[str, str], Party] = field(default_factory=dict)
    recipients: dict[str, tuple[int | None, ...]] = field(default_factory=dict)

    def owner(self, one: OwnedExport) -> None:
        """Add an export's own agency under the name that the vendor prints for it."""
        known = by_id(one.agency, self.index)
        printed = one.observation.owner
        party = _party(known)
        if known.entry is None and printed:
            party = replace(party, id=one.agency, key=one.agency, name=printed)
        elif known.entry is None:
            party = replace(party, id=one.agency, key=one.agency)
        self.graph.party(party)
        state = one.agency.partition("/")[0]
        if printed and self.index.identify(printed, state=state).federal is not True:
            self.owners.setdefault((read_name(printed).form, state), party)

    def party_of(self, who: Recipient, raw: str) -> Party:
        """Find who a recipient is. A name in no directory may be that of an export's owner."""
        if who.id is None and who.federal is not True and who.state is not None:
            owner = self.owners.get((read_name(raw).form, who.state))
            if owner is not None:
                return owner
        return _party(who, raw)

    def policy(self, agency: str, policy: Policy, locate: Locate) -> None:
        """Add what an agency decided: whom it gives access, and whether they may pass reads on."""
        start = self.graph.party(_party(by_id(agency, self.index), id=agency))
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
            return _party(who, who.text or grant.to, id=who.claims)
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

    def observation(self, one: OwnedExport) -> None:
        """Add what a vendor shows: whom the owner gives access, and who gives it to the owner."""
        shown, graph = one.observation, self.graph
        owner = graph.numbers[one.agency]
        document = graph.document(_ExportRows(one))
        for row, share in enumerate(shown.shares):
            if not shows_reads(share):
                continue
            other = graph.party(self._shared_with(share))
            if share.direction is Direction.OUTBOUND:
                graph.add(owner, other, EdgeKind.SHOWN, document, row)
            else:
                graph.add(other, owner, EdgeKind.SHOWN, document, row)
        if shown.completeness is Completeness.COMPLETE:
            graph.publish(owner, MadeKnown.WHOLE)
        elif shown.outbound():
            graph.publish(owner, MadeKnown.PART)
        said = tuple(
            SeenSwitch(graph.parties[owner], name.replace("_", "-"), on)
            for name, on in sorted(shown.lookups.items())
        )
        graph.switches[owner] = (*graph.switches.get(owner, ()), *said)

    def _shared_with(self, share: Share) -> Party:
        found = self.index.identify(share.raw, state=share.state)
        entry = self.index.agency(found.id) if found.id else None
        who = Recipient(
            found.id,
            found.name or share.raw,
            found.kind,
            found.state or share.state,
            found.federal,
            found.component,
            entry,
        )
        return self.party_of(who, share.raw)

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
        start, target = (graph.party(_party(by_id(i, self.index), id=i)) for i in (from_, to))
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
            start = graph.party(_party(by_id(other.agency, self.index), id=other.agency))
            graph.publish(start, MadeKnown.WHOLE)
            for to in other.grants:
                self._add_statement(other.agency, to, EdgeKind.GRANT, None, at)


def _party(who: Recipient, raw: str = "", *, id: str | None = None) -> Party:  # noqa: A002 - a field of Party
    """Turn a recipient into a node. A bare name is known by its text and state."""
    identifier = who.id or id
    key = identifier or f"{raw or who.name} [{who.state or 'state unknown'}]"
    return Party(
        key, identifier, who.name, who.kind, who.state, who.federal, who.component, who.may_be
    )


def opens_reads(grant: Grant) -> bool:
    """Whether a grant opens reads; one that does not say what it opens counts as if it did."""
    return grant.data is None or any(data is not Data.HOT_LISTS for data in grant.data)


def shows_reads(share: Share) -> bool:
    """Whether a row shows open reads; a request does not, nor a share of hot lists alone."""
    if share.status is RowStatus.PENDING:
        return False
    said = {data: share.data.get(data, Tri.UNKNOWN) for data in Data}
    yes = {data for data, tri in said.items() if tri is Tri.YES}
    if yes:
        return bool(yes - {Data.HOT_LISTS})
    return not share.hot_lists and said[Data.READS] is Tri.UNKNOWN


def _says(source: Source) -> str:
    return f"{source.title}, {source.on}"


class _ExportRows:
    """Looks up the evidence of an export's rows, with the file name that the user gave."""

    def __init__(self, one: OwnedExport) -> None:
        self.one = one

    def __call__(self, row: int) -> Evidence:
        shown = self.one.observation
        share = shown.shares[row]
        notes = [shown.vendor.value]
        notes += [f"as of {shown.reported}"] if shown.reported else ["undated"]
        notes += ["the vendor marks the row as inactive"] * (share.status is RowStatus.INACTIVE)
        notes += ["read off a scan"] * (shown.completeness is Completeness.OCR)
        return Evidence(replace(share.where, document=self.one.file), "; ".join(notes) or None)


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


def _whose(exports: Iterable[OwnedExport], index: Index) -> Iterator[str]:
    """Exports of which no one can tell whose they are, each a sentence.

    Raises StateError for one that names another agency than it was given for.
    """
    for one in exports:
        whose = export_owner(one.observation, one.agency, index)
        if whose.answer is OwnerAnswer.OTHER:
            error = StateError(f"{one.file}: {whose.says}", hint="give the agency's own export")
            error.consequence = "nothing was followed"
            raise error
        if whose.answer is OwnerAnswer.UNKNOWN:
            yield f"{one.file}: {whose.says}"


def network_of(tree: Tree, observed: Iterable[str]) -> tuple[Repository, Network]:
    """Open the repository of a tree and build its network, together with given exports."""
    with begin_work("reading who lets whom in"):
        repository = open_repository(tree, national())
        exports = read_observed(observed, repository.index)
        whose = list(_whose(exports, repository.index))
        known = network(repository, exports)
        known.graph.notes += whose
    wrong = len(repository.findings)
    if wrong:
        known.graph.notes.append(
            f"{wrong} findings about the files of this repository; `lprpolicy check` lists them"
        )
    return repository, known
