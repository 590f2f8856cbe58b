"""A text binds less, or excuses more, than the one that stands: each way has its words."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from lprpolicy.judge.loosening import added_waivers, loosens
from lprpolicy.model.rule import Rule
from lprpolicy.model.waiver import Waiver

PROVISION = {"citation": "A town rule", "url": "https://town.example/rules", "verified": "text"}
FIRST: dict[str, Any] = {
    "from": dt.date(2026, 1, 1),
    "provision": PROVISION,
    "limit": "14 days",
    "record": "reads",
}
STANDS: dict[str, Any] = {
    "schema": "lprpolicy/rule/v1",
    "title": "Two weeks",
    "says": "Reads are kept for two weeks.",
    "binding": "must",
    "remedy": "Keep them for two weeks.",
    "check": "retention-at-most",
    "versions": (FIRST,),
    "examples": (),
}


def rule(**changes: Any) -> Rule:
    return Rule.model_validate(STANDS | changes)


def version(**changes: Any) -> Rule:
    return rule(versions=(FIRST | changes,))


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (rule(), rule(binding="should"), "makes it a recommendation"),
        (rule(), rule(check="expression"), "has another check decide it, expression"),
        (rule(), rule(applies={"kinds": ("county-sheriff",)}), "changes which agencies"),
        (
            rule(applies={"not_kinds": ("county-sheriff",)}),
            rule(applies={"not_kinds": ("municipal-police",)}),
            "changes which agencies",
        ),
        (
            rule(versions=(FIRST | {"until": dt.date(2026, 1, 31)}, FIRST)),
            rule(versions=(FIRST | {"until": dt.date(2026, 1, 31)},)),
            "takes a version of it out",
        ),
        (version(), version(**{"from": dt.date(2026, 1, 2)}), "lets it begin only on 2026-01-02"),
        (version(), version(until=dt.date(2030, 1, 1)), "lets it end on 2030-01-01"),
        (
            version(until=dt.date(2030, 1, 1)),
            version(until=dt.date(2029, 12, 31)),
            "lets it end on 2029-12-31",
        ),
        (version(), version(contested="A court will say."), "marks it as disputed"),
        (version(), version(limit="15 days"), "changes what it asks"),
        (version(), version(limit="13 days"), "changes what it asks"),
        (
            rule(versions=(FIRST, FIRST)),
            rule(versions=(FIRST, FIRST | {"limit": "1 year"})),
            "changes what it asks",
        ),
    ],
)
def test_each_way_to_bind_less_has_its_words(old: Rule, new: Rule, says: str) -> None:
    assert str(loosens(old, new)).startswith(says)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (rule(), rule()),
        (rule(binding="should"), rule()),
        (rule(binding="should"), rule(binding="should")),
        (rule(), rule(title="Fourteen days")),
        (rule(applies={"kinds": ("county-sheriff",)}), rule()),
        (rule(), rule(versions=(FIRST, FIRST))),
        (version(), version(**{"from": dt.date(2025, 12, 31)})),
        (version(until=dt.date(2030, 1, 1)), version()),
        (version(until=dt.date(2030, 1, 1)), version(until=dt.date(2030, 1, 1))),
        (version(until=dt.date(2030, 1, 1)), version(until=dt.date(2030, 1, 2))),
        (version(contested="A court will say."), version()),
        (version(contested="A court will say."), version(contested="It has not said yet.")),
        (version(), rule(versions=({"record": "reads", "limit": "14 days"} | FIRST,))),
    ],
)
def test_what_binds_as_much_is_no_loosening(old: Rule, new: Rule) -> None:
    assert loosens(old, new) is None


WAIVER: dict[str, Any] = {
    "rule": "us-ct/elm-pd/two-weeks",
    "scope": {"block": "retention"},
    "authority": "Town Council",
    "reason": "The vendor needs until spring.",
    "granted": dt.date(2026, 11, 1),
    "expires": dt.date(2027, 3, 1),
    "record": "minutes/a.md",
}


def waiver(**changes: Any) -> Waiver:
    return Waiver.model_validate(WAIVER | changes)


@pytest.mark.parametrize(
    "new",
    [
        waiver(),
        waiver(reason="The vendor needs until March."),
        waiver(expires=dt.date(2027, 2, 28)),
        waiver(granted=dt.date(2026, 11, 2)),
    ],
)
def test_an_exception_may_be_explained_or_made_shorter(new: Waiver) -> None:
    assert list(added_waivers([waiver()], [new])) == []


@pytest.mark.parametrize(
    "new",
    [
        waiver(expires=dt.date(2027, 3, 2)),
        waiver(granted=dt.date(2026, 10, 31)),
        waiver(rule="us-ct/elm-pd/other"),
        waiver(scope={"block": "sharing"}),
        waiver(scope={"block": "retention", "system": "flock"}),
        waiver(authority="Chief"),
    ],
)
def test_an_exception_that_excuses_more_is_a_new_one(new: Waiver) -> None:
    assert list(added_waivers([waiver()], [waiver(), new])) == [1]
    assert list(added_waivers([], [waiver()])) == [0]


def test_whom_a_rule_applies_to_may_stay_as_it_is_or_become_all() -> None:
    some = rule(applies={"not_kinds": ("county-sheriff",)})
    reworded = rule(applies={"not_kinds": ("county-sheriff",)}, title="Fourteen days")
    assert loosens(some, reworded) is None
    assert loosens(some, rule()) is None
