"""Look at the policy again in time."""

import calendar
import datetime as dt
from collections.abc import Iterator
from typing import Final

from lprpolicy.model.durations import Duration
from lprpolicy.model.places import ROOT
from lprpolicy.model.scalars import Period
from lprpolicy.model.subject import Subject
from lprpolicy.model.verdicts import Undecided, Verdict, Violation
from lprpolicy.model.written import Field, Written

_MINUTES_A_DAY: Final = 24 * 60


class Params(Written):
    every: Period = Field(
        title="Every", description="The longest time from taking effect to the next review."
    )


def check(subject: Subject, params: Params) -> Iterator[Verdict]:
    at, policy = ROOT / "review_by", subject.policy
    if policy.review_by is None:
        yield Undecided("does not say when it is looked at again", at)
        return
    if policy.review_by < subject.day:
        yield Violation(f"was due to be looked at again on {policy.review_by}", at)
        return
    if policy.effective is None:
        yield Undecided("does not say from which day it applies", ROOT / "effective")
        return
    last = last_day(policy.effective, params.every)
    if last is not None and policy.review_by > last:
        yield Violation(
            f"is looked at again only on {policy.review_by}, later than {params.every} after it "
            "takes effect",
            at,
        )


def last_day(start: dt.date, period: Duration) -> dt.date | None:
    """The day that ends a period begun on `start`; a month's end stays within its month.

    None where the period ends after the calendar does, and so after every day that has a name.

    >>> last_day(dt.date(2027, 1, 31), Duration(1, "month"))
    datetime.date(2027, 2, 28)
    """
    if period.unit in ("month", "year"):
        months = start.month - 1 + period.amount * (12 if period.unit == "year" else 1)
        year, month = start.year + months // 12, months % 12 + 1
        if year > dt.MAXYEAR:
            return None
        return dt.date(year, month, min(start.day, calendar.monthrange(year, month)[1]))
    minutes, _ = period.bounds()
    last = start.toordinal() + minutes // _MINUTES_A_DAY
    return dt.date.fromordinal(last) if last <= dt.date.max.toordinal() else None
