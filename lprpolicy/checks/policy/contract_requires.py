"""Have the contract with every vendor require certain things of it."""

from collections.abc import Iterator

from lprpolicy.model.form import GRANTS, SYSTEM, SYSTEMS, Form, SetForm
from lprpolicy.model.places import ROOT
from lprpolicy.model.prose import join_terms
from lprpolicy.model.subject import Subject
from lprpolicy.model.verdicts import Undecided, Verdict, Violation
from lprpolicy.model.words import ContractDuty
from lprpolicy.model.written import Field, Written


class Params(Written):
    requires: tuple[ContractDuty, ...] = Field(
        min_length=1, title="Requires", description="What the contract must require of the vendor."
    )


def form(params: Params) -> tuple[Form, ...]:
    at = f"{SYSTEM}/contract/requires"
    return (
        SYSTEMS,
        GRANTS,
        SetForm(at, tuple(map(str, ContractDuty)), frozenset(map(str, params.requires))),
    )


def check(subject: Subject, params: Params) -> Iterator[Verdict]:
    if not subject.systems_said:
        yield Undecided("does not say which systems hold the reads", ROOT / "systems")
    for system, place in subject.systems():
        at, contract = place / "contract" / "requires", system.contract
        if contract is None or contract.requires is None:
            says = f"does not say what the contract for {system.id} requires of the vendor"
            yield Undecided(says, at if contract else place / "contract")
            continue
        missing = [duty for duty in params.requires if duty not in contract.requires]
        if missing:
            says = f"has a contract for {system.id} that does not require {join_terms(missing)}"
            yield Violation(says, at)
