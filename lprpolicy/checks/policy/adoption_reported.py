"""Report each adoption after the first to a state office, within a time of it.

A policy shows the day of its own adoption and not what stood before: where an earlier report is on
record, the adoption is taken for a change. Where none is, it may be the agency's first policy.
"""

import datetime as dt
from collections.abc import Iterator
from typing import Final

from lprpolicy.checks.policy.review_date import last_day
from lprpolicy.model.places import ROOT
from lprpolicy.model.prose import words
from lprpolicy.model.scalars import Day, Flag, Period
from lprpolicy.model.subject import Subject
from lprpolicy.model.verdicts import Undecided, Verdict, Violation
from lprpolicy.model.words import ApprovalKind, Status
from lprpolicy.model.written import Field, Written

AT: Final = ROOT / "approvals"
_SATURDAY: Final = 5


class Params(Written):
    record: ApprovalKind = Field(title="Record", description="How the report is recorded.")
    adopted_after: Day = Field(
        title="Adopted after", description="An adoption on this day or before needs no report."
    )
    within: Period = Field(title="Within", description="The time from the vote to the report.")
    to_monday: Flag = Field(
        title="To Monday", description="Whether a last day on a weekend moves to Monday."
    )


def check(subject: Subject, params: Params) -> Iterator[Verdict]:
    policy = subject.policy
    if policy.status is Status.PROPOSED:
        return
    if policy.adopted is None:
        yield Undecided("does not say who adopted it, and on which day", AT)
        return
    voted = policy.adopted.on
    last = last_day(voted, params.within)
    if voted <= params.adopted_after or last is None:
        return
    if params.to_monday and last.weekday() >= _SATURDAY:
        last += dt.timedelta(days=7 - last.weekday())
    reports = [one.on for one in policy.approvals or () if one.kind is params.record]
    if subject.day <= last or any(voted <= on <= last for on in reports):
        return
    what = words(params.record)
    if any(on < voted for on in reports):
        yield Violation(f"was changed on {voted} and does not record {what} by {last}", AT)
    else:
        yield Undecided(f"was adopted on {voted} and does not record {what} by {last}", AT)
