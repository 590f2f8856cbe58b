"""Write a plan as the file that is approved: the same inputs always give the same bytes."""

from __future__ import annotations

from lprpolicy.model.plan import Plan
from lprpolicy.write.escape import json_text


def write(plan: Plan) -> str:
    return json_text(plan.model_dump(mode="json", by_alias=True, exclude_none=True))
