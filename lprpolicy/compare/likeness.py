"""Gains that look like losses, for a person to look at. Likeness suggests and never decides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from lprpolicy.model.change import Change
from lprpolicy.model.state import Entry

ENOUGH: Final = 80.0
"""How alike two normal forms are, out of 100, before one is worth showing."""
MOST: Final = 100_000
"""So many pairs that begin alike are looked at; a list beyond that is no matter of renames."""


def likened(changes: Sequence[Change]) -> tuple[Change, ...]:
    """The same changes; a gain names the loss that it looks like, and the loss the gain."""
    gains = [change for change in changes if change.gains]
    losses = [change for change in changes if change.loses]
    if not gains or not losses:
        return tuple(changes)
    from rapidfuzz import fuzz

    by_start: dict[str, list[Change]] = {}
    for loss in losses:
        by_start.setdefault(_start(loss.was), []).append(loss)
    starts = Counter(_start(gain.who) for gain in gains)
    found: dict[int, str] = {}
    for gain in gains:
        start = _start(gain.who)
        if starts[start] * len(by_start.get(start, ())) > MOST:
            continue
        alike = [
            (fuzz.token_set_ratio(gain.who.form, loss.was.form), loss)
            for loss in by_start.get(start, ())
            if gain.who and loss.was and _may_be(gain.who, loss.was)
        ]
        score, best = max(alike, key=lambda pair: pair[0], default=(0.0, None))
        if score >= ENOUGH and best is not None and best.was and gain.who:
            found[id(gain)] = best.was.name
            found.setdefault(id(best), gain.who.name)
    return tuple(replace(c, like=found[id(c)]) if id(c) in found else c for c in changes)


def _start(entry: Entry | None) -> str:
    """The first word of a name: only names that begin alike are held against each other."""
    return entry.form.partition(" ")[0] if entry else ""


def _may_be(one: Entry, other: Entry) -> bool:
    if one.system != other.system or not one.form or not other.form:
        return False
    states = {state for state in (one.form_state, other.form_state) if state}
    ids = {entry.recipient.id for entry in (one, other) if entry.recipient.id}
    return len(states) < 2 and len(ids) < 2
