"""Say how often searches are audited or logs are reviewed, whatever the interval is."""

from collections.abc import Iterator
from typing import Literal

from lprpolicy.model.form import Form, TimeForm
from lprpolicy.model.places import ROOT
from lprpolicy.model.subject import Subject
from lprpolicy.model.verdicts import Undecided, Verdict, Violation
from lprpolicy.model.written import Field, Written


class Params(Written):
    any_of: tuple[Literal["audit", "log-review"], ...] = Field(
        min_length=1, title="Any of", description="What has an interval; one of these is enough."
    )


def form(params: Params) -> tuple[Form, ...]:
    named = {"audit": "every", "log-review": "log_review"}
    return tuple(TimeForm(f"/audit/{named[one]}") for one in params.any_of)


def check(subject: Subject, params: Params) -> Iterator[Verdict]:
    audit = subject.policy.audit
    at = ROOT / "audit"
    if len(params.any_of) == 1:
        at /= "every" if params.any_of[0] == "audit" else "log_review"
    if audit is None:
        yield Undecided("does not say how searches are looked over", at)
        return
    stated = {"audit": audit.every, "log-review": audit.log_review}
    if all(stated[what] is None for what in params.any_of):
        yield Violation("describes audits without saying how often they are made", at)
