"""Have the annual report due by a certain day of the year."""

from collections.abc import Iterator
from typing import Final

from lprpolicy.model.form import Form, LatestForm
from lprpolicy.model.places import ROOT
from lprpolicy.model.scalars import MonthDay
from lprpolicy.model.subject import Subject
from lprpolicy.model.verdicts import Undecided, Verdict, Violation
from lprpolicy.model.written import Field, Written

AT: Final = ROOT / "transparency" / "annual_report" / "due"


class Params(Written):
    by: MonthDay = Field(title="By", description="The last month and day on which it may be due.")


def form(params: Params) -> tuple[Form, ...]:
    return (LatestForm(str(AT), (params.by,)),)


def check(subject: Subject, params: Params) -> Iterator[Verdict]:
    said = subject.policy.transparency
    due = said.annual_report.due if said and said.annual_report else None
    if due is None:
        yield Undecided("does not say when its annual report is due", AT)
    elif due > params.by:  # of two days written as 04-01, the later one is the greater text
        yield Violation(f"has its annual report due on {due}, later than {params.by}", AT)
