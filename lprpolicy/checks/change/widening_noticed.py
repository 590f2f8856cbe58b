"""Leave a time between the vote that widens and the day on which it begins."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from lprpolicy.model.durations import Duration
from lprpolicy.model.places import ROOT
from lprpolicy.model.scalars import Period
from lprpolicy.model.verdicts import Undecided, Verdict, Violation
from lprpolicy.model.words import Status
from lprpolicy.model.written import Field, Written

if TYPE_CHECKING:
    from lprpolicy.model.change import Comparison


class Params(Written):
    notice: Period = Field(
        title="Notice", description="The shortest time from the vote to the first day."
    )


def check(comparison: Comparison, params: Params) -> Iterator[Verdict]:
    policy, count = comparison.after.policy, len(comparison.widenings)
    if not count or policy.status is Status.PROPOSED:
        return
    if policy.adopted is None:
        yield Undecided("widens, and does not say when that was voted on", ROOT / "adopted")
    elif policy.effective is None:
        yield Undecided("widens, and does not say from which day", ROOT / "effective")
    elif not _long_enough(policy.adopted.on, policy.effective, params.notice):
        yield Violation(
            f"widens from {policy.effective}, less than {params.notice} after the vote of "
            f"{policy.adopted.on}",
            ROOT / "effective",
        )


def _long_enough(vote: dt.date, first: dt.date, notice: Duration) -> bool:
    """Whether the notice period is certainly over: a month counts with its longest length."""
    _, longest = notice.bounds()
    return (first - vote).days * 24 * 60 >= longest
