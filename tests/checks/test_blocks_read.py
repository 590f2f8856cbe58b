"""A rule reads no more of a policy than its check declares, so its answers are those of the blocks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lprpolicy.checks import ON_POLICIES
from lprpolicy.evaluate.subjects import subject
from lprpolicy.identify.index import Index
from lprpolicy.judge.obligation import Dated
from lprpolicy.model.policy import Policy
from lprpolicy.model.rule import About
from lprpolicy.model.subject import Subject
from lprpolicy.read.schema import shape
from lprpolicy.read.yaml import read
from lprpolicy.repository.directories import federal
from lprpolicy.tasks.rules import all_rules
from tests.limits import examples

POLICIES = Path(__file__).resolve().parents[2] / "policies"
RULES = [one for one in all_rules((POLICIES,)) if one.asks is About.POLICY]
INDEX = Index.of(federal())
DAY = dt.date(2026, 11, 28)
FRAME = {"schema": "lprpolicy/policy/v1", "agency": "us-ct/westport-pd", "status": "adopted"}


class LooksFurther(Exception):
    """A rule looked at something that it does not declare."""


class Only:
    """A policy, or another part of a subject, of which only some fields may be looked at."""

    def __init__(self, whole: object, fields: frozenset[str]) -> None:
        self._whole, self._fields = whole, fields

    def __getattr__(self, name: str) -> Any:
        if name not in self._fields:
            raise LooksFurther(name)
        return getattr(self._whole, name)


class Some(tuple[()]):
    """Grants of which only whether there are any may be asked."""

    def __bool__(self) -> bool:
        return True

    def __iter__(self) -> Iterator[Any]:
        raise LooksFurther("grants")

    def __len__(self) -> int:
        raise LooksFurther("grants")


NOTHING: Any = Only(None, frozenset())


def made_of(blocks: dict[str, Any]) -> Subject | None:
    """A subject with these blocks; None if they fit no policy."""
    policy, _ = shape(FRAME | blocks, Policy)
    return None if policy is None else subject(policy, INDEX, DAY)


def within(asked: Subject, blocks: frozenset[str]) -> Subject:
    """The subject with these blocks in sight and nothing else, but for whether it has grants."""
    policy: Any = Only(asked.policy, blocks)
    grants: Any = Some() if asked.grants else ()
    return Subject(policy, NOTHING, grants, asked.day, NOTHING)


def looks_no_further(rule: Dated, asked: Subject, blocks: frozenset[str]) -> bool:
    """Whether a rule asks for these blocks at most; then it says the same of them alone."""
    try:
        said = tuple(rule.decide(within(asked, blocks)))
    except LooksFurther:
        return False
    return said == tuple(rule.decide(asked))


def with_blocks() -> dict[str, list[tuple[Dated, frozenset[str]]]]:
    """The versions of rules that read only blocks, by their checks, with those blocks."""
    found: dict[str, list[tuple[Dated, frozenset[str]]]] = {}
    for rule in RULES:
        for dated in rule.versions:
            blocks = dated.reads()
            if blocks is not None:
                found.setdefault(rule.rule.check, []).append((dated, blocks))
    return found


def pool() -> dict[str, list[Any]]:
    """What the examples of all rules and the drafts of this repository say, by block."""
    found: dict[str, list[Any]] = {}
    told = [example.policy for rule in RULES for example in rule.rule.examples]
    told += [read("p.yaml", path.read_bytes()).data for path in POLICIES.rglob("policy.yaml")]
    for policy in told:
        for block, value in policy.items():
            if block not in {"schema", "agency"} and value not in found.setdefault(block, []):
                found[block].append(value)
    return {
        block: good
        for block, values in found.items()
        if (good := [value for value in values if made_of({block: value})])
    }


DECLARED, POOL = with_blocks(), pool()
SUBJECTS = st.fixed_dictionaries({}, optional={b: st.sampled_from(v) for b, v in POOL.items()})
GRANT = {"sharing": {"onward": "forbidden", "grants": [{"to": "us/ice"}]}}
ALONE = [
    asked
    for block, values in POOL.items()
    for value in values
    for more in ({}, GRANT)
    if (asked := made_of(more | {block: value})) is not None
]
"""Policies that say one thing, with and without a grant."""
OF_GRANTS = {
    "adoption-reported",
    "expression",
    "grant-purposes",
    "onward-sharing",
    "preservation-honored",
    "private-reads-within",
    "program-partners",
    "purposes-own",
    "purposes-prohibited",
    "purposes-within",
    "reach-forbidden",
    "recipient-kind",
    "recipient-tiers",
    "recipients-at-most",
    "review-date",
    "standing-data",
}
"""Checks that ask about each grant, about a block with grants in it, or that declare nothing."""

MORE = {"lookups-off": {"adopted"}}
"""What a check declares and never reads: a status is declared with the vote behind it."""


def test_these_checks_declare_the_blocks_they_read() -> None:
    assert DECLARED.keys() == {*ON_POLICIES} - OF_GRANTS


@pytest.mark.parametrize("check", DECLARED)
def test_a_check_reads_no_more_than_it_declares(check: str) -> None:
    for rule, blocks in DECLARED[check]:
        for asked in ALONE:
            assert looks_no_further(rule, asked, blocks)


@pytest.mark.parametrize("check", DECLARED)
def test_a_check_that_declared_less_would_be_found_out(check: str) -> None:
    declared = {block for _, blocks in DECLARED[check] for block in blocks}
    for left_out in declared - MORE.get(check, frozenset()):
        assert not all(
            looks_no_further(rule, asked, blocks - {left_out})
            for rule, blocks in DECLARED[check]
            for asked in ALONE
        )


@settings(max_examples=examples(150), deadline=None)
@given(SUBJECTS)
def test_in_any_policy_rules_read_no_more_than_they_declare(blocks: dict[str, Any]) -> None:
    asked = made_of(blocks)
    if asked is None:
        return
    for check, rules in DECLARED.items():
        for rule, declared in rules:
            for day in (asked.day, asked.day + dt.timedelta(days=400)):
                assert looks_no_further(rule, replace(asked, day=day), declared), check
