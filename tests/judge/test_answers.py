"""An answer that was given before is the answer that the check would give now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lprpolicy.checks import ON_POLICIES
from lprpolicy.errors import CheckBug
from lprpolicy.evaluate.subjects import subject
from lprpolicy.judge.rules_in_force import Judged, RuleInForce, RulesInForce
from lprpolicy.model.places import ROOT
from lprpolicy.model.policy import Policy
from lprpolicy.model.subject import Subject
from lprpolicy.model.verdicts import Verdict, Violation
from lprpolicy.read.files import read_file
from lprpolicy.repository.law import built_in
from lprpolicy.repository.repository import open_repository, open_shared
from tests.limits import examples
from tests.repositories import TODAY, WESTPORT, drafts

SHARED = open_shared(drafts())
RAWS = tuple(raw for path, raw in drafts().files.items() if path.endswith("/policy.yaml"))
DAYS = (dt.date(2026, 9, 30), TODAY, dt.date(2027, 2, 1))
WORDS = ("", "22 days", "false", "required", "us/ice", "x", "[]", "other")


def asked(raw: bytes, day: dt.date = TODAY) -> Subject | None:
    policy = read_file("policy.yaml", raw, Policy).value
    return subject(policy, SHARED.index, day) if policy is not None else None


def policy(raw: bytes, day: dt.date = TODAY) -> Subject:
    found = asked(raw, day)
    assert found is not None
    return found


EXPRESSION = b"""schema: lprpolicy/rule/v1
title: Case by case
says: Nobody from outside searches without asking each time.
binding: must
remedy: Grant access for each request.
check: expression
versions:
  - from: 2026-10-01
    provision: {citation: a draft, url: https://example.org/rules, verified: text}
    each: grant
    expression: grant.mode == "per-request" && policy.audit.every == "30 days"
    at: /mode
    says: lets {who} search at any time
examples: []
"""
"""No pack has one: its library is an extra."""
TOWN = drafts().over("us-ct/westport-pd/rules/case-by-case.yaml", EXPRESSION)
RULES = (*built_in().obligations, *open_repository(TOWN).rules)


@lru_cache
def all_rules(day: dt.date) -> RulesInForce:
    """Every rule of every state and every town, whomever it binds."""
    return RulesInForce.of(RULES, day)


def plainly(docket: RulesInForce, about: Subject) -> list[Judged]:
    """What every check says when it is asked."""
    return [Judged(one, verdict) for one in docket.today for verdict in one.dated.decide(about)]


@st.composite
def policies(draw: st.DrawFn) -> bytes:
    """A draft in which some words are others, so that some of its blocks are new."""
    lines = draw(st.sampled_from(RAWS)).split(b"\n")
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(lines) - 1))
        key, colon, _ = lines[at].partition(b": ")
        if draw(st.booleans()) and colon:
            lines[at] = key + colon + draw(st.sampled_from(WORDS)).encode()
        else:
            del lines[at]
    return b"\n".join(lines)


@settings(deadline=None, max_examples=examples(60))
@given(st.lists(st.tuples(policies(), st.sampled_from(DAYS)), min_size=2, max_size=12))
def test_after_any_policies_every_rule_says_what_it_says_plainly(
    seen: Sequence[tuple[bytes, dt.date]],
) -> None:
    for raw, day in seen:
        about = asked(raw, day)
        if about is not None:
            assert all_rules(day).judge(about) == plainly(all_rules(day), about)


def test_the_rules_that_were_tried_are_of_every_kind_of_check() -> None:
    assert {rule.rule.check for rule in RULES} >= {*ON_POLICIES}


def counted(times: list[str], *looks: str) -> RulesInForce:
    """A rule that looks at some things of a policy and counts how often it is asked."""

    def decide(about: Subject) -> Iterator[Verdict]:
        times.append(about.policy.agency if "agency" in looks else "asked")
        for look in looks:
            if look.startswith("policy."):
                getattr(about.policy, look.removeprefix("policy."))
            else:
                getattr(about, look)
        yield Violation("is asked", ROOT)

    rule = next(rule for rule in built_in().obligations if rule.pack.state == "us-ct")
    dated = replace(rule.versions[0], decide=decide, start=DAYS[0], until=None)
    entry = RuleInForce(rule, dated, rule.info(dated))
    return RulesInForce(TODAY, (entry,), ())


@pytest.mark.parametrize(
    ("looks", "times"),
    [
        ((), 1),
        (("policy.retention",), 1),
        (("policy.retention", "policy.collection", "purposes"), 1),
        (("grants",), 3),
        (("policy.retention", "agency"), 3),
        (("paths",), 3),
        (("policy.agency",), 3),
    ],
)
def test_only_who_looks_at_what_differs_is_asked_again(looks: tuple[str, ...], times: int) -> None:
    raw = drafts().files[WESTPORT]
    again: list[str] = []
    docket = counted(again, *looks)
    names = (b"westport-pd", b"wilton-pd", b"weston-pd")
    known = [policy(raw.replace(b"westport-pd", name)) for name in (*names, *names)][3:]
    assert [one.verdict.says for about in known for one in docket.judge(about)] == ["is asked"] * 3
    assert len(again) == times


def test_another_day_is_another_question() -> None:
    again: list[str] = []
    docket = counted(again, "policy.retention")
    for day in (*DAYS, *DAYS):
        docket.judge(policy(drafts().files[WESTPORT], day))
    assert len(again) == 3


def test_a_check_that_fails_fails_each_time_and_is_named() -> None:
    def decide(about: Subject) -> Iterator[Verdict]:
        yield from ()
        raise ZeroDivisionError(about.policy.retention)

    rule = built_in().obligations[0]
    dated = replace(rule.versions[0], decide=decide)
    docket = RulesInForce(TODAY, (RuleInForce(rule, dated, rule.info(dated)),), ())
    for _ in range(3):
        with pytest.raises(CheckBug, match=f"the check of {rule.id} failed on us-ct/westport-pd"):
            docket.judge(policy(drafts().files[WESTPORT]))


def test_what_is_of_no_use_is_not_remembered_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    from lprpolicy.judge import answers

    monkeypatch.setattr(answers, "MOST_KEPT", 2)
    monkeypatch.setattr(answers, "IN_VAIN", 5)
    again: list[str] = []
    docket = counted(again, "policy.retention")
    raw = drafts().files[WESTPORT]
    for days in range(1, 20):
        new = raw.replace(b"reads: 14 days", b"reads: %d days" % days)
        assert len(docket.judge(policy(new))) == 1
    assert len(again) == 19
    assert len(docket.judge(policy(raw))) == 1
