"""Refuse searches whose reason states a purpose that is barred."""

from collections.abc import Iterator

from lprpolicy.checks.stated_purposes import (
    IMMIGRATION,
    is_among,
    names_immigration,
    possible,
    says_nothing,
    stated_by,
)
from lprpolicy.model.prose import join_terms
from lprpolicy.model.search import LogColumn
from lprpolicy.model.search_groups import TableName
from lprpolicy.model.search_log import PurposesRow, SearchLog, column_at
from lprpolicy.model.verdicts import Answer, Verdict
from lprpolicy.model.words import Purpose
from lprpolicy.model.written import Field, Written

AT = column_at(LogColumn.REASON)


class Params(Written):
    forbid: tuple[Purpose, ...] = Field(
        min_length=1, title="Forbid", description="Purposes that no search may have."
    )


def check(log: SearchLog, params: Params) -> Iterator[Verdict]:
    barred: dict[str, list[PurposesRow]] = {}
    perhaps: dict[str, list[PurposesRow]] = {}
    named: list[PurposesRow] = []
    silent: list[PurposesRow] = []
    for one in log.purposes:
        if any(is_among(purpose, params.forbid) for purpose in stated_by(log, one)):
            barred.setdefault(_means(log, one, params), []).append(one)
        elif any(is_among(purpose, params.forbid) for purpose in possible(log, one)):
            perhaps.setdefault(_means(log, one, params), []).append(one)
        elif names_immigration(one) and not IMMIGRATION.isdisjoint(params.forbid):
            named.append(one)
        elif says_nothing(one):
            silent.append(one)
    for says, held in sorted(barred.items()):
        yield _verdict(log, Answer.VIOLATION, f"state as their reason: {says}", held)
    for says, held in sorted(perhaps.items()):
        yield _verdict(
            log, Answer.UNDECIDED, f"give a reason that may mean a barred purpose: {says}", held
        )
    if named:
        says = "name a federal immigration agency, or initials like one's, and no barred purpose"
        yield _verdict(log, Answer.UNDECIDED, says, named)
    if silent:
        says = "show no reason that tells whether a barred purpose was behind them"
        yield _verdict(log, Answer.UNDECIDED, says, silent)


def _means(log: SearchLog, one: PurposesRow, params: Params) -> str:
    """The classes of a group that touch what is barred, in plain words."""
    classes = (log.classes[name] for name in one.classes)
    said = (
        found.says
        for found in classes
        if any(is_among(purpose, params.forbid) for purpose in (*found.is_, *found.may_be))
    )
    return join_terms(sorted(said), "and")


def _verdict(log: SearchLog, answer: Answer, says: str, held: list[PurposesRow]) -> Verdict:
    counted = log.count(TableName.PURPOSES, (one.group for one in held))
    return Verdict(answer, says, AT, searches=counted)
