"""Two sets of rules compared: yes, no with a policy that shows it, or nobody can tell."""

from __future__ import annotations

import pytest

from lprpolicy.evaluate.report import Options, check
from lprpolicy.evaluate.strictness.compare import compare
from lprpolicy.evaluate.strictness.files import _NAMES, repository
from lprpolicy.evaluate.strictness.sides import side
from lprpolicy.evaluate.strictness.world import Frame, plain
from lprpolicy.host.files.tree import Tree
from lprpolicy.model.strictness import Strictness, StrictnessAnswer
from lprpolicy.repository.law import Law, built_in
from tests.strict_sides import DAY, Written, made, obligation, of

YES, NO, UNSURE = StrictnessAnswer.YES, StrictnessAnswer.NO, StrictnessAnswer.CANNOT_TELL


def asked(first: Written, *second: Written) -> Strictness:
    return compare(made("a", first), made("b", *second), DAY)


def reads(limit: str, **more: object) -> Written:
    return "retention-at-most", {"record": "reads", "limit": limit, **more}


PAPERS = {"requires": ["supervisor-approval", "case-number"]}
ONE_PAPER = {"requires": ["case-number"]}
FREE: list[object] = [{"states": ["us-ct"]}]


@pytest.mark.parametrize(
    ("first", "second", "answer"),
    [
        (reads("30 days"), reads("21 days"), YES),
        (reads("21 days"), reads("30 days"), NO),
        (reads("1 month"), reads("28 days"), YES),
        (reads("1 month"), reads("30 days"), NO),
        (reads("30 days"), reads("1 month"), NO),
        (reads("31 days"), reads("1 month"), YES),
        (reads("1 year"), reads("12 months"), YES),
        (reads("21 days", unless=[ONE_PAPER]), reads("21 days", unless=[PAPERS]), YES),
        (reads("21 days", unless=[PAPERS]), reads("21 days", unless=[ONE_PAPER]), NO),
        (reads("21 days", contract=True), reads("7 days"), NO),
        (reads("21 days"), reads("7 days", contract=True), YES),
        (
            ("retention-at-least", {"record": "search-log", "floor": "1 year"}),
            ("retention-at-least", {"record": "search-log", "floor": "2 years"}),
            YES,
        ),
        (
            ("retention-at-least", {"record": "search-log"}),
            ("retention-at-least", {"record": "search-log", "floor": "99 years"}),
            NO,
        ),
        (
            ("purposes-within", {"allow": ["homicide", "stolen-vehicle"]}),
            ("purposes-within", {"allow": ["homicide"]}),
            YES,
        ),
        (
            ("purposes-prohibited", {"forbid": ["civil-immigration-enforcement"]}),
            ("purposes-prohibited", {"forbid": ["immigration-enforcement"]}),
            YES,
        ),
        (
            ("purposes-prohibited", {"forbid": ["immigration-enforcement"]}),
            ("purposes-prohibited", {"forbid": ["civil-immigration-enforcement"]}),
            NO,
        ),
        (
            ("grant-purposes", {"forbid": ["homicide"]}),
            ("purposes-within", {"allow": ["stolen-vehicle"]}),
            NO,  # of a policy that does not say who has access, only the first rule asks
        ),
        (
            ("recipient-kind", {"forbid": ["federal-immigration"]}),
            ("recipient-tiers", {"tiers": [{"kinds": ["municipal-police"]}]}),
            YES,
        ),
        (
            ("recipient-tiers", {"tiers": FREE}),
            ("recipient-kind", {"forbid": ["federal-immigration"]}),
            NO,
        ),
        (
            ("recipient-tiers", {"tiers": [], "otherwise": {"basis": ["warrant", "agreement"]}}),
            ("recipient-tiers", {"tiers": [], "otherwise": {"basis": ["warrant"]}}),
            YES,
        ),
        (
            ("setting", {"at": "/access/reason", "means": "x", "accept": ["required"]}),
            ("setting", {"at": "/access/reason", "means": "x", "accept": ["required", "optional"]}),
            NO,
        ),
        (
            ("contract-terms", {"forbids": ["sale"], "in_force": False}),
            ("contract-terms", {"forbids": ["sale", "vendor-use"], "retention": "21 days"}),
            YES,
        ),
        (
            ("contract-terms", {"forbids": ["sale"], "in_force": True}),
            ("contract-terms", {"forbids": ["sale"], "in_force": False}),
            NO,
        ),
        (
            ("report-filed", {"to": "council", "every": "1 year"}),
            ("report-filed", {"to": "council", "every": "6 months", "contents": ["hits"]}),
            YES,
        ),
        (
            ("report-filed", {"to": "council", "every": "1 year", "due": "01-31"}),
            ("report-filed", {"to": "council", "every": "1 year", "due": "03-31"}),
            NO,
        ),
        (
            ("annual-report-due", {"by": "03-01"}),
            ("annual-report-due", {"by": "02-01"}),
            YES,
        ),
        (
            ("access-by-age", {"after": "30 days", "requires": ["warrant"]}),
            ("access-by-age", {"after": "21 days", "requires": ["warrant", "case-number"]}),
            YES,
        ),
        (
            ("interval-stated", {"any_of": ["audit", "log-review"]}),
            ("interval-at-most", {"of": "audit", "at_most": "1 year"}),
            YES,
        ),
        (("lookups-off", {"switches": ["national"]}), ("reader-mounts", {"forbid": ["fixed"]}), NO),
        (("recipients-at-most", {"at_most": 3}), ("recipients-at-most", {"at_most": 3}), YES),
        (("recipients-at-most", {"at_most": 3}), ("recipients-at-most", {"at_most": 2}), UNSURE),
        (("widening-approved", {"by": ["Council"]}), reads("1 day"), UNSURE),
    ],
)
def test_one_rule_against_another(
    first: Written, second: Written, answer: StrictnessAnswer
) -> None:
    assert asked(first, second).answer is answer


