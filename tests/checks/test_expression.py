"""Rules in CEL are handed what they ask about, and answer as if they had the whole policy."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from lprpolicy.checks.policy.expression import Params, check, entries_read
from lprpolicy.identify.index import Index
from lprpolicy.model.case import Case
from lprpolicy.model.policy import Policy
from lprpolicy.model.verdicts import Verdict
from lprpolicy.read.yaml import read
from lprpolicy.tasks.cases import case
from lprpolicy.tasks.directories import federal
from tests.repositories import drafts

ASKED = {
    "policy": [
        'policy.status != "proposed" && policy.adopted.on <= day',
        "has(policy.audit.every) || has(policy.audit.log_review)",
        "size(policy.purposes.allowed) > 3",
        'policy.schema == "lprpolicy/policy/v1"',
        "policy.sharing.grants.exists(policy, policy.mode == 'standing')",
        "policy.nothing.of.it",
        "size(policy) > 5",
        'policy["status"] == "adopted"',
        "agency.kind == 'municipal-police'",
    ],
    "grant": [
        "grant.purposes.all(p, p in policy.purposes.allowed)",
        "grant.mode == 'per-request' && recipient.state == 'us-ct'",
        "grant in policy.sharing.grants",
    ],
    "system": ["system.vendor == 'flock'", "system in policy.systems", "has(policy.systems)"],
}
CASES = [(each, asked) for each, all_asked in ASKED.items() for asked in all_asked]


def drafted() -> list[Case]:
    index = Index.of(federal())
    return [
        case(Policy.model_validate(read(path, raw).data), index, dt.date(2026, 11, 22))
        for path, raw in sorted(drafts().files.items())
        if path.endswith("/policy.yaml")
    ]


def answers(asked: Case, each: Any, expression: str) -> list[Verdict]:
    return list(check(asked, Params(each=each, expression=expression, at="/x", says="is not so")))


@pytest.mark.parametrize(("each", "expression"), CASES)
def test_an_expression_answers_as_if_it_had_the_whole_policy(each: str, expression: str) -> None:
    whole = f"({expression}) && (true || size(policy) > 0)"
    assert entries_read(whole) is None
    for asked in drafted():
        assert answers(asked, each, expression) == answers(asked, each, whole)


@pytest.mark.parametrize(
    "expression",
    ["policy", "policy == {}", "policy.exists(k, k == 'x')", 'policy["a"]', "policy.size ()"],
)
def test_an_expression_that_can_read_any_entry_gets_them_all(expression: str) -> None:
    assert entries_read(f"policy.status == 'adopted' && {expression}") is None
