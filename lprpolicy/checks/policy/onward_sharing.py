"""Limit whether recipients may pass reads on."""

from collections.abc import Iterator
from typing import Final

from lprpolicy.model.form import ChoiceForm, Form
from lprpolicy.model.places import ROOT
from lprpolicy.model.subject import Subject
from lprpolicy.model.verdicts import Undecided, Verdict, Violation
from lprpolicy.model.words import Onward
from lprpolicy.model.written import Field, Written

AT: Final = ROOT / "sharing" / "onward"


class Params(Written):
    accept: tuple[Onward, ...] = Field(
        min_length=1, title="Accept", description="What the policy may say of passing reads on."
    )


def form(params: Params) -> tuple[Form, ...]:
    del params
    return (ChoiceForm(str(AT), tuple(map(str, Onward))),)


def check(subject: Subject, params: Params) -> Iterator[Verdict]:
    onward = subject.policy.sharing.onward if subject.policy.sharing else None
    if onward is None:
        yield Undecided("does not say whether recipients may pass reads on", AT)
    elif onward not in params.accept:
        how = "with permission" if onward is Onward.WITH_PERMISSION else "freely"
        yield Violation(f"lets recipients pass reads on {how}", AT)
