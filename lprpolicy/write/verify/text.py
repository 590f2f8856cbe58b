"""Write what became of a plan, for a person: done, not done, done besides it, unclear."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lprpolicy.model.outcome import Conclusion, VerifiedPlan
from lprpolicy.model.prose import amount
from lprpolicy.write.escape import inert
from lprpolicy.write.outcome_parts import part
from lprpolicy.write.plan.text import describe_step

_ANSWERS: Final = {
    Conclusion.CLEAN: "Done, as far as the exports can show",
    Conclusion.DIFFERS: "Not as planned",
    Conclusion.CANNOT_TELL: "Not enough information in these exports",
}


def write(outcome: VerifiedPlan) -> str:
    return "".join(f"{inert(line)}\n" for line in _lines(outcome))


def _lines(outcome: VerifiedPlan) -> Iterator[str]:
    plan = outcome.plan
    yield f"Plan of {plan.as_of} for {plan.agency}, looked at on {outcome.as_of}"
    parts = (
        ("not done", [f"{step.number}. {describe_step(step)}" for step in outcome.not_done]),
        ("done besides the plan; to undo it", [describe_step(step) for step in outcome.besides]),
        ("cannot tell", outcome.unclear),
        ("left for later by a narrowing plan", [describe_step(step) for step in outcome.later]),
        ("not on any export; looked at by", outcome.looks),
    )
    for heading, said in parts:
        yield from part(heading, said)
    yield ""
    counts = (
        f"{amount(len(outcome.done), 'step')} done, {len(outcome.not_done):,} not done, "
        f"{len(outcome.besides):,} besides the plan, {len(outcome.unclear):,} unclear"
    )
    yield f"{_ANSWERS[outcome.answer]}: {counts}."
