"""A path is made of edges that were given, none is shorter, and it goes when its edge goes."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from lprpolicy.model.network import Certainty, Lead, PathStep
from lprpolicy.model.reach_answers import ReachAnswer, Reached
from lprpolicy.reach.answer import answer_reach
from lprpolicy.reach.leads import leads
from tests.limits import examples
from tests.reach.networks import IMMIGRATION, NAMES, PASSES_ON, Link, Naive, graph, keys, links

GOALS = ("ice", "ice-2")
OPENING = ("grant", "shown")


def answered(
    given_: Sequence[Link], *, max_hops: int | None = None, every: bool = False
) -> Reached:
    made = graph(given_)
    return answer_reach(made, made.numbers["a"], IMMIGRATION, "ICE", max_hops=max_hops, every=every)


@settings(deadline=None, max_examples=examples(300))
@given(links)
def test_every_step_of_a_path_is_an_edge_that_was_given(given_: list[Link]) -> None:
    for way in answered(given_, every=True).ways:
        for path in (way.steps, *way.others):
            for before, step in zip((None, *path), path, strict=False):
                edge = step.edge
                assert (edge.from_.key, edge.to.key, edge.kind) in given_
                assert edge.from_.key == (before.edge.to.key if before else "a")
                assert given_[edge.evidence.where.row][:2] == (edge.from_.key, edge.to.key)  # type: ignore[union-attr,index]
            assert path[-1].edge.to == way.target


@settings(deadline=None, max_examples=examples(300))
@given(links)
def test_a_step_is_certain_only_if_it_opens_the_owners_reads_or_passes_on(
    given_: list[Link],
) -> None:
    for way in answered(given_).ways:
        for number, step in enumerate(way.steps):
            sure = step.edge.kind in OPENING if number == 0 else step.edge.kind is PASSES_ON
            assert (step.certainty is Certainty.CERTAIN) == sure


@settings(deadline=None, max_examples=examples(300))
@given(links)
def test_no_path_is_shorter_and_all_as_short_are_counted(given_: list[Link]) -> None:
    naive, found = Naive(given_), answered(given_, every=True)
    ways = {way.target.key: way for way in found.ways}
    for goal in GOALS:
        sure = naive.shortest("a", goal, certain=True)
        expected = sure or naive.shortest("a", goal, certain=False)
        way = ways.get(goal)
        if not expected:
            assert way is None
            continue
        assert way is not None
        assert (way.certainty is Certainty.CERTAIN) == bool(sure)
        assert sorted(map(keys, (way.steps, *way.others))) == expected
        assert way.as_short == len(expected)


@settings(deadline=None, max_examples=examples(300))
@given(links, st.integers(1, 4))
def test_a_limit_keeps_the_paths_that_are_short_enough(given_: list[Link], limit: int) -> None:
    naive, found = Naive(given_), answered(given_, max_hops=limit)
    near = {
        goal
        for goal in GOALS
        for path in naive.shortest("a", goal, certain=False)
        if len(path) - 1 <= limit
    }
    assert {way.target.key for way in found.ways} == near
    assert all(len(way.steps) <= limit for way in found.ways)


@settings(deadline=None, max_examples=examples(300))
@given(links, st.data())
def test_without_an_edge_of_the_only_path_the_answer_changes(
    given_: list[Link], data: st.DataObject
) -> None:
    naive = Naive(given_)
    found = answered(given_)
    assume(found.ways)
    way = data.draw(st.sampled_from(found.ways))
    certain = way.certainty is Certainty.CERTAIN
    assume(len(list(naive.paths("a", way.target.key, certain=certain))) == 1)
    step = data.draw(st.sampled_from(way.steps))
    gone = (step.edge.from_.key, step.edge.to.key)
    left = [link for link in given_ if link[:2] != gone]
    after = {way.target.key: way for way in answered(left).ways}
    assert after.get(way.target.key) is None or after[way.target.key].certainty != way.certainty


@settings(deadline=None, max_examples=examples(300))
@given(links, st.randoms())
def test_who_is_on_a_path_does_not_depend_on_the_order_of_files(
    given_: list[Link], dice: st.DataObject
) -> None:
    mixed = list(given_)
    dice.shuffle(mixed)  # type: ignore[attr-defined]
    first, second = answered(given_, every=True), answered(mixed, every=True)
    assert [keys(way.steps) for way in first.ways] == [keys(way.steps) for way in second.ways]
    assert first.silent == second.silent
    assert first.unclassified == second.unclassified


@settings(deadline=None, max_examples=examples(300))
@given(links)
def test_reaches_needs_a_certain_path_and_no_known_path_needs_everybodys_word(
    given_: list[Link],
) -> None:
    naive, found = Naive(given_), answered(given_)
    sure = any(naive.shortest("a", goal, certain=True) for goal in GOALS)
    assert (found.outcome is ReachAnswer.REACHES) == sure
    assert found.outcome is not ReachAnswer.NO_KNOWN_PATH  # nobody has published a whole list
    made = graph(given_, whole=" ".join(NAMES))
    whole = answer_reach(made, made.numbers["a"], IMMIGRATION, "ICE")
    maybe = any(naive.shortest("a", goal, certain=False) for goal in (*GOALS, "?f"))
    assert (whole.outcome is ReachAnswer.NO_KNOWN_PATH) == (not maybe)


@settings(deadline=None, max_examples=examples(300))
@given(links, st.one_of(st.none(), st.integers(1, 3)))
def test_a_grant_leads_where_trying_every_path_leads(given_: list[Link], limit: int | None) -> None:
    made = graph(given_)
    owner = made.numbers["a"]
    recipients = [made.targets[e] for e in made.out[owner] if made.edge(e).kind in OPENING]
    naive = Naive([link for link in given_ if link[1] != "a"])
    found = leads(made, owner, recipients, IMMIGRATION, limit)
    for number, lead in zip(recipients, found, strict=True):
        who = made.parties[number].key
        for path, certain in ((lead.certain, True), (lead.possible, False)):
            lengths = [
                len(rest)
                for goal in GOALS
                for rest in _onward(naive, who, goal, certain=certain)
                if limit is None or len(rest) <= limit
            ]
            assert len(path) == min(lengths, default=0)
            assert not path or keys(path)[:2] == ["a", who]


def _onward(naive: Naive, who: str, goal: str, *, certain: bool) -> list[list[str]]:
    """Paths from a recipient on: every step is a later one."""
    kept = [link for link in naive.links if link[0] != "a"]
    if certain:
        kept = [link for link in kept if link[2] is PASSES_ON]
    return list(Naive(kept).paths(who, goal, certain=False))


def test_a_lead_is_empty_where_nothing_is_known() -> None:
    made = graph([("a", "b", PASSES_ON)])
    assert leads(made, 0, [1], IMMIGRATION, None)[0].certain == Lead().certain
    assert isinstance(Lead().certain, tuple)
    assert not [step for step in Lead().silent if isinstance(step, PathStep)]
