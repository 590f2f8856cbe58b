"""Do something often enough: audit searches, review logs, train users."""

from collections.abc import Iterator
from typing import Final, Literal

from lprpolicy.model.durations import Duration
from lprpolicy.model.form import Form, TimeForm
from lprpolicy.model.places import ROOT, Pointer
from lprpolicy.model.policy import Policy
from lprpolicy.model.scalars import Period
from lprpolicy.model.subject import Subject
from lprpolicy.model.verdicts import Undecided, Verdict, Violation
from lprpolicy.model.written import Field, Written

AUDIT: Final = ROOT / "audit" / "every"
LOG_REVIEW: Final = ROOT / "audit" / "log_review"
TRAINING: Final = ROOT / "access" / "training" / "every"


class Params(Written):
    of: Literal["audit", "log-review", "training"] = Field(
        title="Of", description="What is done again and again."
    )
    at_most: Period = Field(title="At most", description="The longest time between two times.")


def form(params: Params) -> tuple[Form, ...]:
    at = {"audit": AUDIT, "log-review": LOG_REVIEW, "training": TRAINING}[params.of]
    return (TimeForm(str(at), (params.at_most,)),)


def check(subject: Subject, params: Params) -> Iterator[Verdict]:
    every, at, does = _interval(subject.policy, params.of)
    if every is None:
        yield Undecided(f"does not say how often it {does}", at)
        return
    within = every.at_most(params.at_most)
    if within is not True:
        make = Violation if within is False else Undecided
        yield make(f"{does} every {every}, not every {params.at_most}", at)


def _interval(policy: Policy, of: str) -> tuple[Duration | None, Pointer, str]:
    if of == "audit":
        return policy.audit.every if policy.audit else None, AUDIT, "audits searches"
    if of == "log-review":
        return policy.audit.log_review if policy.audit else None, LOG_REVIEW, "reviews its logs"
    training = policy.access.training if policy.access else None
    return training.every if training else None, TRAINING, "trains users"
