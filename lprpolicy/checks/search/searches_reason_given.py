"""Have every search give a reason, and one that says something."""

from collections.abc import Iterator

from lprpolicy.model.search import LogColumn, Specific
from lprpolicy.model.search_groups import TableName
from lprpolicy.model.search_log import PurposesRow, SearchLog, column_at
from lprpolicy.model.verdicts import Answer, Verdict
from lprpolicy.model.written import Field, Written

AT = column_at(LogColumn.REASON)
_SAYS = {
    Specific.NUMBER: "give only a number as their reason",
    Specific.VAGUE: "give a reason that names no purpose",
    Specific.UNRECOGNIZED: "give a reason whose words are not recognized",
    Specific.TEST: "are marked as a test or as training",
}


class Params(Written):
    too_little: tuple[Specific, ...] = Field(
        title="Too little", description="Kinds of reason that are as good as none."
    )


def check(log: SearchLog, params: Params) -> Iterator[Verdict]:
    hidden = [one for one in log.purposes if _is_hidden(one)]
    empty = [one for one in log.purposes if one.specific is Specific.NONE and not _is_hidden(one)]
    if empty:
        yield _verdict(log, Answer.VIOLATION, "give no reason", empty)
    for specific in sorted({*params.too_little} & {*_SAYS}):
        if held := [one for one in log.purposes if one.specific is specific]:
            yield _verdict(log, Answer.UNDECIDED, _SAYS[specific], held)
    if hidden:
        yield _verdict(log, Answer.UNDECIDED, "have a reason that this log does not show", hidden)


def _is_hidden(one: PurposesRow) -> bool:
    return one.specific is Specific.NONE and one.state.hidden


def _verdict(log: SearchLog, answer: Answer, says: str, held: list[PurposesRow]) -> Verdict:
    counted = log.count(TableName.PURPOSES, (one.group for one in held))
    return Verdict(answer, says, AT, searches=counted)
