"""Hold searches to a closed list of purposes."""

from collections.abc import Iterator

from lprpolicy.checks.stated_purposes import (
    WHY_UNKNOWN,
    is_among,
    says_nothing,
)
from lprpolicy.model.search import LogColumn, Specific
from lprpolicy.model.search_groups import TableName
from lprpolicy.model.search_log import PurposesRow, SearchLog, column_at
from lprpolicy.model.verdicts import Answer, Verdict
from lprpolicy.model.words import Purpose
from lprpolicy.model.written import Field, Written

AT = column_at(LogColumn.REASON)


class Params(Written):
    allow: tuple[Purpose, ...] = Field(
        min_length=1, title="Allow", description="The only purposes of a search."
    )


def check(log: SearchLog, params: Params) -> Iterator[Verdict]:
    outside: dict[str, list[PurposesRow]] = {}
    unsure: dict[str, list[PurposesRow]] = {}
    silent: dict[Specific, list[PurposesRow]] = {}
    for one in log.purposes:
        if says_nothing(one):
            silent.setdefault(one.specific, []).append(one)
            continue
        for name in one.classes:
            found = log.classes[name]
            if any(is_among(purpose, params.allow) for purpose in found.is_):
                continue
            may = found.may_be or not found.is_
            where = unsure if may and _may_be_listed(found.may_be, params) else outside
            where.setdefault(found.says, []).append(one)
            break
    for says, held in sorted(outside.items()):
        yield _verdict(log, Answer.VIOLATION, f"state a purpose that is not listed: {says}", held)
    for says, held in sorted(unsure.items()):
        says = f"state a purpose that the list may or may not include: {says}"
        yield _verdict(log, Answer.UNDECIDED, says, held)
    for specific, held in sorted(silent.items()):
        yield _verdict(log, Answer.UNDECIDED, WHY_UNKNOWN[specific], held)


def _may_be_listed(purposes: tuple[Purpose, ...], params: Params) -> bool:
    return any(is_among(purpose, params.allow) for purpose in purposes)


def _verdict(log: SearchLog, answer: Answer, says: str, held: list[PurposesRow]) -> Verdict:
    counted = log.count(TableName.PURPOSES, (one.group for one in held))
    return Verdict(answer, says, AT, searches=counted)
