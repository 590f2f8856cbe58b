"""Write what drifted, for programs."""

from __future__ import annotations

from lprpolicy.model.outcome import Drift
from lprpolicy.write.diff.json import change
from lprpolicy.write.escape import json_text


def write(found: Drift) -> str:
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
