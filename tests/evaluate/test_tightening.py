"""A town that asks its own rules to only tighten: proved rule by rule, refused with what passes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from lprpolicy.evaluate.strictness.tightening import NOT_COMPARED, accepts_more, weaker_than_law
from lprpolicy.host.files.tree import Tree
from lprpolicy.repository.law import of_state
from tests.repositories import blocking, drafts, judged
from tests.strict_sides import DAY, Written, obligation

RULES = Path(__file__).resolve().parents[2] / "lprpolicy/packs/us-ct"
CONFIG = "lprpolicy.yaml"
OWN = "us-ct/westport-pd/rules/reads.yaml"
LAW = of_state("us-ct").obligations


def reads(limit: str, **more: Any) -> Written:
    return "retention-at-most", {"record": "reads", "limit": limit, **more}


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (reads("14 days"), reads("13 days"), None),
        (reads("14 days"), reads("14 days", contract=True), None),
        (reads("14 days"), reads("2 weeks"), None),
        (reads("14 days"), reads("15 days"), "so that it accepts retention.reads: 15 days"),
        (
            ("fields-prohibited", {"forbid": ["face", "age"]}),
            ("fields-prohibited", {"forbid": ["face"]}),
            "so that it accepts collection.fields: [age]",
        ),
        (
            ("fields-prohibited", {"forbid": ["face"]}),
            ("fields-prohibited", {"forbid": ["face", "age"]}),
            None,
        ),
        (
            ("setting", {"at": "/access/reason", "means": "a reason", "accept": ["required"]}),
            ("setting", {"at": "/access/reason", "means": "reasons", "accept": ["required"]}),
            None,
        ),
        (
            ("recipients-at-most", {"at_most": 3}),
            ("recipients-at-most", {"at_most": 2}),
            NOT_COMPARED,
        ),
    ],
)
def test_other_parameters_are_compared(old: Written, new: Written, says: str | None) -> None:
    found = accepts_more(obligation("a", old), obligation("a", new))
    assert found is says is None or str(found).startswith(str(says))


def test_a_recommendation_that_is_loosened_counts_too() -> None:
    old, new = (obligation("a", reads(limit), binding="should") for limit in ("7 days", "9 days"))
    assert str(accepts_more(old, new)).startswith("so that it accepts")


@pytest.mark.parametrize(
    ("own", "weaker"),
    [
        (reads("30 days"), True),
        (reads("14 days"), False),
        (("purposes-prohibited", {"forbid": ["immigration-enforcement"]}), False),
        (("recipient-kind", {"forbid": ["federal-immigration"], "standing_only": True}), False),
        (("recipients-at-most", {"at_most": 5}), False),
        (("widening-approved", {"by": ["Town Council"]}), False),
    ],
)
def test_a_rule_is_weaker_where_it_refuses_less_and_nothing_more(
    own: Written, weaker: bool
) -> None:
    found = weaker_than_law(obligation("own", own), LAW, DAY)
    assert (found is not None) == weaker, found
    assert found is None or found == (
        "accepts retention.reads: 30 days, which us-ct/retention-reads refuses",
        True,
    )


def with_own(limit: str, *, asked: bool = True) -> Tree:
    """The drafts, with a rule on reads of Westport's own."""
    text = (RULES / "retention-reads.yaml").read_text(encoding="utf-8")
    own = text.replace("limit: 21 days", f"limit: {limit}")
    tree = drafts().over(OWN, own.encode())
    if not asked:
        return tree
    config = tree.files[CONFIG].decode() + "own_rules_only_tighten: true\n"
    return tree.over(CONFIG, config.encode())


def test_check_refuses_a_rule_that_is_weaker_than_the_law_where_that_is_asked() -> None:
    weak = [one for one in blocking(judged(with_own("30 days"))) if "weaker" in one[0]]
    assert [(rule, place.partition(":")[0]) for rule, place, _ in weak] == [
        ("rules/weaker-than-law", OWN)
    ]
    assert "which us-ct/retention-reads refuses" in weak[0][2]
    for tree in (with_own("7 days"), with_own("21 days"), with_own("30 days", asked=False)):
        assert not [one for one in blocking(judged(tree)) if "weaker" in one[0]]


def test_the_drafts_themselves_only_tighten() -> None:
    tree = drafts()
    config = tree.files[CONFIG].decode() + "own_rules_only_tighten: true\n"
    assert not blocking(judged(tree.over(CONFIG, config.encode())))
