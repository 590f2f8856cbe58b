"""Notice when a larger share of the agency's own searches than usual is made at night.

Others search by clocks that this log does not show, so it is asked of the own users alone.
"""

from collections.abc import Iterator
from typing import Annotated

from lprpolicy.model.scalars import Whole
from lprpolicy.model.search import LogColumn
from lprpolicy.model.search_groups import TableName
from lprpolicy.model.search_log import SearchLog, column_at
from lprpolicy.model.verdicts import Answer, Verdict
from lprpolicy.model.written import Field, Written

AT = column_at(LogColumn.TIME)


class Params(Written):
    from_hour: Annotated[int, Whole(0, 23)] = Field(
        title="From hour", description="The first hour of the night, 0 to 23."
    )
    until_hour: Annotated[int, Whole(0, 24)] = Field(
        title="Until hour",
        description="The first hour after it, 0 to 24. The same hour twice is the whole day.",
    )
    percent: Annotated[int, Whole(0, 100)] = Field(
        title="Percent", description="Up to this share it is not noticed, 0 to 100."
    )


def check(log: SearchLog, params: Params) -> Iterator[Verdict]:
    unknown = [group for group in log.rows(TableName.HOURS) if int(group.key[1]) < 0]
    if unknown:
        says = "have no hour that can be told: give the agency's zone with --time-zone"
        yield Verdict(Answer.UNDECIDED, says, AT, searches=log.count(TableName.HOURS, unknown))
    night = [group for group in log.rows(TableName.HOURS) if _is_night(int(group.key[1]), params)]
    counted = log.count(TableName.HOURS, night)
    if counted.searches and counted.searches * 100 > params.percent * counted.of:
        says = (
            f"were made from {params.from_hour}:00 to {params.until_hour}:00, more than "
            f"{params.percent} percent of all; the log does not show who was on duty"
        )
        yield Verdict(Answer.UNDECIDED, says, AT, searches=counted)


def _is_night(hour: int, params: Params) -> bool:
    if hour < 0:
        return False
    first, last = params.from_hour, params.until_hour
    return first <= hour < last if first < last else hour >= first or hour < last
