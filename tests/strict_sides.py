"""Sides of a comparison, made of checks with parameters instead of packs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from lprpolicy.evaluate.strictness.sides import RuleSet, side
from lprpolicy.judge.obligation import Obligation
from lprpolicy.model.rule import Pack, Rule
from lprpolicy.repository.law import bind

DAY = dt.date(2026, 11, 28)
Written = tuple[str, Mapping[str, Any]]
"""A check and its parameters, as a rule file writes them."""


def obligation(
    name: str,
    written: Written,
    *,
    state: str = "us-ct",
    applies: Mapping[str, Any] | None = None,
    binding: str = "must",
) -> Obligation:
    """A rule of a state, in force since 2026."""
    check, params = written
    provision = {"citation": "x", "url": "https://law.example/x", "verified": "secondary"}
    rule = Rule.model_validate(
        {
            "schema": "lprpolicy/rule/v1",
            "title": name,
            "says": "Made to be compared.",
            "binding": binding,
            "remedy": "None.",
            "check": check,
            "versions": [{"from": "2026-01-01", "provision": provision, **params}],
            "examples": [],
        }
        | ({"applies": applies} if applies else {})
    )
    pack = Pack.model_validate(
        {
            "schema": "lprpolicy/pack/v1",
            "name": state,
            "layer": "state",
            "authority": state,
            "state": state,
        }
    )
    bound, misfits = bind(f"{state}/{name}", rule, pack, f"{name}.yaml")
    assert bound is not None, misfits
    return bound


def made(name: str, *rules: Written, state: str = "us-ct") -> RuleSet:
    """A side of these rules."""
    return of(name, [obligation(f"{name}-{n}", one, state=state) for n, one in enumerate(rules)])


def of(name: str, rules: Sequence[Obligation]) -> RuleSet:
    return side(name, rules, DAY)
