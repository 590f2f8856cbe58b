"""Have every widening voted on again, by the body that may, before it is merged.

Narrowing never waits. A proposal that follows a proposal opens nothing yet, so it needs no vote.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from lprpolicy.model.places import ROOT, Pointer
from lprpolicy.model.policy import Adopted
from lprpolicy.model.prose import join_terms
from lprpolicy.model.scalars import Line
from lprpolicy.model.verdicts import Undecided, Verdict, Violation
from lprpolicy.model.words import Status
from lprpolicy.model.written import Field, Written

if TYPE_CHECKING:
    from lprpolicy.model.change import Change, Comparison


class Params(Written):
    by: tuple[Line, ...] = Field(
        min_length=1, title="By", description="The bodies whose vote widens; written alike."
    )


def check(comparison: Comparison, params: Params) -> Iterator[Verdict]:
    before = comparison.before.policy if comparison.before else None
    after = comparison.after.policy
    was_adopted = before is not None and before.status is Status.ADOPTED
    if after.status is Status.PROPOSED and not was_adopted:
        return
    lacks = _lacks(before.adopted if before else None, comparison, params)
    if lacks is None:
        return
    from lprpolicy.model.state import Topic  # a check of policies alone does without it

    says, at = lacks
    for change in comparison.widenings:
        if change.topic is not Topic.ADOPTION:
            make = Violation if change.certain else Undecided
            yield make(f"widens: {change.says}, {says}", _place(change, at))


def _lacks(
    before: Adopted | None, comparison: Comparison, params: Params
) -> tuple[str, Pointer] | None:
    """Return what the approval lacks, and where; None if it is complete."""
    adopted, at = comparison.after.policy.adopted, ROOT / "adopted"
    if adopted is None:
        return "and nobody has adopted that", at
    if adopted.by not in params.by:
        allowed = join_terms(params.by, "or")
        return f"adopted by {adopted.by}, where only {allowed} may widen", at / "by"
    if adopted.on > comparison.after.day:
        return f"adopted only on {adopted.on}", at / "on"
    if before is not None and adopted.on <= before.on:
        return f"and the vote of {adopted.on} is not newer than the policy before", at / "on"
    return None


def _place(change: Change, at: Pointer) -> Pointer:
    """Point at the words that widen, so that each finding gets its own line."""
    return change.at if change.at != ROOT else at
