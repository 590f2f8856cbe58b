"""Write what proposed rules would change, for programs."""

from __future__ import annotations

import json
from typing import Any

from lprpolicy.model.what_if import ProposedRule, WhatIf


def write(facts: WhatIf) -> str:
    whole = {
        "schema": "lprpolicy/what-if/v1",
        "files": list(facts.files),
        "as_of": facts.day.isoformat(),
        "decides": False,
        "policies": facts.judged,
        "refused_by_proposed": list(facts.by_proposed),
        "allowed_today_refused_then": list(facts.newly),
        "refused_today_allowed_then": list(facts.freed),
        "rules": [_rule(one) for one in facts.rules],
        "later": [{"rule": rule, "from": start.isoformat()} for rule, start in facts.later],
    }
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


def _rule(rule: ProposedRule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "title": rule.title,
        "file": rule.file,
        "binding": rule.binding.value,
        "from": rule.since.isoformat(),
        "replaces": rule.replaces,
        "findings": [
            {
                "agency": one.agency,
                "answer": str(one.answer),
                "at": str(one.spot.pointer),
                "file": one.spot.location.file,
                "line": one.spot.location.span.start.line,
                "column": one.spot.location.span.start.column,
                "message": one.spot.message,
            }
            for one in rule.findings
        ],
    }
