"""Have a log that is whole: not cut at a limit, no long gap, as old as logs are kept."""

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise

from lprpolicy.model.durations import Duration
from lprpolicy.model.scalars import Count, Maybe, Period
from lprpolicy.model.search import NOTHING_BUT_MASKS, LogColumn
from lprpolicy.model.search_groups import TableName
from lprpolicy.model.search_log import SearchLog, column_at
from lprpolicy.model.verdicts import Answer, Verdict
from lprpolicy.model.written import Field, Written

AT = column_at(LogColumn.TIME)


class Params(Written):
    gap_days: Maybe[Count] = Field(
        None,
        title="Gap days",
        description="This many days in a row without a search are a gap.",
    )
    kept: Maybe[Period] = Field(None, title="Kept", description="How far back a log goes at least.")


def check(log: SearchLog, params: Params) -> Iterator[Verdict]:
    for source in log.groups.sources:
        for note in source.notes:
            if "limit at which exports end" in note.says:
                says = "may not be all: a sheet ends at a number of rows at which exports are cut"
                yield Verdict(Answer.UNDECIDED, says, AT, searches=log.whole())
            if NOTHING_BUT_MASKS in note.says:
                says = f"may not be all: a row of a sheet {NOTHING_BUT_MASKS}"
                yield Verdict(Answer.UNDECIDED, says, AT, searches=log.whole())
    days = log.days
    if days is None:
        return
    gap = _longest_gap(log)
    if params.gap_days is not None and gap > params.gap_days:
        says = f"leave {gap:,} days in a row without any"
        yield Verdict(Answer.UNDECIDED, says, AT, searches=log.whole())
    if params.kept is not None and _begins_late(days[0], log.day, params.kept):
        says = f"begin on {days[0]}: the log does not show {params.kept}"
        yield Verdict(Answer.UNDECIDED, says, AT, searches=log.whole())


def _longest_gap(log: SearchLog) -> int:
    found = sorted({str(group.key[0]) for group in log.rows(TableName.TYPES)})
    days = [dt.date.fromisoformat(day) for day in found]
    return max(
        ((after - before).days - 1 for before, after in pairwise(days)),
        default=0,
    )


def _begins_late(first: dt.date, day: dt.date, kept: Duration) -> bool:
    """Whether the log begins after the day on which it has to; a month counts as its shortest."""
    shortest, _ = kept.bounds()
    return (day - first).days * 24 * 60 < shortest
