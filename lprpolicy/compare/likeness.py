"""Gains that look like losses, for a person to look at. Likeness suggests and never decides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from lprpolicy.model.change import Change
from lprpolicy.model.state import Entry

ENOUGH: Final = 80.0
"""The lowest likeness of two normal forms, out of 100, that is worth showing."""
MOST: Final = 100_000
"""Above this many pairs with the same first word, none is compared: few would be renames."""


def note_likeness(changes: Sequence[Change]) -> tuple[Change, ...]:
    """Return the changes with a note on each gain and loss whose names look alike."""
    gains = [change for change in changes if change.gains]
    losses = [change for change in changes if change.loses]
    if not gains or not losses:
        return tuple(changes)
    by_start = _by_start(losses)
    starts = Counter(_start(gain.who) for gain in gains)
    found: dict[int, str] = {}
    for gain in gains:
        start = _start(gain.who)
        candidates = by_start.get(start, [])
        if gain.who is None or starts[start] * len(candidates) > MOST:
            continue
        best = _most_alike(gain.who, candidates)
        if best is not None and best.was is not None:
            found[id(gain)] = best.was.name
            found.setdefault(id(best), gain.who.name)
    return tuple(replace(c, like=found[id(c)]) if id(c) in found else c for c in changes)


def _by_start(losses: Sequence[Change]) -> dict[str, list[Change]]:
    grouped: dict[str, list[Change]] = {}
    for loss in losses:
        grouped.setdefault(_start(loss.was), []).append(loss)
    return grouped


def _most_alike(gain: Entry, losses: Sequence[Change]) -> Change | None:
    """Return the loss whose name looks most like the gain's, if any looks alike enough."""
    from rapidfuzz import fuzz

    alike = [
        (fuzz.token_set_ratio(gain.form, loss.was.form), loss)
        for loss in losses
        if loss.was is not None and _may_be(gain, loss.was)
    ]
    score, best = max(alike, key=lambda pair: pair[0], default=(0.0, None))
    return best if score >= ENOUGH else None


def _start(entry: Entry | None) -> str:
    """Return a name's first word: only names that share it are compared."""
    return entry.form.partition(" ")[0] if entry else ""


def _may_be(one: Entry, other: Entry) -> bool:
    if one.system != other.system or not one.form or not other.form:
        return False
    states = {state for state in (one.form_state, other.form_state) if state}
    ids = {entry.recipient.id for entry in (one, other) if entry.recipient.id}
    return len(states) < 2 and len(ids) < 2
