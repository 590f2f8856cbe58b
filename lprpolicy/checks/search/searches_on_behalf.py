"""Have a search for another agency say for which."""

from collections.abc import Iterator

from lprpolicy.model.search import CellState, LogColumn, NamedAgency
from lprpolicy.model.search_groups import TableName
from lprpolicy.model.search_log import SearchLog, column_at
from lprpolicy.model.verdicts import Answer, Verdict
from lprpolicy.model.written import Written

AT = column_at(LogColumn.ON_BEHALF)


class Params(Written):
    pass


def check(log: SearchLog, params: Params) -> Iterator[Verdict]:
    del params
    held = [one for one in log.purposes if one.named is not NamedAgency.NOBODY]
    if not held:
        return
    counted = log.count(TableName.PURPOSES, (one.group for one in held))
    states = log.states(LogColumn.ON_BEHALF)
    if not log.has(LogColumn.ON_BEHALF):
        says = "have a reason that speaks of another agency; the log has no column for which one"
        yield Verdict(Answer.UNDECIDED, says, AT, searches=counted)
    elif states.keys() <= {CellState.EMPTY, CellState.PLACEHOLDER}:
        says = "have a reason that speaks of another agency, and the column for it is empty"
        yield Verdict(Answer.VIOLATION, says, AT, searches=counted)
    else:
        says = (
            "have a reason that speaks of another agency; whether each says which was not compared"
        )
        yield Verdict(Answer.UNDECIDED, says, AT, searches=counted)
