"""Write answers to pending requests, for programs."""

from __future__ import annotations

from lprpolicy.model.request import Answered, Reason, Requests, counts
from lprpolicy.write.escape import json_text


def write(found: Requests) -> str:
    return json_text(
        {
            "format": "lprpolicy/requests/v1",
            "agency": found.agency,
            "system": found.system,
            "document": found.document,
            "reported": found.reported.isoformat() if found.reported else None,
            "as_of": found.as_of.isoformat(),
            "counts": {reply.value: count for reply, count in counts(found.answered).items()},
            "requests": [_request(one) for one in found.answered],
            "notes": list(found.notes),
        }
    )


def _request(one: Answered) -> dict[str, object]:
    return {
        "row": one.share.where.row,
        "organization": one.share.raw,
        "recipient": one.recipient.id,
        "since": one.share.since.isoformat() if one.share.since else None,
        "asks": list(one.asks),
        "unclear": list(one.unclear),
        "answer": one.reply.value,
        "why": one.why,
        "against": [_reason(reason) for reason in one.against],
        "to_settle": [_reason(reason) for reason in one.open],
    }


def _reason(one: Reason) -> dict[str, object]:
    return {"rule": one.rule, "says": one.says, "law": one.law, "secondary": one.secondary}
