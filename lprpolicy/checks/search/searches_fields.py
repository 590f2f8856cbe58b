"""Have the log show what it has to record of each search."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pydantic import Field

from lprpolicy.model.prose import join_terms, words
from lprpolicy.model.scalars import Written
from lprpolicy.model.search import CellState, Column
from lprpolicy.model.search_log import SearchLog, column_at
from lprpolicy.model.verdicts import Answer, Verdict
from lprpolicy.model.words import LogField

_COLUMNS: Final[dict[LogField, tuple[Column, ...]]] = {
    LogField.USER: (Column.USER,),
    LogField.AGENCY: (Column.AGENCY,),
    LogField.TIME: (Column.TIME,),
    LogField.QUERY: (Column.PLATE, Column.FILTERS, Column.PROMPT),
    LogField.REASON: (Column.REASON,),
    LogField.OFFENCE_TYPE: (Column.OFFENSE,),
    LogField.CASE_NUMBER: (Column.CASE,),
}


class Params(Written):
    fields: tuple[LogField, ...] = Field(
        min_length=1, title="Fields", description="What the log has to hold of each search."
    )


def check(log: SearchLog, params: Params) -> Iterator[Verdict]:
    missing = [field for field in params.fields if not _shown(log, field)]
    if missing:
        says = f"are in a log that does not show {join_terms([words(one) for one in missing])}"
        at = column_at(_COLUMNS.get(missing[0], (Column.TIME,))[0])
        yield Verdict(Answer.UNDECIDED, says, at, searches=log.whole())
    for field in params.fields:
        if field not in missing and (says := _all_empty(log, field)):
            at = column_at(_COLUMNS[field][0])
            yield Verdict(Answer.VIOLATION, says, at, searches=log.whole())


def _shown(log: SearchLog, field: LogField) -> bool:
    return any(log.has(column) for column in _COLUMNS.get(field, ()))


def _all_empty(log: SearchLog, field: LogField) -> str:
    columns = [column for column in _COLUMNS[field] if column is not Column.TIME]
    found = [state for column in columns for state in log.states(column)]
    if not columns or not set(found) <= {CellState.EMPTY, CellState.PLACEHOLDER}:
        return ""
    return f"have nothing in the column for {words(field)}"
