"""File a report: with whom, how often, by which day, and with what in it."""

from collections.abc import Iterator
from typing import Final

from lprpolicy.model.durations import Duration
from lprpolicy.model.form import EntriesForm, Form
from lprpolicy.model.oversight import FiledReport
from lprpolicy.model.places import ROOT, Pointer
from lprpolicy.model.prose import join_terms, month_day
from lprpolicy.model.scalars import Maybe, MonthDay, Period
from lprpolicy.model.subject import Subject
from lprpolicy.model.verdicts import Undecided, Verdict, Violation
from lprpolicy.model.words import Receiver, ReportItem
from lprpolicy.model.written import Field, Written

AT: Final = ROOT / "transparency" / "reports"


class Params(Written):
    to: Receiver = Field(title="To", description="Who must get the report.")
    every: Period = Field(title="Every", description="The longest time between two reports.")
    due: Maybe[MonthDay] = Field(
        None, title="Due", description="The last month and day of the year; left out: any."
    )
    contents: tuple[ReportItem, ...] = Field(
        (), title="Contents", description="What the report must hold."
    )
    kept: Maybe[Period] = Field(
        None, title="Kept", description="The shortest time that it is kept; left out: any."
    )


def form(params: Params) -> tuple[Form, ...]:
    entry = {
        "to": str(params.to),
        "due": params.due,
        "contents": list(map(str, params.contents)) or None,
        "kept": None if params.kept is None else str(params.kept),
    }
    least = {key: value for key, value in entry.items() if value is not None}
    ways = tuple((least | {"every": str(most)},) for most in params.every.longest_within())
    return (EntriesForm(str(AT), ways),)


def check(subject: Subject, params: Params) -> Iterator[Verdict]:
    said = subject.policy.transparency
    if said is None or said.reports is None:
        yield Undecided(f"does not say which reports {params.to.plain} gets", AT)
        return
    own = [(one, AT / n) for n, one in enumerate(said.reports) if one.to is params.to]
    if not own:
        yield Violation(f"files no report with {params.to.plain}", AT)
        return
    yield from min((list(_faults(one, at, params)) for one, at in own), key=len)


def _faults(report: FiledReport, at: Pointer, params: Params) -> Iterator[Verdict]:
    within = report.every.at_most(params.every)
    if within is not True:
        make = Violation if within is False else Undecided
        says = f"reports to {params.to.plain} every {report.every}, not every {params.every}"
        yield make(says, at / "every")
    if params.due is not None:
        yield from _day(report.due, params.due, params.to, at / "due")
    if params.kept is not None:
        yield from _judge_keeping(report.kept, params.kept, params.to, at / "kept")
    if not params.contents:
        return
    if report.contents is None:
        yield Undecided(f"does not say what the report to {params.to.plain} holds", at / "contents")
        return
    missing = [item for item in params.contents if item not in report.contents]
    if missing:
        says = f"reports to {params.to.plain} without {join_terms(missing)}"
        yield Violation(says, at / "contents")


def _judge_keeping(
    kept: Duration | None, floor: Duration, to: Receiver, at: Pointer
) -> Iterator[Verdict]:
    if kept is None:
        yield Undecided(f"does not say how long the report to {to.plain} is kept", at)
        return
    enough = kept.at_least(floor)
    if enough is not True:
        make = Violation if enough is False else Undecided
        yield make(f"keeps the report to {to.plain} for {kept}, not {floor}", at)


def _day(due: str | None, last: str, to: Receiver, at: Pointer) -> Iterator[Verdict]:
    if due is None:
        yield Undecided(f"does not say on which day the report to {to.plain} is due", at)
    elif due > last:
        yield Violation(f"reports to {to.plain} by {month_day(due)}, after {month_day(last)}", at)
