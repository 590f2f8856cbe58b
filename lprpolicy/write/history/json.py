"""Write who had access from when to when, for programs."""

from __future__ import annotations

from lprpolicy.model.history import History, Revision, Stretch
from lprpolicy.write.escape import json_text
from lprpolicy.write.history.text import answer


def write(history: History) -> str:
    question, days = history.question, history.between
    return json_text(
        {
            "format": "lprpolicy/history/v1",
            "agency": history.agency,
            "head": history.head,
            "between": [day.isoformat() for day in days] if days else None,
            "dates": "committer",
            "question": {
                "asked": question.asked,
                "means": question.means,
                "ever": history.ever.value if history.ever else None,
                "answer": answer(history),
                "stretches": [_stretch(one) for one in question.stretches],
            }
            if question
            else None,
            "recipients": [
                {
                    "name": one.name,
                    "id": one.id,
                    "stretches": [_stretch(stretch) for stretch in one.stretches],
                }
                for one in history.holders
            ],
            "cannot_tell": [_stretch(one) for one in history.blind],
            "commits": [
                _revision(step.revision)
                | {"gains": list(step.gains), "losses": list(step.losses), "others": step.others}
                for step in history.steps
            ],
            "notes": list(history.notes),
        }
    )


def _revision(one: Revision) -> dict[str, object]:
    return {
        "commit": one.commit,
        "day": one.day.isoformat(),
        "claimed": one.claimed.isoformat(),
        "policy": one.policy.value,
        "approval": one.approval,
        "new_vote": one.voted,
        "why": one.why,
    }


def _stretch(one: Stretch) -> dict[str, object]:
    return {
        "answer": one.answer.value,
        "from": {"day": one.since.day.isoformat(), "commit": one.since.commit},
        "to": {"day": one.until.day.isoformat(), "commit": one.until.commit} if one.until else None,
        "names": list(one.names),
        "opens": list(one.opens),
        "approvals": list(one.approvals),
        "why": one.why,
    }
