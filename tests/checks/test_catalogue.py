"""Every check is used by a rule, every example comes out as it says, and silence is no pass."""

from __future__ import annotations

from pathlib import Path

import pytest

import lprpolicy.checks.change
import lprpolicy.checks.policy
import lprpolicy.checks.search
from lprpolicy.checks import NAMES, ON_CHANGES, ON_POLICIES, ON_SEARCHES, check_named
from lprpolicy.evaluate.examples import coverage_gaps, outcome, run
from lprpolicy.judge.obligation import Obligation
from lprpolicy.model.rule import About, Example
from lprpolicy.tasks.rules import all_rules

POLICIES = Path(__file__).resolve().parents[2] / "policies"
RULES = all_rules((POLICIES,))
OF_LPRPOLICY = {
    "searches-by-granted",
    "searches-log-whole",
    "searches-personal-data",
    "searches-repeated",
    "searches-window",
}
"""Checks of the questions that lprpolicy asks of every log, whatever the law."""


def test_the_catalogue_is_the_folder() -> None:
    for package, names in (
        (lprpolicy.checks.policy, ON_POLICIES),
        (lprpolicy.checks.change, ON_CHANGES),
        (lprpolicy.checks.search, ON_SEARCHES),
    ):
        folder = Path(str(package.__file__)).parent
        files = {path.stem.replace("_", "-") for path in folder.glob("*.py")} - {"--init--"}
        assert files == set(names)


@pytest.mark.parametrize("name", sorted({*NAMES} - OF_LPRPOLICY - {"expression"}))
def test_every_check_is_used_by_a_rule(name: str) -> None:
    assert any(rule.rule.check == name for rule in RULES)


def test_no_rule_that_is_shipped_needs_the_extra_library() -> None:
    assert [rule.id for rule in RULES if rule.rule.check == "expression"] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_check_says_what_it_is_for(name: str) -> None:
    check = check_named(name)
    assert check.about.endswith(".")
    for field in check.params.model_fields.values():
        assert field.title
        assert field.description


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_example_comes_out_as_it_says(rule: Obligation) -> None:
    assert list(run(rule)) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_part_of_a_rule_is_reached_by_an_example(rule: Obligation) -> None:
    assert list(coverage_gaps(rule)) == []


@pytest.mark.parametrize(
    "rule", [rule for rule in RULES if rule.asks is About.POLICY], ids=lambda rule: rule.id
)
def test_a_policy_that_says_nothing_meets_no_rule(rule: Obligation) -> None:
    bound = next(example.agency for example in rule.rule.examples if example.finds)
    for version in rule.versions:
        silent = (
            Example(name="silence", as_of=version.start, policy={}, finds=())
            if bound is None
            else Example(name="silence", as_of=version.start, policy={}, finds=(), agency=bound)
        )
        assert outcome(rule, silent)
