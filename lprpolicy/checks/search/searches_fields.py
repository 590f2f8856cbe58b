"""Have the log show what it has to record of each search."""

from collections.abc import Iterator
from typing import Final

from lprpolicy.model.prose import join_terms, words
from lprpolicy.model.search import CellState, LogColumn
from lprpolicy.model.search_log import SearchLog, column_at
from lprpolicy.model.verdicts import Answer, Verdict
from lprpolicy.model.words import LogField
from lprpolicy.model.written import Field, Written

_COLUMNS: Final[dict[LogField, tuple[LogColumn, ...]]] = {
    LogField.USER: (LogColumn.USER,),
    LogField.AGENCY: (LogColumn.AGENCY,),
    LogField.TIME: (LogColumn.TIME,),
    LogField.QUERY: (LogColumn.PLATE, LogColumn.FILTERS, LogColumn.PROMPT),
    LogField.REASON: (LogColumn.REASON,),
    LogField.OFFENCE_TYPE: (LogColumn.OFFENSE,),
    LogField.CASE_NUMBER: (LogColumn.CASE,),
}


class Params(Written):
    fields: tuple[LogField, ...] = Field(
        min_length=1, title="Fields", description="What the log has to hold of each search."
    )


def check(log: SearchLog, params: Params) -> Iterator[Verdict]:
    missing = [field for field in params.fields if not _shows(log, field)]
    if missing:
        says = f"are in a log that does not show {join_terms([words(one) for one in missing])}"
        at = column_at(_COLUMNS.get(missing[0], (LogColumn.TIME,))[0])
        yield Verdict(Answer.UNDECIDED, says, at, searches=log.whole())
    for field in params.fields:
        if field not in missing and (says := _all_empty(log, field)):
            at = column_at(_COLUMNS[field][0])
            yield Verdict(Answer.VIOLATION, says, at, searches=log.whole())


def _shows(log: SearchLog, field: LogField) -> bool:
    return any(log.has(column) for column in _COLUMNS.get(field, ()))


def _all_empty(log: SearchLog, field: LogField) -> str:
    columns = [column for column in _COLUMNS[field] if column is not LogColumn.TIME]
    found = [state for column in columns for state in log.states(column)]
    if not columns or not set(found) <= {CellState.EMPTY, CellState.PLACEHOLDER}:
        return ""
    return f"have nothing in the column for {words(field)}"
