"""A folder of rules that claims to be as strict as another one, and is so on paper only."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from lprpolicy.errors import UsageError
from lprpolicy.evaluate.strictness.compare import compare
from lprpolicy.evaluate.strictness.sides import RuleSet, side
from lprpolicy.model.strictness import Strictness, StrictnessAnswer
from lprpolicy.repository.law import built_in
from lprpolicy.repository.proposed import read_proposed
from lprpolicy.tasks.compare_rules import Sources, compare_named
from lprpolicy.write.strictness import json, text

DAY = dt.date(2026, 11, 28)
PACK = "schema: lprpolicy/pack/v1\nname: A bill\nlayer: state\nauthority: x\nstate: us-ct\n"
RULE = """schema: lprpolicy/rule/v1
title: Reads are kept 21 days
says: Made to be compared.
binding: must
remedy: None.
check: retention-at-most
versions:
  - from: 2026-01-01
    provision: {citation: x, url: "https://law.example/x", verified: secondary}
    record: reads
    limit: 21 days
examples: []
"""
ONLY = "check: retention-at-most\napplies: {{{}}}\n"
LOOSER = {
    "22 days": ("limit: 21 days", "limit: 22 days"),
    "a month": ("limit: 21 days", "limit: 1 month"),
    "another record": ("record: reads", "record: hits"),
    "sheriffs only": ("check: retention-at-most\n", ONLY.format("kinds: [county-sheriff]")),
    "nobody's police": ("check: retention-at-most\n", ONLY.format("not_kinds: [municipal-police]")),
    "fixed readers only": ("check: retention-at-most\n", ONLY.format("mounts: [fixed]")),
    "highways only": ("check: retention-at-most\n", ONLY.format("roads: [state-highway]")),
    "newer contracts": ("check: retention-at-most\n", ONLY.format("contracts_from: 2026-06-01")),
}
NOT_IN_FORCE = {
    "begins tomorrow": ("from: 2026-01-01", "from: 2026-11-29"),
    "ended": ("from: 2026-01-01", "from: 2026-01-01\n    until: 2026-11-27"),
    "a recommendation": ("binding: must", "binding: should"),
    "disputed": ("from: 2026-01-01", "from: 2026-01-01\n    contested: some say no"),
}


def _side(rule: str, pack: str = PACK) -> RuleSet:
    files = {"bill/pack.yaml": pack.encode(), "bill/reads.yaml": rule.encode()}
    return side("bill/", read_proposed(files, built_in()), DAY)


def _asked(edit: tuple[str, str], pack: str = PACK) -> Strictness:
    assert edit[0] in RULE
    return compare(_side(RULE), _side(RULE.replace(*edit), pack), DAY)


def test_the_same_rule_is_as_strict() -> None:
    assert _asked(("", "")).answer is StrictnessAnswer.YES
    assert _asked(("21 days", "3 weeks")).answer is StrictnessAnswer.YES


@pytest.mark.parametrize("way", LOOSER)
def test_a_rule_that_binds_less_is_not_as_strict(way: str) -> None:
    assert _asked(LOOSER[way]).answer is not StrictnessAnswer.YES


@pytest.mark.parametrize("way", NOT_IN_FORCE)
def test_a_rule_that_is_not_in_force_is_no_rule(way: str, tmp_path: Path) -> None:
    assert _side(RULE.replace(*NOT_IN_FORCE[way])).rules == ()
    bill = tmp_path / "us-ct"
    bill.mkdir()
    (bill / "reads.yaml").write_text(RULE.replace(*NOT_IN_FORCE[way]), encoding="utf-8")
    with pytest.raises(UsageError, match="has no required rule in effect"):
        compare_named("us-ct", f"{bill}/", DAY, Sources(built_in()))


def test_the_rules_of_one_town_are_as_strict_for_that_town_alone() -> None:
    town = PACK.replace("layer: state", "layer: town").replace(
        "state: us-ct", "agencies: [us-ct/westport-pd]"
    )
    found = _asked(("", ""), town)
    says = "This is about us-ct/westport-pd alone: bill/ binds no other agency."
    assert (found.answer, found.only_for) == (StrictnessAnswer.YES, "us-ct/westport-pd")
    assert says in text.write(found, show_all=False).splitlines()
    assert '"only_for": "us-ct/westport-pd"' in json.write(found)
    assert _asked(("", "")).only_for is None
