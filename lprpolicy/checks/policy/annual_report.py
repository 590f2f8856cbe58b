"""Make an annual report, or name the day of the year on which it is due."""

from collections.abc import Iterator
from typing import Final, Literal

from lprpolicy.model.form import EXAMPLE_ADDRESS, ChoiceForm, Form, LatestForm
from lprpolicy.model.places import ROOT
from lprpolicy.model.subject import Subject
from lprpolicy.model.verdicts import Undecided, Verdict, Violation
from lprpolicy.model.written import Field, Written

AT: Final = ROOT / "transparency" / "annual_report"


class Params(Written):
    needs: Literal["report", "day"] = Field(
        title="Needs", description="report: there is one; day: it names the day it is due."
    )


def form(params: Params) -> tuple[Form, ...]:
    del params
    return (
        ChoiceForm(str(AT), ({},)),
        LatestForm(f"{AT}/due"),
        ChoiceForm(f"{AT}/published", (EXAMPLE_ADDRESS,)),
    )


def check(subject: Subject, params: Params) -> Iterator[Verdict]:
    said = subject.policy.transparency
    report = said.annual_report if said else None
    if said is None or (report is None and params.needs == "day"):
        yield Undecided("does not say whether there is an annual report", AT)
    elif report is None:
        yield Violation("specifies what it tells the public, and no annual report", AT)
    elif report.due is None and params.needs == "day":
        yield Violation("has an annual report without a day when it is due", AT)
