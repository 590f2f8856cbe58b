"""Write what of the law is written down for programs: one object."""

from __future__ import annotations

import json
from typing import Any

from lprpolicy.write.law.facts import CarriedBy, CoveredPack, CoveredPassage, LawCoverage


def write(facts: LawCoverage) -> str:
    said = {
        "jurisdictions": [
            {
                "id": one.id,
                "name": one.name,
                "answer": one.answer.value,
                "packs": [_pack(pack) for pack in one.packs],
            }
            for one in facts.jurisdictions
        ]
    }
    return json.dumps(said, ensure_ascii=False, indent=2) + "\n"


def _pack(pack: CoveredPack) -> dict[str, Any]:
    return {
        "id": pack.id,
        "name": pack.name,
        "complete": pack.complete,
        "no_law": pack.no_law and pack.no_law.model_dump(mode="json"),
        "instruments": [
            one.instrument.model_dump(mode="json", by_alias=True, exclude={"provisions"})
            | {"provisions": [_passage(passage) for passage in one.passages]}
            for one in pack.instruments
        ],
        "left_out": list(pack.left_out),
        "unread": [_carrier(rule) for rule in pack.rules if rule.unread],
        "not_accounted_for": list(pack.faults),
    }


def _passage(one: CoveredPassage) -> dict[str, Any]:
    return {
        "at": one.passage.at,
        "topic": one.passage.topic.value,
        "says": one.passage.says,
        "verified": one.verified.value,
        "until": one.until and one.until.isoformat(),
        "no_rule": one.passage.no_rule,
        "rules": [_carrier(rule) for rule in one.carried],
    }


def _carrier(rule: CarriedBy) -> dict[str, Any]:
    second = rule.provision.second_reading
    return {
        "rule": rule.rule,
        "required": rule.required,
        "from": rule.start.isoformat(),
        "until": rule.until and rule.until.isoformat(),
        "contested": rule.contested,
        "citation": rule.provision.citation,
        "verified": rule.provision.verified.value,
        "read_at": rule.provision.read_at,
        "numbers": list(rule.numbers),
        "second_reading": second and second.model_dump(mode="json"),
    }
