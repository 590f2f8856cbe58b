"""Write what became of a plan, for programs."""

from __future__ import annotations

from lprpolicy.model.outcome import VerifiedPlan
from lprpolicy.model.plan import Step
from lprpolicy.write.escape import json_text


def write(outcome: VerifiedPlan) -> str:
    return json_text(
        {
            "format": "lprpolicy/verified/v1",
            "agency": outcome.plan.agency,
            "as_of": outcome.as_of.isoformat(),
            "plan": outcome.plan.fingerprint,
            "answer": outcome.answer.value,
            "done": [_step(step) for step in outcome.done],
            "not_done": [_step(step) for step in outcome.not_done],
            "besides": [_step(step) for step in outcome.besides],
            "later": [_step(step) for step in outcome.later],
            "cannot_tell": list(outcome.unclear),
            "not_on_any_export": list(outcome.looks),
        }
    )


def _step(step: Step) -> dict[str, object]:
    return step.model_dump(mode="json", exclude_none=True)