def test_two_limits_together_are_as_strict_as_either() -> None:
    """30 days and a month are neither within the other: both together leave 28 days and no month."""
    assert asked(reads("30 days"), reads("30 days"), reads("1 month")).answer is YES
    assert asked(reads("28 days"), reads("30 days"), reads("1 month")).answer is YES
    found = asked(reads("27 days"), reads("30 days"), reads("1 month"))
    assert found.rules[0].shown is not None
    assert dict(found.rules[0].shown.shows) == {"/retention/reads": "28 days"}
    # 59 days may be longer than two months, and two months longer than 59 days.
    found = asked(reads("1 month"), reads("2 months"), reads("59 days"))
    assert found.rules[0].shown is not None
    assert dict(found.rules[0].shown.shows) == {"/retention/reads": "56 days"}


def test_a_limit_that_a_contract_sets_is_found_through_other_limits() -> None:
    """Reads of 7 days beside a contract of less: hits must be no longer than the contract either."""
    hits: Written = ("retention-at-most", {"record": "hits", "limit": "21 days", "contract": True})
    found = asked(reads("21 days", contract=True), reads("7 days"), hits)
    assert found.answer is NO
    floor: Written = ("retention-at-least", {"record": "hits", "floor": "10 days"})
    assert asked(reads("21 days", contract=True), reads("7 days"), hits, floor).answer is YES


def test_rules_that_refuse_every_policy_refuse_all_that_others_refuse() -> None:
    nothing = ("retention-at-least", {"record": "reads", "floor": "2 days"})
    assert asked(("hot-list-verified", {}), nothing, reads("1 day")).answer is YES


def test_a_rule_that_binds_fewer_agencies_refuses_less() -> None:
    """That no file shows: `check` takes an agency's word for its kind only from official lists."""
    all_, some = reads("21 days"), {"not_kinds": ["private"]}
    first, second = of("a", [obligation("a", all_)]), of("b", [obligation("b", all_, applies=some)])
    found = compare(first, second, DAY)
    assert found.answer is UNSURE
    assert found.rules[0].why == "it depends on us-ct/b"
    assert compare(second, first, DAY).answer is YES


def test_a_recommendation_refuses_nothing() -> None:
    should = of("b", [obligation("b", reads("1 day"), binding="should")])
    assert compare(made("a", reads("21 days")), should, DAY).answer is NO


def test_a_state_is_exchanged_for_the_other_where_laws_are_of_two_states() -> None:
    """ "Our own state only" is the same law in both, whichever state that is."""
    ohio: Written = ("recipient-tiers", {"tiers": [{"states": ["us-oh"]}]})
    iowa: Written = ("recipient-tiers", {"tiers": [{"states": ["us-ia"]}]})
    first, second = made("a", ohio, state="us-oh"), made("b", iowa, state="us-ia")
    assert compare(first, second, DAY).answer is YES
    assert compare(first, made("b", ohio, state="us-ia"), DAY).answer is NO


@pytest.mark.parametrize("pair", [("us-nh", "us-ct"), ("us-ct", "us-nh"), ("us-wa", "us-va")])
def test_check_judges_each_policy_that_is_shown_as_it_was_said(pair: tuple[str, str]) -> None:
    sides = [
        side(name, [o for o in built_in().obligations if o.id.startswith(f"{name}/")], DAY)
        for name in pair
    ]
    shown = 0
    for one in compare(sides[0], sides[1], DAY).rules:
        if one.shown is None:
            continue
        shown += 1
        assert one.rule in _refused(one.shown.moved or one.shown.files)
        assert not [rule for rule in _refused(one.shown.files) if rule.startswith(f"{pair[1]}/")]
    assert shown > 5


def _refused(files: object) -> set[str]:
    assert isinstance(files, dict)
    tree = Tree({path: text.encode() for path, text in files.items()})
    law: Law = built_in()
    report = check(tree, Options(DAY), law)
    return {one.rule.id for one in report.findings if one.blocks(strict=False)}


def test_an_example_of_a_kind_is_one_by_its_own_name() -> None:
    """Otherwise no file could show a recipient of the kind, and the answer would be *cannot tell*."""
    frame = Frame(DAY, "us-ct")
    for kind in _NAMES:
        to = f"us-ct/example-{kind}"
        data = plain({}, frame) | {"sharing": {"grants": [{"to": to}]}}
        files = {path: text.encode() for path, text in repository(data, frame).items()}
        report = check(Tree(files), Options(DAY), Law({}, (), (), built_in().states))
        assert "directory/not-borne-out" not in {one.rule.id for one in report.findings}, kind
