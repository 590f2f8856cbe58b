"""Be adopted by somebody, on a day that has come."""

from collections.abc import Iterator

from lprpolicy.model.form import STATUS, Form
from lprpolicy.model.places import ROOT
from lprpolicy.model.subject import Subject
from lprpolicy.model.verdicts import Undecided, Verdict, Violation
from lprpolicy.model.words import Status
from lprpolicy.model.written import Written


class Params(Written):
    """It has none."""


def form(params: Params) -> tuple[Form, ...]:
    del params
    return (STATUS,)


def check(subject: Subject, params: Params) -> Iterator[Verdict]:
    del params
    policy, at = subject.policy, ROOT / "status"
    if policy.status is Status.PROPOSED:
        yield Violation("is not adopted yet", at)
    elif policy.adopted is None:
        yield Undecided("does not say who adopted it, and on which day", at)
    elif policy.adopted.on > subject.day:
        yield Violation(f"is adopted only on {policy.adopted.on}", at)
