"""What vendor exports add to the sharing network: whom they show, and whom nobody else knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from lprpolicy.evaluate.export_owner import OwnerAnswer, export_owner
from lprpolicy.evaluate.network import Making, Network, as_party, network
from lprpolicy.evaluate.subjects import by_id
from lprpolicy.host.files.tree import Tree
from lprpolicy.host.progress import begin_work
from lprpolicy.identify.index import Index
from lprpolicy.identify.names import read_name
from lprpolicy.model.network import EdgeKind, Evidence, MadeKnown, Party, SeenSwitch
from lprpolicy.model.observation import Completeness, Direction, Share
from lprpolicy.model.subject import Recipient
from lprpolicy.model.words import Data, RowStatus, Tri
from lprpolicy.repository.exports import StateError
from lprpolicy.repository.national import national
from lprpolicy.repository.observed import OwnedExport, newest, read_observed
from lprpolicy.repository.repository import Repository, open_repository


class Exports:
    """The newest export of each agency and vendor, to be added to a network."""

    def __init__(self, observed: Iterable[OwnedExport]) -> None:
        self.used, self.notes = newest(observed)

    def add_owners(self, made: Making) -> None:
        """Add the agencies that the exports are of, so that their names are known."""
        made.graph.notes += self.notes
        for one in self.used:
            _add_owner(made, one)

    def add_rows(self, made: Making) -> None:
        """Add whom the exports show."""
        for one in self.used:
            _add_rows(made, one)


def _add_owner(made: Making, one: OwnedExport) -> None:
    """Add an export's own agency under the name that the vendor prints for it."""
    known = by_id(one.agency, made.index)
    printed = one.observation.owner
    party = as_party(known)
    if known.entry is None and printed:
        party = replace(party, id=one.agency, key=one.agency, name=printed)
    elif known.entry is None:
        party = replace(party, id=one.agency, key=one.agency)
    made.graph.party(party)
    state = one.agency.partition("/")[0]
    if printed and made.index.identify(printed, state=state).federal is not True:
        made.owners.setdefault((read_name(printed).form, state), party)


def _add_rows(made: Making, one: OwnedExport) -> None:
    """Add what a vendor shows: whom the owner gives access, and who gives it to the owner."""
    shown, graph = one.observation, made.graph
    owner = graph.numbers[one.agency]
    document = graph.document(_ExportRows(one))
    for row, share in enumerate(shown.shares):
        if not shows_reads(share):
            continue
        other = graph.party(_shared_with(made, share))
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


def _shared_with(made: Making, share: Share) -> Party:
    found = made.index.identify(share.raw, state=share.state)
    entry = made.index.agency(found.id) if found.id else None
    who = Recipient(
        found.id,
        found.name or share.raw,
        found.kind,
        found.state or share.state,
        found.federal,
        found.component,
        entry,
    )
    return made.party_of(who, share.raw)


def shows_reads(share: Share) -> bool:
    """Whether a row shows open reads; a request does not, nor a share of hot lists alone."""
    if share.status is RowStatus.PENDING:
        return False
    said = {data: share.data.get(data, Tri.UNKNOWN) for data in Data}
    yes = {data for data, tri in said.items() if tri is Tri.YES}
    if yes:
        return bool(yes - {Data.HOT_LISTS})
    return not share.hot_lists and said[Data.READS] is Tri.UNKNOWN


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
        known = network(repository, Exports(exports))
        known.graph.notes += whose
    wrong = len(repository.findings)
    if wrong:
        known.graph.notes.append(
            f"{wrong} findings about the files of this repository; `lprpolicy check` lists them"
        )
    return repository, known
