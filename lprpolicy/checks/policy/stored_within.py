"""Store the reads of every system in certain places only."""

from collections.abc import Iterator

from lprpolicy.model.form import GRANTS, SYSTEM, SYSTEMS, ChoiceForm, Form
from lprpolicy.model.places import ROOT
from lprpolicy.model.subject import Subject
from lprpolicy.model.verdicts import Undecided, Verdict, Violation
from lprpolicy.model.words import Storage
from lprpolicy.model.written import Field, Written


class Params(Written):
    allow: tuple[Storage, ...] = Field(
        min_length=1, title="Allow", description="Where reads may be stored."
    )
    unclear: tuple[Storage, ...] = Field(
        (), title="Unclear", description="Where the law does not say whether they may be."
    )


def form(params: Params) -> tuple[Form, ...]:
    del params
    return (SYSTEMS, GRANTS, ChoiceForm(f"{SYSTEM}/storage", tuple(map(str, Storage))))


def check(subject: Subject, params: Params) -> Iterator[Verdict]:
    if not subject.systems_said:
        yield Undecided("does not say which systems hold the reads", ROOT / "systems")
    for system, place in subject.systems():
        at, stored = place / "storage", system.storage
        if stored is None:
            yield Undecided(f"does not say where the reads of {system.id} are stored", at)
        elif stored in params.unclear:
            says = f"stores the reads of {system.id} {stored.plain}, which the law leaves open"
            yield Undecided(says, at)
        elif stored not in params.allow:
            yield Violation(f"stores the reads of {system.id} {stored.plain}", at)
