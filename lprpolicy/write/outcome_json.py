"""What became of a plan, and what drifted, for programs."""

from __future__ import annotations

from lprpolicy.model.outcome import Drift, Drifted, Verified
from lprpolicy.model.plan import Step
from lprpolicy.write.diff_json import change
from lprpolicy.write.escape import json_text


def verified(outcome: Verified) -> str:
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


def drift(found: Drift) -> str:
    return json_text(
        {
            "format": "lprpolicy/drift/v1",
            "agency": found.agency,
            "as_of": found.as_of.isoformat(),
            "last_verified": found.since.isoformat() if found.since else None,
            "answer": found.answer.value,
            "exports": list(found.exports),
            "drift": [
                {"moved": one.moved.name.lower()} | change(one.change) for one in found.drifted
            ],
            "cannot_tell": list(found.unclear),
            "not_on_any_export": list(found.unseen),
            "notes": list(found.notes),
        }
    )


def _drifted(one: Drifted) -> dict[str, object]:
    return {"moved": one.moved.name.lower()} | change(one.change)


def _step(step: Step) -> dict[str, object]:
    return step.model_dump(mode="json", exclude_none=True)
