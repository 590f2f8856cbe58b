"""The papers that a policy names as its records: of votes, contracts, settings and grants."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lprpolicy.model.paper import Paper
from lprpolicy.model.places import ROOT, Pointer
from lprpolicy.model.policy import Policy
from lprpolicy.model.prose import words
from lprpolicy.model.words import BasisKind

if TYPE_CHECKING:
    from lprpolicy.model.subject import Given


@dataclass(frozen=True, slots=True)
class NamedPaper:
    """What a paper is to show, the paper if one is named, and the place that names it."""

    shows: str
    paper: Paper | None
    at: Pointer
    who: str | None = None


_OF_GRANTS: Final = {kind: f"the {words(kind)} of {{who}}" for kind in BasisKind}


def papers_of(policy: Policy, grants: tuple[Given, ...] = ()) -> Iterator[NamedPaper]:
    """Every paper that a policy rests on, named or not."""
    if policy.adopted is not None:
        shows = f"the vote of {policy.adopted.by}"
        yield NamedPaper(shows, policy.adopted.record, ROOT / "adopted" / "record")
    yield from _of_systems(policy)
    for number, approval in enumerate(policy.approvals or ()):
        at = ROOT / "approvals" / number / "record"
        yield NamedPaper(f"{approval.kind.plain} by {approval.by}", approval.record, at)
    for given in grants:
        basis, at = given.grant.basis, given.at / "basis" / "document"
        if basis is not None and (basis.document or basis.kind is not BasisKind.STATUTE):
            yield NamedPaper(_OF_GRANTS[basis.kind], basis.document, at, given.recipient.name)


def _of_systems(policy: Policy) -> Iterator[NamedPaper]:
    for number, system in enumerate(policy.systems or ()):
        at = ROOT / "systems" / number
        contract, attested, owner = system.contract, system.attested, system.export_owner
        if contract is not None and (contract.document or contract.signed):
            shows = f"the contract for {system.id}"
            yield NamedPaper(shows, contract.document, at / "contract" / "document")
        if attested is not None:
            shows = f"that {attested.by} looked at the settings of {system.id}"
            yield NamedPaper(shows, attested.record, at / "attested" / "record")
        if owner is not None and owner.record is not None:
            shows = f"that the exports of {system.id} call the agency “{owner.name}”"
            yield NamedPaper(shows, owner.record, at / "export_owner" / "record")
