"""Write what drifted, for a person: what differs, who moved, what is unclear, what is unseen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lprpolicy.model.outcome import Conclusion, Drift, Drifted
from lprpolicy.model.prose import amount
from lprpolicy.write.escape import inert, one_line
from lprpolicy.write.outcome_parts import part

_ANSWERS: Final = {
    Conclusion.CLEAN: "No drift in what the exports show",
    Conclusion.DIFFERS: "Drift",
    Conclusion.CANNOT_TELL: "No drift was seen, and the exports cannot show that there is none",
}


def write(found: Drift) -> str:
    return "".join(f"{inert(line)}\n" for line in _lines(found))


def _lines(found: Drift) -> Iterator[str]:
    yield f"Drift of {found.agency} on {found.as_of}; last verified: {found.since or 'never'}"
    yield from (f"from {one_line(export)}" for export in found.exports)
    sides = dict.fromkeys(one.moved for one in found.drifted)
    for side in sorted(sides):
        mine = [_difference(one) for one in found.drifted if one.moved is side]
        yield from part(str(side), mine)
    yield from part("cannot tell", found.unclear)
    yield from part("not on any export, so it rests on somebody's word", found.unseen)
    yield from part("note", found.notes)
    yield ""
    counts = f"{amount(len(found.drifted), 'difference')}, {len(found.unclear):,} unclear"
    yield f"{_ANSWERS[found.answer]}: {counts}."


def _difference(one: Drifted) -> str:
    like = f" (looks like {one.change.like}, which decides nothing)" if one.change.like else ""
    return f"{one.change.effect}: {one.change.says}{like}"
