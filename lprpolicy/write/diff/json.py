"""Write a diff for programs."""

from __future__ import annotations

import json
from typing import Any

from lprpolicy.model.change import Change
from lprpolicy.model.diff import AgencyChanges, Diff, ReplayedLog
from lprpolicy.model.state import Entry, Value
from lprpolicy.write.audit.json import count
from lprpolicy.write.escape import json_text
from lprpolicy.write.report.json import write as write_report


def write(diff: Diff) -> str:
    return json_text(data(diff))


def data(diff: Diff) -> dict[str, Any]:
    return {
        "format": "lprpolicy/diff/v1",
        "as_of": diff.as_of.isoformat(),
        "base": {"name": diff.base, "commit": diff.base_commit},
        "head": {"name": diff.head, "commit": diff.head_commit},
        "decision": diff.decision.value,
        "agencies": [_agency(one) for one in diff.agencies],
        "waivers_ending": [
            {"agency": end.agency, "rule": end.waiver.rule, "on": end.waiver.expires.isoformat()}
            for end in diff.ending
        ],
        **({"searches": [_replay(one) for one in diff.replayed]} if diff.replayed else {}),
        "report": json.loads(write_report(diff.report)) if diff.report else None,
    }


def _replay(log: ReplayedLog) -> dict[str, Any]:
    return {
        "agency": log.agency,
        "first_day": log.days[0].isoformat() if log.days else None,
        "last_day": log.days[1].isoformat() if log.days else None,
        "changes": [
            {"agency": one.who, "before": one.before, "after": one.after, "clause": one.clause}
            | count(one.searches)
            for one in log.changes
        ],
    }


def _agency(one: AgencyChanges) -> dict[str, Any]:
    return {
        "agency": one.agency,
        "name": one.name,
        "note": one.note,
        "changes": [change(item) for item in one.changes],
    }


def change(one: Change) -> dict[str, Any]:
    """Return one change; what does not exist or is unknown is null."""
    return {
        "topic": one.topic.value,
        "item": one.item or None,
        "effect": one.effect.value,
        "certain": one.certain,
        "doubt": one.doubt,
        "says": one.says,
        "recipient": entry(one.who),
        "recipient_before": entry(one.was),
        "part": one.part,
        "before": _value(one.before),
        "after": _value(one.after),
        "looks_like": one.like,
        "at": str(one.at) or "/",
    }


def entry(one: Entry | None) -> dict[str, Any] | None:
    if one is None:
        return None
    who = one.recipient
    return {
        "id": who.id,
        "name": one.name,
        "listed_as": one.text,
        "kind": who.kind,
        "state": who.state,
        "federal": who.federal,
        "system": one.system,
        "status": one.status.value,
    }


def _value(one: Value | None) -> str | None:
    return None if one is None or not one.known else str(one.said)
