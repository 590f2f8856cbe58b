"""The words of a review that every format shares."""

from __future__ import annotations

from typing import Final

from lprpolicy.model.listed import Choice
from lprpolicy.model.prose import join_terms
from lprpolicy.model.states import STATE_NAMES
from lprpolicy.model.verdicts import Answer
from lprpolicy.model.words import RowStatus, Tri
from lprpolicy.write.phrases import in_force
from lprpolicy.write.review.facts import Objection, Review, Reviewed, ReviewGroup

FATE: Final = {
    Choice.KEEP: "stays: no rule is known to keep it out",
    Choice.REMOVE: "goes out: a rule forbids it",
    Choice.ASK: "goes out for now: not enough information",
}
"""What the draft does with a recipient before anybody decided."""


def state_name(state: str | None) -> str | None:
    """Return the name of a state by its id.

    >>> state_name("us-fl")
    'Florida'
    """
    return STATE_NAMES.get(state.removeprefix("us-")) if state is not None else None


def heading(group: ReviewGroup, state: str | None) -> str:
    """Name a group; the state stands behind agencies of another one."""
    name = state_name(state)
    return f"{group}: {name}" if name else str(group)


def who(one: Reviewed) -> str:
    """Say who it is: the directory's name, its kind, its state; or what its own words say."""
    found, entry = one.who, one.who.entry
    if found.id is None or entry is None:
        kinds = sorted(str(kind.one) for kind in found.may_be)
        says = f"; its name says {join_terms(kinds, 'or')}" if len(kinds) in (1, 2) else ""
        return f"not identified{says}"
    parts = [entry.name, found.kind.one if found.kind else None, state_name(found.state)]
    return ", ".join(part for part in parts if part)


def source(one: Reviewed) -> str:
    """Say who says so: the list behind the directory's entry, or why there is none."""
    entry = one.who.entry
    if one.who.id is None or entry is None:
        return one.who.why
    if entry.source is not None:
        return f"{entry.source.title}, {entry.source.on}"
    return "federal directory of lprpolicy" if one.who.federal else one.who.why


def opens(one: Reviewed) -> str:
    """Say what the vendor opens to it, and whether it marks the row inactive."""
    data = [kind.value for kind, seen in one.listed.share.data.items() if seen is Tri.YES]
    inactive = one.listed.share.status is RowStatus.INACTIVE
    return (join_terms(data) or "not shown") + (" (marked inactive)" if inactive else "")


def reason(objection: Objection, review: Review) -> str:
    """Say what a rule has against a recipient, by which law, and whether that is certain."""
    rule = objection.rule
    certain = "" if objection.answer is Answer.VIOLATION else "not enough information: "
    law = ""
    if rule.provision is not None:
        law = f" ({rule.provision.citation}{in_force(rule, review.day)})"
    return f"{certain}{objection.says}{law}"


def fate(one: Reviewed) -> str:
    """Say what the draft does with a recipient, and by whose decision."""
    if one.refused:
        return "goes out: somebody decided to keep it, and a rule keeps it out"
    if one.decided is Choice.KEEP:
        return "stays: somebody decided so"
    if one.decided is Choice.REMOVE and not one.forbidden:
        return "goes out: somebody decided so"
    if one.decided is Choice.ASK:
        return "goes out until somebody answers the question"
    return FATE[one.proposed]
