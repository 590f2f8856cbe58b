"""Which way one fact goes. A change that cannot be ranked counts as widening, with the doubt."""

from __future__ import annotations

import datetime as dt
from typing import Final

from lprpolicy.model.change import Effect
from lprpolicy.model.durations import Duration
from lprpolicy.model.retention import Keep
from lprpolicy.model.state import Scale, Value
from lprpolicy.model.words import Tri, Until

UNSAID: Final = "one side does not say"
UNRANKED: Final = "nobody can rank these two"
CALENDAR: Final = "the calendar decides which is longer"


def effect(before: Value, after: Value) -> tuple[Effect, str | None] | None:
    """Return the effect and the doubt about it; None where nothing differs.

    Swapping the arguments swaps narrowing and widening, except for values without a rank: those
    count as widening both ways, since unknown never passes.
    """
    if before.said == after.said and before.known:
        return None
    if not before.known and not after.known:
        return None
    if after.scale is Scale.NEITHER:
        return Effect.RESTATES, None
    narrower, wider = no_wider(after, before), no_wider(before, after)
    if narrower and wider:
        return Effect.RESTATES, None
    if narrower:
        return Effect.NARROWS, _doubt(before, after) if wider is None else None
    if wider:
        return Effect.WIDENS, _doubt(before, after) if narrower is None else None
    return Effect.WIDENS, _doubt(before, after)


def no_wider(one: Value, other: Value) -> bool | None:
    """Is `one` certainly no wider than `other` (True), certainly wider (False), or neither?"""
    if one.known and other.known and one.said == other.said:
        return True
    if is_narrowest(one) or is_widest(other):
        return True
    if not (one.known and other.known):
        return False if is_widest(one) and is_narrowest(other) else None
    if one.scale is Scale.UNCLEAR:
        return None
    return _at_most(one, other) if one.scale is Scale.MORE_IS_WIDE else _at_most(other, one)


def is_narrowest(value: Value) -> bool:
    """Whether no value can be narrower than this one."""
    end = Tri.NO if value.scale is Scale.MORE_IS_WIDE else Tri.YES
    return value.said is end and value.scale in (Scale.MORE_IS_WIDE, Scale.MORE_IS_NARROW)


def is_widest(value: Value) -> bool:
    """Whether no value can be wider than this one."""
    end = Tri.YES if value.scale is Scale.MORE_IS_WIDE else Tri.NO
    return value.said is end and value.scale in (Scale.MORE_IS_WIDE, Scale.MORE_IS_NARROW)


def _at_most(one: Value, other: Value) -> bool | None:
    """Whether the first amount is certainly at most the second; None where nobody can tell."""
    if one.rank is not None and other.rank is not None:
        return one.rank <= other.rank
    left, right = one.said, other.said
    if isinstance(left, (Duration, Keep)) and isinstance(right, (Duration, Keep)):
        return _kept_at_most(left, right)
    if isinstance(left, Tri) and isinstance(right, Tri):
        return left is Tri.NO or right is Tri.YES
    if isinstance(left, dt.date) and isinstance(right, dt.date):
        return left <= right
    if isinstance(left, (int, float)) and isinstance(right, (int, float)):
        return left <= right
    return None


def _kept_at_most(one: Duration | Keep, other: Duration | Keep) -> bool | None:
    """Whether the first is kept no longer than the second, and needs at least its documents."""
    if isinstance(one, Duration) and isinstance(other, Duration):
        return one.at_most(other)
    left, right = _keep(one), _keep(other)
    if _within(left, right):
        return True
    if not _within(right, left):
        return None
    same_but_time = left.until == right.until and set(left.requires) == set(right.requires)
    unclear = left.at_most and right.at_most and left.at_most.at_most(right.at_most) is None
    return None if same_but_time and unclear else False


def _keep(value: Duration | Keep) -> Keep:
    """The value with its end, if it has one: an event that never comes ends nothing."""
    keep = value if isinstance(value, Keep) else Keep(at_most=value)
    return keep.model_copy(update={"until": None}) if keep.until is Until.NEVER else keep


def _within(one: Keep, other: Keep) -> bool:
    """Whether the first ends no later: its limit, its event and its documents all agree."""
    limit = other.at_most is None or (
        one.at_most is not None and one.at_most.at_most(other.at_most) is True
    )
    event = other.until is None or one.until == other.until
    again = bool(other.renewable) or not one.renewable
    return limit and event and again and set(other.requires) <= set(one.requires)


def _doubt(before: Value, after: Value) -> str:
    if not (before.known and after.known):
        return UNSAID
    if isinstance(before.said, Duration) and isinstance(after.said, Duration):
        return CALENDAR
    return UNRANKED
