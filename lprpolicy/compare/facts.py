"""Finds the facts that differ. An item missing from a complete list counts as "no"."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from lprpolicy.compare.effects import UNSAID, effect
from lprpolicy.model.change import Effect
from lprpolicy.model.places import ROOT
from lprpolicy.model.state import Facts, Key, Scale, Topic, Value
from lprpolicy.model.words import Tri


@dataclass(frozen=True, slots=True)
class Differs:
    """One fact that differs. `items` is a whole list that only one side specifies."""

    key: Key
    before: Value
    after: Value
    effect: Effect
    doubt: str | None
    items: tuple[str, ...] = ()


def differences(before: Facts, after: Facts, topics: Collection[Topic]) -> Iterator[Differs]:
    """Yield every fact of these topics that differs, in the order of topics and items."""
    said = {key for key in (*before.said, *after.said) if key.topic in topics}
    lists = {topic for topic in (*before.closed, *after.closed) if topic in topics}
    for topic in Topic:
        keys = sorted(key for key in said if key.topic is topic)
        if topic in lists and _silent(before, after, topic):
            yield _list_difference(before, after, topic)
            continue
        for key in keys:
            one, other = value(before, key, after), value(after, key, before)
            found = effect(one, other)
            if found is not None:
                yield Differs(key, one, other, *found)


def value(facts: Facts, key: Key, other: Facts) -> Value:
    """Look up a fact. An absent item is "no" on a complete list and unknown elsewhere."""
    said = facts.said.get(key)
    if said is not None:
        return said
    shape = other.said[key]
    unsaid = Tri.NO if key.topic in facts.closed else None
    return replace(shape, said=unsaid, rank=None)


def _silent(before: Facts, after: Facts, topic: Topic) -> bool:
    return any(
        topic not in side.closed and not any(key.topic is topic for key in side.said)
        for side in (before, after)
    )


def _list_difference(before: Facts, after: Facts, topic: Topic) -> Differs:
    """Compare a complete list with silence: one difference, not one for each item."""
    spoken = after if topic in after.closed else before
    scale = spoken.closed[topic]
    items = tuple(
        sorted(
            key.item
            for key, said in spoken.said.items()
            if key.topic is topic and said.said is Tri.YES
        )
    )
    places = [said.at for key, said in spoken.said.items() if key.topic is topic]
    text = Value(", ".join(items) or "none", scale, at=min(places, key=str, default=ROOT).parent)
    unsaid = replace(text, said=None)
    one, other = (unsaid, text) if spoken is after else (text, unsaid)
    ends_narrow = not items and (scale is Scale.MORE_IS_WIDE) == (spoken is after)
    goes = Effect.NARROWS if ends_narrow else Effect.WIDENS
    return Differs(Key(topic), one, other, goes, UNSAID, items)
