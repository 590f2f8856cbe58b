"""Compare two policies of one agency: the subject of the rules on changes."""

from __future__ import annotations

import datetime as dt

from lprpolicy.compare.changes import compare
from lprpolicy.evaluate.states import state_of
from lprpolicy.evaluate.subjects import subject
from lprpolicy.identify.index import Index
from lprpolicy.model.change import Comparison
from lprpolicy.model.policy import Policy
from lprpolicy.model.state import State, Topic


def nothing(agency: str) -> State:
    """Return the state of an agency without a policy: no text gives anybody access."""
    return State(agency=agency, speaks=frozenset({Topic.ACCESS, Topic.SYSTEM, Topic.HOT_LISTS}))


def comparison(
    before: Policy | None, after: Policy, old: Index, new: Index, day: dt.date
) -> Comparison:
    """Compare two policies on one day, each with the directory of its own revision."""
    then = state_of(before, old, day) if before else nothing(after.agency)
    return Comparison(
        subject(before, old, day) if before else None,
        subject(after, new, day),
        compare(then, state_of(after, new, day)),
    )
