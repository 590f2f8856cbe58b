"""Have no search reach further back than reads are kept."""

from collections.abc import Iterator

from lprpolicy.model.durations import Duration
from lprpolicy.model.search import LogColumn
from lprpolicy.model.search_groups import SearchGroup, TableName
from lprpolicy.model.search_log import SearchLog, column_at
from lprpolicy.model.verdicts import Answer, Verdict
from lprpolicy.model.written import Written

AT = column_at(LogColumn.WINDOW)
_DAY = 24 * 60


class Params(Written):
    pass


def check(log: SearchLog, params: Params) -> Iterator[Verdict]:
    del params
    retention = log.policy.retention if log.policy else None
    kept = retention.reads if retention else None
    if not isinstance(kept, Duration):
        says = "cannot be compared: the policy does not specify how long reads are kept"
        yield Verdict(Answer.UNDECIDED, says, AT, searches=log.whole())
        return
    _, longest = kept.bounds()
    over: list[SearchGroup] = []
    unknown: list[SearchGroup] = []
    for group in log.rows(TableName.WINDOWS):
        days = int(group.key[1])
        if days < 0 or group.key[2] == "reversed":
            unknown.append(group)
        elif (days - 1) * _DAY > longest:
            over.append(group)
    if over:
        says = f"asked for reads older than {kept}; the log does not show whether any came back"
        yield Verdict(Answer.UNDECIDED, says, AT, searches=log.count(TableName.WINDOWS, over))
    if unknown:
        says = "do not show how far back they reached"
        yield Verdict(Answer.UNDECIDED, says, AT, searches=log.count(TableName.WINDOWS, unknown))
