"""Forbid readers that are mounted in certain ways, such as fixed ones."""

from collections.abc import Iterator
from typing import Literal

from lprpolicy.model.form import GRANTS, SYSTEM, SYSTEMS, ChoiceForm, Form
from lprpolicy.model.places import ROOT
from lprpolicy.model.prose import words
from lprpolicy.model.subject import Subject
from lprpolicy.model.verdicts import Undecided, Verdict, Violation
from lprpolicy.model.written import Field, Written


class Params(Written):
    forbid: tuple[Literal["fixed", "vehicle", "portable", "state_highway"], ...] = Field(
        min_length=1,
        title="Forbid",
        description="Ways of mounting that are not allowed, or places beside a road.",
    )


def form(params: Params) -> tuple[Form, ...]:
    return (
        SYSTEMS,
        GRANTS,
        *(ChoiceForm(f"{SYSTEM}/readers/{one}", (0, 1)) for one in params.forbid),
    )


def check(subject: Subject, params: Params) -> Iterator[Verdict]:
    if not subject.systems_said:
        yield Undecided("does not say which systems hold the reads", ROOT / "systems")
    for system, at in subject.systems():
        for mount in params.forbid:
            count = getattr(system.readers, mount) if system.readers else None
            if count is None:
                says = f"does not say how many {words(mount)} readers feed {system.id}"
                yield Undecided(says, at / "readers" / mount)
            elif count:
                readers = "reader" if count == 1 else "readers"
                says = f"has {count} {words(mount)} {readers} in {system.id}"
                yield Violation(says, at / "readers" / mount)
