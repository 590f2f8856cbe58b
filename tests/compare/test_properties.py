"""What holds for every pair of states, whatever they say."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lprpolicy.compare.changes import compare
from lprpolicy.compare.of_policy import live
from lprpolicy.compare.steps import Words, work
from lprpolicy.model.change import Change, Effect
from lprpolicy.model.observation import Completeness, Observation, Share
from lprpolicy.model.plan import Step
from lprpolicy.model.words import Data, Tri, Vendor
from lprpolicy.vendors.clicks import clicks
from tests.comparing import NAMES, POLICIES, export, granted, observed, state
from tests.limits import examples

WORDS: dict[str, Words] = {"flock": clicks(Vendor.FLOCK)}
FEW = settings(
    max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
ROWS = st.lists(
    st.tuples(
        st.sampled_from([*NAMES.values(), "Elm Traffic Desk", "Inactive Oak Desk", "Zed & Sons"]),
        st.lists(st.sampled_from(["reads", "images", "hot-lists"]), min_size=1, unique=True).map(
            " ".join
        ),
    ),
    unique_by=lambda row: row[0],
    max_size=6,
)


def reverse(effect: Effect) -> Effect:
    """The effect of going back."""
    swapped = {Effect.WIDENS: Effect.NARROWS, Effect.NARROWS: Effect.WIDENS}
    return swapped.get(effect, effect)


def _about(change: Change) -> tuple[str, ...]:
    one = change.recipient
    who = tuple(sorted({e.name for e in (change.who, change.was) if e})) if one else ()
    return (change.topic.value, change.item, change.part or "", *who)


@FEW
@given(POLICIES)
def test_nothing_differs_between_a_state_and_itself(blocks: dict[str, Any]) -> None:
    assert compare(state(**blocks), state(**blocks)) == ()


@FEW
@given(POLICIES, POLICIES)
def test_going_back_swaps_widening_and_narrowing(
    one: dict[str, Any], other: dict[str, Any]
) -> None:
    there = compare(state(**one), state(**other))
    back = compare(state(**other), state(**one))
    assert Counter(map(_about, there)) == Counter(map(_about, back))
    ways: dict[tuple[str, ...], list[Change]] = {}
    for change in back:
        ways.setdefault(_about(change), []).append(change)
    for change in there:
        returns = ways[_about(change)]
        if change.certain:
            assert any(r.certain and r.effect is reverse(change.effect) for r in returns)
        else:
            assert any(not r.certain for r in returns)
            assert change.effect is Effect.WIDENS or any(r.widens for r in returns)


@FEW
@given(POLICIES, POLICIES)
def test_what_nobody_can_tell_is_never_called_a_restatement(
    one: dict[str, Any], other: dict[str, Any]
) -> None:
    for change in compare(state(**one), state(**other)):
        assert change.certain or change.effect is not Effect.RESTATES


def _policy(rows: list[tuple[str, str]]) -> Any:
    ids = {name: identifier for identifier, name in NAMES.items()}
    grants = [
        {
            "to": ids.get(name, {"named": name}),
            "data": data.split(),
            "mode": "standing",
            **({"listed_as": name} if name in ids else {}),
        }
        for name, data in rows
    ]
    return live(granted(*grants, systems=[{"id": "flock", "vendor": "flock"}]))


def _done(seen: Observation, steps: list[Step]) -> Observation:
    """What an export shows after every step was clicked, in order."""
    shares = {share.raw: share for share in seen.shares}
    for step in steps:
        row = step.row or ""
        if step.action == "remove":
            del shares[row]
        elif step.action == "add":
            [made] = export((row, step.item or "")).shares
            shares[row] = made
        else:
            answer = Tri.YES if step.action == "open" else Tri.NO
            share: Share = shares[row]
            data = {**share.data, Data(step.item): answer}
            shares[row] = replace(share, data=data)
    return replace(seen, shares=tuple(shares.values()))


@FEW
@given(ROWS, ROWS)
def test_a_plan_that_is_done_gives_the_policy(
    shown: list[tuple[str, str]], wanted: list[tuple[str, str]]
) -> None:
    seen, policy = export(*shown), _policy(wanted)
    seen = _done(seen, work(compare(observed(seen), policy), WORDS).steps)
    assert work(compare(observed(seen), policy), WORDS).steps == []


@FEW
@given(ROWS, ROWS, st.booleans())
def test_a_plan_asks_of_a_row_or_answers_and_never_both(
    shown: list[tuple[str, str]], wanted: list[tuple[str, str]], whole: bool
) -> None:
    seen = export(*shown, completeness=Completeness.COMPLETE if whole else Completeness.LOWER_BOUND)
    made = work(compare(observed(seen), _policy(wanted)), WORDS)
    asked = {one.row for one in made.questions}
    assert not asked & {step.row for step in made.steps}


@FEW
@given(ROWS)
def test_a_plan_from_a_state_to_itself_is_empty(rows: list[tuple[str, str]]) -> None:
    made = work(compare(observed(export(*rows)), _policy(rows)), WORDS)
    assert (made.steps, made.questions, made.looks) == ([], [], [])


@FEW
@given(ROWS, ROWS, st.randoms())
def test_no_order_of_changes_widens_before_it_narrows(
    shown: list[tuple[str, str]], wanted: list[tuple[str, str]], chance: Any
) -> None:
    found = list(compare(observed(export(*shown)), _policy(wanted)))
    chance.shuffle(found)
    steps = work(found, WORDS).steps
    effects = [step.effect for step in steps]
    assert effects == sorted(effects)
    assert [step.number for step in steps] == list(range(1, len(steps) + 1))


@FEW
@given(ROWS, ROWS)
def test_a_partial_export_takes_nobody_off_the_list_unasked(
    shown: list[tuple[str, str]], wanted: list[tuple[str, str]]
) -> None:
    partial = export(*shown, completeness=Completeness.LOWER_BOUND)
    made = work(compare(observed(partial), _policy(wanted)), WORDS)
    assert all(step.action != "add" for step in made.steps)
    rows = {name for name, _ in shown}
    asked = {question.row for question in made.questions}
    for name, _ in wanted:
        assert name in rows or name in asked or any(step.row for step in made.steps)
