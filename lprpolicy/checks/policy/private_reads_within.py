"""Take reads that private readers made on certain documents only."""

from collections.abc import Iterator
from typing import Final

from lprpolicy.model.form import Form, SetForm
from lprpolicy.model.places import ROOT
from lprpolicy.model.subject import Subject
from lprpolicy.model.verdicts import Undecided, Verdict, Violation
from lprpolicy.model.words import Taking
from lprpolicy.model.written import Field, Written

AT: Final = ROOT / "sharing" / "private_reads"


class Params(Written):
    allow: tuple[Taking, ...] = Field(
        min_length=1, title="Allow", description="On what private reads may be taken."
    )


def form(params: Params) -> tuple[Form, ...]:
    del params
    return (SetForm(str(AT), tuple(map(str, Taking))),)


def check(subject: Subject, params: Params) -> Iterator[Verdict]:
    said = subject.policy.sharing
    if said is None or said.private_reads is None:
        yield Undecided("does not say on what it takes reads of private readers", AT)
        return
    for number, one in enumerate(said.private_reads):
        if one not in params.allow:
            yield Violation(f"takes reads of private readers on {one.value}", AT / number)
