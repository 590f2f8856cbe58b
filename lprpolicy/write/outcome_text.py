"""What became of a plan, and what drifted, for a person at a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from lprpolicy.model.outcome import Answer, Drift, Drifted, Verified
from lprpolicy.write.escape import inert, one_line
from lprpolicy.write.phrases import amount
from lprpolicy.write.plan_text import told

MOST: Final = 60
_VERIFIED: Final = {
    Answer.CLEAN: "Done, as far as the exports can show",
    Answer.DIFFERS: "Not as planned",
    Answer.CANNOT_TELL: "Nobody can tell from these exports",
}
_DRIFT: Final = {
    Answer.CLEAN: "No drift in what the exports show",
    Answer.DIFFERS: "Drift",
    Answer.CANNOT_TELL: "No drift was seen, and nobody can tell that there is none",
}


def verified(outcome: Verified) -> str:
    """`verify`: done, not done, done besides the plan, cannot tell."""
    return _text(_verified(outcome))


def drift(found: Drift) -> str:
    """`drift`: what differs and who moved, what nobody can tell, what no export shows."""
    return _text(_drift(found))


def _text(lines: Iterable[str]) -> str:
    return "".join(f"{inert(line)}\n" for line in lines)


def _verified(outcome: Verified) -> Iterator[str]:
    plan = outcome.plan
    yield f"Plan of {plan.as_of} for {plan.agency}, looked at on {outcome.as_of}"
    parts = (
        ("not done", [f"{step.number}. {told(step)}" for step in outcome.not_done]),
        ("done besides the plan; to undo it", [told(step) for step in outcome.besides]),
        ("cannot tell", outcome.unclear),
        ("left for later by a narrowing plan", [told(step) for step in outcome.later]),
        ("not on any export; looked at by", outcome.looks),
    )
    for heading, said in parts:
        yield from _part(heading, said)
    yield ""
    counts = (
        f"{amount(len(outcome.done), 'step')} done, {len(outcome.not_done):,} not done, "
        f"{len(outcome.besides):,} besides the plan, {len(outcome.unclear):,} unclear"
    )
    yield f"{_VERIFIED[outcome.answer]}: {counts}."


def _drift(found: Drift) -> Iterator[str]:
    yield f"Drift of {found.agency} on {found.as_of}; last verified: {found.since or 'never'}"
    yield from (f"from {one_line(export)}" for export in found.exports)
    sides = dict.fromkeys(one.moved for one in found.drifted)
    for side in sorted(sides):
        mine = [_drifted(one) for one in found.drifted if one.moved is side]
        yield from _part(str(side), mine)
    yield from _part("cannot tell", found.unclear)
    yield from _part("not on any export, so it rests on somebody's word", found.unseen)
    yield from _part("note", found.notes)
    yield ""
    counts = f"{amount(len(found.drifted), 'difference')}, {len(found.unclear):,} unclear"
    yield f"{_DRIFT[found.answer]}: {counts}."


def _drifted(one: Drifted) -> str:
    like = f" (looks like {one.change.like}, which decides nothing)" if one.change.like else ""
    return f"{one.change.effect}: {one.change.says}{like}"


def _part(heading: str, said: Iterable[str]) -> Iterator[str]:
    lines = list(said)
    if lines:
        yield ""
        yield f"{heading} ({len(lines):,}):"
        yield from (f"  - {one_line(line)}" for line in lines[:MOST])
        if len(lines) > MOST:
            yield f"  … and {len(lines) - MOST:,} more; --format json lists them"
