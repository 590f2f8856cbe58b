"""Ourselves: every rule of the agencies' state, in the text that a person reads, with places."""

from __future__ import annotations

import re

from bench.peers import Found, town

_HEAD = re.compile(r"^(\S+):\d+:\d+: (\S+) (violated|not enough information)$", re.MULTILINE)
_RULES = {
    ("us-ct/no-federal-immigration-grants", "violated"): "federal",
    ("us-ct/retention-reads", "violated"): "retention",
    ("us-ct/recipient-tiers", "not enough information"): "basis",
    ("us/log-review-weekly", "not enough information"): "audit",
}


def found(output: str) -> Found:
    broken: Found = {}
    for path, rule, answer in _HEAD.findall(output):
        name = (
            "demographic" if rule.endswith("/no-demographic-fields") else _RULES.get((rule, answer))
        )
        if name is not None:
            broken.setdefault(name, set()).add(town(path))
    return broken
