"""Do something often enough: audit searches, review logs, train users."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from lprpolicy.model.case import Case
from lprpolicy.model.durations import Duration
from lprpolicy.model.places import ROOT, Pointer
from lprpolicy.model.policy import Policy
from lprpolicy.model.scalars import Period, Written
from lprpolicy.model.verdicts import Undecided, Verdict, Violation


class Params(Written):
    of: Literal["audit", "log-review", "training"] = Field(
        title="Of", description="What is done again and again."
    )
    at_most: Period = Field(title="At most", description="The longest time between two times.")


def check(case: Case, params: Params) -> Iterator[Verdict]:
    every, at, does = _found(case.policy, params.of)
    if every is None:
        yield Undecided(f"does not say how often it {does}", at)
        return
    within = every.at_most(params.at_most)
    if within is not True:
        make = Violation if within is False else Undecided
        yield make(f"{does} every {every}, not every {params.at_most}", at)


def _found(policy: Policy, of: str) -> tuple[Duration | None, Pointer, str]:
    if of == "audit":
        every = policy.audit.every if policy.audit else None
        return every, ROOT / "audit" / "every", "audits searches"
    if of == "log-review":
        every = policy.audit.log_review if policy.audit else None
        return every, ROOT / "audit" / "log_review", "reviews its logs"
    training = policy.access.training if policy.access else None
    at = ROOT / "access" / "training" / "every"
    return training.every if training else None, at, "trains users"
