"""Have searches audited by somebody who stands far enough from the users."""

from collections.abc import Iterator
from typing import Final

from lprpolicy.model.form import ChoiceForm, Form
from lprpolicy.model.places import ROOT
from lprpolicy.model.subject import Subject
from lprpolicy.model.verdicts import Undecided, Verdict, Violation
from lprpolicy.model.words import Auditor
from lprpolicy.model.written import Field, Written

AT: Final = ROOT / "audit" / "auditor"


class Params(Written):
    accept: tuple[Auditor, ...] = Field(
        min_length=1, title="Accept", description="Auditors one of whom must audit."
    )


def form(params: Params) -> tuple[Form, ...]:
    del params
    return (ChoiceForm(str(AT), tuple(map(str, Auditor))),)


def check(subject: Subject, params: Params) -> Iterator[Verdict]:
    auditor = subject.policy.audit.auditor if subject.policy.audit else None
    if auditor is None:
        yield Undecided("does not say how near to the users its auditor stands", AT)
    elif auditor not in params.accept:
        yield Violation(f"has searches audited by {auditor.plain}", AT)
