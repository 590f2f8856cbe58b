"""The form beside each check's parameters: which checks have one, and that it names all they read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from lprpolicy.checks import NAMES, ON_CHANGES, ON_SEARCHES, check_named
from lprpolicy.evaluate.examples import outcome
from lprpolicy.judge.obligation import Obligation
from lprpolicy.model.form import AGENCY, KeepForm
from lprpolicy.model.rule import Example
from lprpolicy.read.schema import shape
from lprpolicy.tasks.rules import all_rules

RULES = all_rules((Path(__file__).resolve().parents[2] / "policies",))
WITHOUT = {
    "adoption-reported": "it counts days between an adoption and a report, over months and weekends",
    "expression": "a formula of somebody's own may say anything",
    "reach-forbidden": "it follows grants through policies of other agencies",
    "recipients-at-most": "it counts recipients, and one grant shows no count",
    "review-date": "it counts days between two days over months of unequal length",
}


def test_these_checks_have_no_form_so_a_comparison_cannot_tell() -> None:
    without = {name for name in NAMES if check_named(name).form is None}
    assert without == {*WITHOUT, *ON_CHANGES, *ON_SEARCHES}


def _cases() -> list[Any]:
    return [
        pytest.param(rule, example, id=f"{rule.id}: {example.name}")
        for rule in RULES
        if rule.asks == "policy" and check_named(rule.rule.check).form is not None
        for example in rule.rule.examples
    ]


@pytest.mark.parametrize(("rule", "example"), _cases())
def test_a_rule_says_the_same_of_the_places_of_its_form_alone(
    rule: Obligation, example: Example
) -> None:
    version = next((one for one in rule.rule.versions if one.in_force(example.as_of)), None)
    if version is None:
        return
    check = check_named(rule.rule.check)
    params, _ = shape(version.params, check.params)
    assert params is not None
    assert check.form is not None
    forms = check.form(params)
    places = {form.at for form in forms} | _of_applies(rule)
    # What a system keeps for another time is judged as what the policy keeps, one by one.
    places |= {f"/systems/0{form.at}" for form in forms if isinstance(form, KeepForm)}
    whole = example.policy
    kept = {key: value for key, value in whole.items() if key in ("agency", "status", "adopted")}
    for place in places:
        _copy(whole, kept, place.strip("/").split("/"))
    less = example.model_copy(update={"policy": kept})
    assert bool(outcome(rule, less)) == bool(outcome(rule, example))


def _of_applies(rule: Obligation) -> set[str]:
    """The places that say whether a rule binds at all."""
    if not rule.rule.applies:
        return {AGENCY}
    return {f"/systems/0/{place}" for place in ("program", "readers", "contract/signed")}


def _copy(whole: Any, kept: Any, steps: list[str]) -> None:
    """Copy one place, in each entry of a list."""
    step, *rest = steps
    if not isinstance(whole, dict) or step not in whole:
        return
    value = whole[step]
    if not rest:
        kept.setdefault(
            step, [_frame(one) for one in value] if _has_entries(step, value) else value
        )
    elif isinstance(value, list):
        made = kept.setdefault(step, [_frame(one) for one in value])
        for one, other in zip(value, made, strict=True):
            _copy(one, other, rest[1:])
    else:
        _copy(value, kept.setdefault(step, {}), rest)


def _has_entries(step: str, value: Any) -> bool:
    return isinstance(value, list) and step in ("systems", "grants", "hot_lists")


def _frame(entry: dict[str, Any]) -> dict[str, Any]:
    """What an entry cannot do without."""
    return {key: entry[key] for key in ("id", "vendor", "other", "to", "list") if key in entry}
