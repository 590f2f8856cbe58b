"""Look at a large enough share of all searches in an audit."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from lprpolicy.model.form import ChoiceForm, Form
from lprpolicy.model.places import ROOT
from lprpolicy.model.scalars import Percent
from lprpolicy.model.subject import Subject
from lprpolicy.model.verdicts import Undecided, Verdict, Violation
from lprpolicy.model.written import Field, Written

AT: Final = ROOT / "audit" / "sample"


class Params(Written):
    at_least: Percent = Field(title="At least", description="The smallest share of searches.")


def form(params: Params) -> tuple[Form, ...]:
    return (ChoiceForm(str(AT), ("0 percent", params.at_least)),)


def check(subject: Subject, params: Params) -> Iterator[Verdict]:
    sample = subject.policy.audit.sample if subject.policy.audit else None
    if sample is None:
        yield Undecided("does not say how many searches an audit looks at", AT)
    elif _share(sample) < _share(params.at_least):
        yield Violation(f"has {sample} of searches audited, less than {params.at_least}", AT)


def _share(text: str) -> Decimal:
    return Decimal(text.removesuffix(" percent"))
