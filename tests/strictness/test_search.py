"""The search for values: complete within its limit, and honest about it."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lprpolicy.strictness.search import RuleQuestion, Search, TooManySteps
from lprpolicy.strictness.values import ONE

PLACES = ("/a", "/b", "/list", "/list/0/c", "/list/0/d")
DOMAINS = {"/a": [None, 1, 2], "/b": [None, 1], "/list": [None, [], ONE]}
DOMAINS |= {"/list/0/c": [None, 1, 2], "/list/0/d": [None, 1]}


def tables() -> st.SearchStrategy[dict[str, object]]:
    """A question as the set of the values that it accepts."""
    return st.sets(st.sampled_from(PLACES), min_size=1, max_size=3).flatmap(
        lambda places: st.fixed_dictionaries(
            {
                "places": st.just(tuple(sorted(places))),
                "accepted": st.sets(
                    st.sampled_from(
                        list(product(*(range(len(DOMAINS[one])) for one in sorted(places))))
                    )
                ),
            }
        )
    )


def question(name: str, table: dict[str, object]) -> RuleQuestion:
    places = table["places"]
    accepted = table["accepted"]
    assert isinstance(places, tuple)
    assert isinstance(accepted, set)

    def ask(values: object) -> bool:
        assert isinstance(values, dict)
        numbers = tuple(
            next(n for n, one in enumerate(DOMAINS[place]) if _same(one, values[place]))
            for place in places
        )
        return numbers in accepted

    # An entry that is not there has no fields, so every question knows of the list.
    with_list = {place.partition("/0/")[0] for place in places if "/0/" in place}
    return RuleQuestion(name, tuple(sorted({*places, *with_list})), ask, DOMAINS)


def _same(one: object, other: object) -> bool:
    return type(one) is type(other) and one == other


def allowed(chosen: dict[str, int]) -> bool:
    whole = DOMAINS["/list"][chosen["/list"]] == ONE
    return whole or all(DOMAINS[p][chosen[p]] is None for p in ("/list/0/c", "/list/0/d"))


@given(tables(), st.lists(tables(), max_size=4))
def test_it_finds_something_whenever_there_is_something(
    refusing: dict[str, object], accepting: list[dict[str, object]]
) -> None:
    first = question("first", refusing)
    others = [question(f"q{n}", one) for n, one in enumerate(accepting)]
    found = list(Search(others, DOMAINS).find(first))
    every = [
        chosen
        for numbers in product(*(range(len(DOMAINS[place])) for place in PLACES))
        if allowed(chosen := dict(zip(PLACES, numbers, strict=True)))
        and not first.accepts(chosen)
        and all(one.accepts(chosen) for one in others)
    ]
    assert bool(found) == bool(every)
    for one in found:
        whole = {place: DOMAINS[place].index(None) for place in PLACES} | one
        assert not first.accepts(whole)
        assert all(other.accepts(whole) for other in others)


def test_a_search_beyond_its_limit_says_so_and_not_no() -> None:
    wide = {"/a": [None, *range(50)], "/b": [None, *range(50)]}
    refusing = RuleQuestion("first", ("/a", "/b"), lambda _: True, wide)
    with pytest.raises(TooManySteps):
        list(Search([], wide, limit=100).find(refusing))


def test_rules_about_other_places_do_not_multiply() -> None:
    """Ten places of 50 values each are solved one by one, not 50 to the tenth."""
    wide = {f"/p{n}": [None, *range(50)] for n in range(10)}
    others = [
        RuleQuestion(f"q{n}", (f"/p{n}",), lambda values: 49 in values.values(), wide)
        for n in range(1, 10)
    ]
    first = RuleQuestion("first", ("/p0",), lambda values: 49 in values.values(), wide)
    found = next(Search(others, wide, limit=2000).find(first))
    assert found == {"/p0": 0} | {f"/p{n}": 50 for n in range(1, 10)}
