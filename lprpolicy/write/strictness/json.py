"""Write a comparison of rules for programs."""

from __future__ import annotations

import json
from typing import Any

from lprpolicy.model.strictness import RuleAnswer, Strictness


def write(facts: Strictness) -> str:
    whole = {
        "schema": "lprpolicy/strictness/v1",
        "first": facts.first,
        "second": facts.second,
        "day": facts.day.isoformat(),
        "answer": facts.answer.value,
        **({} if facts.only_for is None else {"only_for": facts.only_for}),
        "rules": [_rule(one) for one in facts.rules],
    }
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


def _rule(one: RuleAnswer) -> dict[str, Any]:
    made: dict[str, Any] = {"rule": one.rule, "answer": one.answer.value}
    if one.why:
        made["why"] = one.why
    if one.shown is not None:
        made["shows"] = dict(one.shown.shows)
        made["silent"] = list(one.shown.silent)
        made["files"] = dict(one.shown.files)
        if one.shown.moved is not None:
            made["files_in_first"] = dict(one.shown.moved)
        made["also_refused_by"] = list(one.shown.also)
    return made
