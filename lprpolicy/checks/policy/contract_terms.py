"""Have certain terms in the contract with every vendor, and the contract in force."""

from collections.abc import Iterator

from lprpolicy.model.form import GRANTS, SYSTEM, SYSTEMS, DayForm, Form, SetForm, TimeForm
from lprpolicy.model.places import ROOT, Pointer
from lprpolicy.model.policy import Contract
from lprpolicy.model.prose import join_terms
from lprpolicy.model.scalars import Flag, Maybe, Period
from lprpolicy.model.subject import Subject
from lprpolicy.model.verdicts import Undecided, Verdict, Violation
from lprpolicy.model.words import ContractTerm
from lprpolicy.model.written import Field, Written


class Params(Written):
    forbids: tuple[ContractTerm, ...] = Field(
        (), title="Forbids", description="What the contract must forbid the vendor."
    )
    retention: Maybe[Period] = Field(
        None, title="Retention", description="The longest that the contract may let reads be kept."
    )
    in_force: Flag = Field(
        True, title="In force", description="Whether the contract must be signed and not run out."
    )


def form(params: Params) -> tuple[Form, ...]:
    at, found = f"{SYSTEM}/contract", list[Form]((SYSTEMS, GRANTS))
    asked = frozenset(map(str, params.forbids))
    if asked:
        found.append(SetForm(f"{at}/forbids", tuple(map(str, ContractTerm)), asked))
    if params.retention is not None:
        found.append(TimeForm(f"{at}/retention", (params.retention,)))
    if params.in_force:
        found += [DayForm(f"{at}/signed"), DayForm(f"{at}/expires")]
    return tuple(found)


def check(subject: Subject, params: Params) -> Iterator[Verdict]:
    if not subject.systems_said:
        yield Undecided("does not say which systems hold the reads", ROOT / "systems")
    for system, place in subject.systems():
        at, contract = place / "contract", system.contract
        if contract is None:
            yield Undecided(f"does not specify the contract for {system.id}", at)
            continue
        yield from _terms(contract, params, at, system.id)
        yield from _retention(contract, params, at, system.id)
        if params.in_force:
            yield from _in_force(subject, contract, at, system.id)


def _terms(contract: Contract, params: Params, at: Pointer, system: str) -> Iterator[Verdict]:
    if not params.forbids:
        return
    if contract.forbids is None:
        yield Undecided(
            f"does not say what the contract for {system} forbids the vendor", at / "forbids"
        )
        return
    missing = [term for term in params.forbids if term not in contract.forbids]
    if missing:
        yield Violation(
            f"has a contract for {system} that does not forbid {join_terms(missing)}",
            at / "forbids",
        )


def _retention(contract: Contract, params: Params, at: Pointer, system: str) -> Iterator[Verdict]:
    if params.retention is None:
        return
    if contract.retention is None:
        yield Undecided(
            f"does not say how long the contract for {system} lets reads be kept", at / "retention"
        )
        return
    within = contract.retention.at_most(params.retention)
    if within is not True:
        make = Violation if within is False else Undecided
        yield make(
            f"has a contract for {system} that lets reads be kept for {contract.retention}, "
            f"longer than {params.retention}",
            at / "retention",
        )


def _in_force(subject: Subject, contract: Contract, at: Pointer, system: str) -> Iterator[Verdict]:
    if contract.signed is None:
        yield Undecided(f"has a contract for {system} without a date", at / "signed")
    elif contract.signed > subject.day:
        yield Violation(
            f"has a contract for {system} signed only on {contract.signed}", at / "signed"
        )
    if contract.expires is None:
        yield Undecided(f"has a contract for {system} without a last day", at / "expires")
    elif contract.expires < subject.day:
        yield Violation(
            f"has a contract for {system} that ran out on {contract.expires}", at / "expires"
        )
