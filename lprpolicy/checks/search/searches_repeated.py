"""Notice a user who searches one plate on many days. Only the agency's own log can show it."""

from collections.abc import Iterator

from lprpolicy.model.scalars import Count
from lprpolicy.model.search import CellState, LogColumn
from lprpolicy.model.search_groups import TableName
from lprpolicy.model.search_log import SearchLog, column_at
from lprpolicy.model.verdicts import Answer, Verdict
from lprpolicy.model.written import Field, Written

AT = column_at(LogColumn.PLATE)


class Params(Written):
    days: Count = Field(title="Days", description="From so many days on it is noticed.")


def check(log: SearchLog, params: Params) -> Iterator[Verdict]:
    if CellState.VALUE not in log.states(LogColumn.USER) or CellState.VALUE not in log.states(
        LogColumn.PLATE
    ):
        says = "do not show who searched which plate, so repeated searches cannot be seen"
        yield Verdict(Answer.UNDECIDED, says, AT, searches=log.whole())
        return
    held = [group for group in log.rows(TableName.REPEATED) if int(group.key[0]) >= params.days]
    if held:
        says = (
            f"belong to pairs of one user and one plate on {params.days} days or more (counted as "
            "pairs); an auditor can ask why"
        )
        yield Verdict(Answer.UNDECIDED, says, AT, searches=log.count(TableName.REPEATED, held))
