"""Keep plates, days of birth and numbers of people out of the reason."""

from collections.abc import Iterator

from lprpolicy.model.search import LogColumn
from lprpolicy.model.search_groups import TableName
from lprpolicy.model.search_log import SearchLog, column_at
from lprpolicy.model.verdicts import Answer, Verdict
from lprpolicy.model.written import Written

AT = column_at(LogColumn.REASON)


class Params(Written):
    pass


def check(log: SearchLog, params: Params) -> Iterator[Verdict]:
    del params
    held = [one.group for one in log.purposes if one.personal]
    if held:
        says = "seem to have a plate, a date of birth or a number of a person in their reason"
        yield Verdict(Answer.UNDECIDED, says, AT, searches=log.count(TableName.PURPOSES, held))
    if not log.has(LogColumn.REASON):
        says = "are in a log that has no column for the reason"
        yield Verdict(Answer.UNDECIDED, says, AT, searches=log.whole())
