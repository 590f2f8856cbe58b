"""Whose removal cuts most paths: against taking each out and counting again."""

from __future__ import annotations

from hypothesis import given, settings

from lprpolicy.reach.structure import overview
from tests.limits import examples
from tests.reach.networks import GRANT, IMMIGRATION, NAMES, PASSES_ON, Link, Naive, graph, links

GOALS = {"ice", "ice-2"}


def leading(given_: list[Link], without: str | None = None) -> set[str]:
    left = [link for link in given_ if without not in link[:2]]
    return {
        name
        for name in NAMES
        if name not in GOALS
        and name != without
        and any(Naive(left).shortest(name, goal, certain=False) for goal in GOALS)
    }


def parts(given_: list[Link], without: str | None = None) -> int:
    groups = [{name} for link in given_ for name in link[:2] if name != without]
    groups.append({"a"} - {without})
    for source, target, _ in given_:
        if without not in (source, target):
            one = [group for group in groups if group & {source, target}]
            groups = [group for group in groups if not group & {source, target}]
            groups.append(set().union(*one))
    return len({frozenset(group) for group in groups if group})


@settings(deadline=None, max_examples=examples(150))
@given(links)
def test_a_cut_is_how_many_lose_every_path(given_: list[Link]) -> None:
    seen = overview(graph(given_), IMMIGRATION, "ICE")
    before = leading(given_)
    assert seen.leading == len(before)
    expected = {
        name: len(before - leading(given_, name) - {name}) for name in NAMES if name not in GOALS
    }
    assert {one.party.key: one.cuts for one in seen.cuts} == {
        name: count for name, count in expected.items() if count
    }


@settings(deadline=None, max_examples=examples(150))
@given(links)
def test_a_joint_holds_two_parts_together(given_: list[Link]) -> None:
    seen = overview(graph(given_), IMMIGRATION, "ICE")
    assert seen.parts == parts(given_)
    names = {"a", *(name for link in given_ for name in link[:2])}
    expected = {name for name in names if parts(given_, name) > parts(given_)}
    assert {one.key for one in seen.joints} == expected


def test_the_one_in_the_middle_is_between() -> None:
    seen = overview(graph([("a", "b", GRANT), ("b", "c", PASSES_ON)]), IMMIGRATION, "ICE")
    assert seen.between is not None
    assert [(one.party.key, one.share) for one in seen.between] == [("b", 0.5)]
