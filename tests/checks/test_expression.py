"""What an expression is given of a policy, and that it finds the same in it as in all of it."""

from __future__ import annotations

import datetime as dt
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lprpolicy.checks.policy.expression import (
    BLOCKS,
    INSTALL,
    Params,
    check,
    compile_expression,
    reads,
)
from lprpolicy.model.places import ROOT
from lprpolicy.model.policy import Policy
from lprpolicy.model.subject import Given, Recipient, Subject
from lprpolicy.model.verdicts import Answer, Verdict

DAY = dt.date(2026, 11, 22)
TOWN = Recipient("us-ct/a-pd", "A Police Department", None, "us-ct", False)
NEIGHBOUR = Recipient("us-ct/b-pd", "B Police Department", None, "us-ct", False)
NEEDED = {"schema": "lprpolicy/policy/v1", "agency": "us-ct/a-pd", "status": "adopted"}
BESIDE: dict[str, Any] = {
    "adopted": {"by": "Town Council", "on": "2026-10-20", "record": "minutes/2026-10-20.md"},
    "effective": "2026-11-01",
    "systems": [{"id": "reads", "vendor": "flock", "lookups": {"national": False}}],
    "retention": {"reads": "21 days", "search-log": "3 years"},
    "purposes": {"allowed": ["homicide"]},
    "sharing": {"grants": [{"to": "us-ct/b-pd", "purposes": ["homicide"]}]},
    "audit": {"every": "30 days"},
    "security": {"encrypted_at_rest": True},
}
ASKED = (
    *(f"has(policy.{block})" for block in BLOCKS),
    'policy.schema == "lprpolicy/policy/v1" && policy.retention.reads == "21 days"',
    "policy . audit\n . every == '30 days'",
    "policy.all(block, block != 'audit')",
    "'audit' in policy && size(policy) > 4",
    "policy['security'].encrypted_at_rest",
    "policy.nothing.of_the_kind",
    "[policy].exists(one, one.status == 'adopted' && has(one.effective))",
    "agency.state == 'us-ct' && day >= '2026-11-22'",
)
EACH = (
    ("grant", "grant.purposes.all(one, one in policy.purposes.allowed)"),
    ("grant", "grant in policy.sharing.grants"),
    ("grant", "grant.to == 'us-ct/b-pd' && !has(policy.sharing)"),
    ("system", "!system.lookups.national && policy.systems[0].id == system.id"),
    ("system", "system.vendor == 'axon'"),
)


def verdicts(policy: Policy, expression: str, each: str = "policy") -> list[Verdict]:
    grants = (policy.sharing.grants if policy.sharing else None) or ()
    given_ = tuple(Given(grant, NEIGHBOUR, ROOT / "sharing" / "grants" / 0) for grant in grants)
    params = {"each": each, "expression": expression, "at": "/", "says": "breaks it"}
    return list(check(Subject(policy, TOWN, given_, DAY), Params.model_validate(params)))


policies = st.sets(st.sampled_from(sorted(BESIDE))).map(
    lambda said: Policy.model_validate(NEEDED | {block: BESIDE[block] for block in said})
)


@given(policies, st.sampled_from(ASKED))
def test_an_expression_finds_the_same_in_the_blocks_it_names_as_in_the_whole(
    policy: Policy, expression: str
) -> None:
    whole = f"({expression}) && policy == policy"
    assert reads(whole) is None
    assert verdicts(policy, expression) == verdicts(policy, whole)


@given(policies, st.sampled_from(EACH))
def test_what_is_asked_of_each_grant_and_system_is_there(
    policy: Policy, asked: tuple[str, str]
) -> None:
    each, expression = asked
    whole = f"({expression}) && policy == policy"
    assert verdicts(policy, expression, each) == verdicts(policy, whole, each)


def test_a_block_goes_by_the_name_that_is_written() -> None:
    policy = Policy.model_validate(NEEDED)
    assert verdicts(policy, 'policy.schema == "lprpolicy/policy/v1"') == []


def test_without_the_library_every_rule_with_an_expression_is_undecided(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "cel_expr_python", None)
    compile_expression.cache_clear()
    policy = Policy.model_validate(NEEDED | BESIDE)
    for each in ("policy", "grant", "system"):
        for expression in ("true", "false", "this is no CEL"):
            (verdict,) = verdicts(policy, expression, each)
            assert verdict.answer is Answer.UNDECIDED
            assert INSTALL in verdict.message


@pytest.mark.parametrize(
    ("expression", "blocks"),
    [
        pytest.param("day > '2026'", set(), id="none"),
        pytest.param(
            "has(policy.audit.every) || policy.status == 'x'", {"audit", "status"}, id="two"
        ),
        pytest.param("policy.size() > 3", None, id="a function of the whole"),
        pytest.param("policy.size () > 3", None, id="the same with a blank"),
        pytest.param("policy[agency.id]", None, id="a key that is worked out"),
        pytest.param("policy.?audit", None, id="an optional key"),
        pytest.param("policy.`audit`", None, id="a key in quotes"),
        pytest.param("policy // all of it\n .audit", None, id="a remark between"),
        pytest.param("size(policy)", None, id="the policy itself"),
        pytest.param("own_policy.audit && policy_of.audit", set(), id="longer names"),
    ],
)
def test_an_expression_names_the_blocks_it_reads(expression: str, blocks: set[str] | None) -> None:
    assert reads(expression) == blocks
