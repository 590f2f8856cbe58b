"""Let certain people of the agency run readers and search reads, and no others."""

from collections.abc import Iterator
from typing import Final

from lprpolicy.model.form import Form, SetForm
from lprpolicy.model.places import ROOT
from lprpolicy.model.subject import Subject
from lprpolicy.model.verdicts import Undecided, Verdict, Violation
from lprpolicy.model.words import UserClass
from lprpolicy.model.written import Field, Written

AT: Final = ROOT / "access" / "users"


class Params(Written):
    allow: tuple[UserClass, ...] = Field(
        min_length=1, title="Allow", description="The only people who may be users."
    )


def form(params: Params) -> tuple[Form, ...]:
    del params
    return (SetForm(str(AT), tuple(map(str, UserClass))),)


def check(subject: Subject, params: Params) -> Iterator[Verdict]:
    said = subject.policy.access
    if said is None or said.users is None:
        yield Undecided("does not say who may run readers or search", AT)
        return
    for number, user in enumerate(said.users):
        if user not in params.allow:
            yield Violation(f"lets {user.plain} run readers or search", AT / number)
