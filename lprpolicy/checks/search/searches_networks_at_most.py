"""Keep searches to so many networks of other agencies."""

from collections.abc import Iterator

from lprpolicy.model.scalars import Count
from lprpolicy.model.search import LogColumn
from lprpolicy.model.search_groups import TableName
from lprpolicy.model.search_log import SearchLog, column_at
from lprpolicy.model.verdicts import Answer, Verdict
from lprpolicy.model.written import Field, Written

AT = column_at(LogColumn.NETWORKS)


class Params(Written):
    most: Count = Field(title="Most", description="The most networks of one search.")


def check(log: SearchLog, params: Params) -> Iterator[Verdict]:
    unknown = [group for group in log.rows(TableName.NETWORKS) if int(group.key[1]) < 0]
    over = [group for group in log.rows(TableName.NETWORKS) if int(group.key[1]) > params.most]
    if over:
        says = f"reached more than {params.most:,} networks"
        yield Verdict(Answer.VIOLATION, says, AT, searches=log.count(TableName.NETWORKS, over))
    if unknown:
        says = "do not show how many networks they reached"
        counted = log.count(TableName.NETWORKS, unknown)
        yield Verdict(Answer.UNDECIDED, says, AT, searches=counted)
