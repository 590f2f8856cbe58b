"""Have no searches by certain kinds of agency, or by agencies of other states."""

from collections.abc import Iterator

from lprpolicy.model.scalars import Maybe, StateId
from lprpolicy.model.search import LogColumn
from lprpolicy.model.search_groups import TableName
from lprpolicy.model.search_log import PurposesRow, SearchLog, column_at, name_to_print
from lprpolicy.model.subject import Recipient
from lprpolicy.model.verdicts import Answer, Verdict
from lprpolicy.model.words import AgencyKind
from lprpolicy.model.written import Field, Written

AT = column_at(LogColumn.AGENCY)


class Params(Written):
    forbid: tuple[AgencyKind, ...] = Field(
        (), title="Forbid", description="Kinds of agency that may not search."
    )
    states: Maybe[tuple[StateId, ...]] = Field(
        None, title="States", description="The only states whose agencies may search."
    )


def check(log: SearchLog, params: Params) -> Iterator[Verdict]:
    barred: dict[tuple[str, str], list[PurposesRow]] = {}
    unknown: list[PurposesRow] = []
    for one in log.purposes:
        who = log.who(one.agency)
        kind, state = _of_kind(who, params), _of_state(who, params)
        if why := (kind or state):
            barred.setdefault((why, name_to_print(who, one.agency)), []).append(one)
        elif kind is None or state is None:
            unknown.append(one)
    for (why, name), held in sorted(barred.items()):
        counted = log.count(TableName.PURPOSES, (one.group for one in held))
        yield Verdict(Answer.VIOLATION, f"are by {{who}}, {why}", AT, who=name, searches=counted)
    if unknown:
        says = "are by agencies that the directory does not know well enough"
        counted = log.count(TableName.PURPOSES, (one.group for one in unknown))
        yield Verdict(Answer.UNDECIDED, says, AT, searches=counted)


def _of_kind(who: Recipient, params: Params) -> str | None:
    """Say why a kind is barred; an empty text if it is not, None if nobody knows."""
    if not params.forbid:
        return ""
    if who.kind is None:
        return None
    return who.kind.noun if who.kind in params.forbid else ""


def _of_state(who: Recipient, params: Params) -> str | None:
    if params.states is None:
        return ""
    if who.federal:
        return "a federal agency"
    if who.state is None:
        return None
    return "" if who.state in params.states else "an agency of another state"
