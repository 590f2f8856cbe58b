"""Have every search state the number of its case."""

from collections.abc import Iterator

from lprpolicy.model.search import CellState, LogColumn
from lprpolicy.model.search_groups import SearchGroup, TableName
from lprpolicy.model.search_log import SearchLog, column_at
from lprpolicy.model.verdicts import Answer, Verdict
from lprpolicy.model.written import Written

AT = column_at(LogColumn.CASE)


class Params(Written):
    pass


def check(log: SearchLog, params: Params) -> Iterator[Verdict]:
    del params
    states = log.states(LogColumn.CASE)
    if not log.has(LogColumn.CASE):
        says = "are in a log that has no column for the case number"
        yield Verdict(Answer.UNDECIDED, says, AT, searches=log.whole())
    hidden: list[SearchGroup] = []
    for state, groups in states.items():
        hidden += groups if state.hidden else ()
    for answer, says, held in (
        (Answer.VIOLATION, "state no case number", states.get(CellState.EMPTY, [])),
        (
            Answer.VIOLATION,
            "have zeros or another filler where the case number is due",
            states.get(CellState.PLACEHOLDER, []),
        ),
        (Answer.UNDECIDED, "have a case number that this log does not show", hidden),
    ):
        if held:
            yield Verdict(answer, says, AT, searches=log.count(TableName.CELLS, held))
