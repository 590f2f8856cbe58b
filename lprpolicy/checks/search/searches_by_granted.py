"""Have only agencies search that the policy let in on that day."""

import datetime as dt
from collections.abc import Iterator

from lprpolicy.model.search import LogColumn
from lprpolicy.model.search_groups import TableName
from lprpolicy.model.search_log import PurposesRow, SearchLog, column_at, name_to_print
from lprpolicy.model.verdicts import Answer, Verdict
from lprpolicy.model.words import Tri
from lprpolicy.model.written import Written

AT = column_at(LogColumn.AGENCY)


class Params(Written):
    pass


def check(log: SearchLog, params: Params) -> Iterator[Verdict]:
    del params
    outside: dict[str, list[PurposesRow]] = {}
    unsure: dict[str, list[PurposesRow]] = {}
    for one in log.purposes:
        answer, why = log.granted(one.agency, dt.date.fromisoformat(one.day))
        if answer is Tri.NO:
            outside.setdefault(name_to_print(log.who(one.agency), one.agency), []).append(one)
        elif answer is Tri.UNKNOWN:
            unsure.setdefault(why, []).append(one)
    for name, held in sorted(outside.items()):
        counted = log.count(TableName.PURPOSES, (one.group for one in held))
        says = "are by {who}, which no grant in effect on that day let in"
        yield Verdict(Answer.VIOLATION, says, AT, who=name, searches=counted)
    for why, held in sorted(unsure.items()):
        counted = log.count(TableName.PURPOSES, (one.group for one in held))
        says = f"are by agencies that may not have been let in, for want of information: {why}"
        yield Verdict(Answer.UNDECIDED, says, AT, searches=counted)
