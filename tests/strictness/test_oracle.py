"""Comparisons agree with a solver on random pairs: more than a thousand in all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import Any

import pytest
import z3

from lprpolicy.evaluate.strictness.ready import Comparing, frames
from tests.strict_sides import DAY, Written, made
from tests.strictness.oracle import (
    BASES,
    EVENTS,
    KINDS,
    PAPERS,
    PURPOSES,
    STATES,
    Grants,
    Keeping,
    Purposes,
    includes,
)

PAIRS = 280
Drawn = tuple[Written, Any]
"""A rule as it is written, and the formula of what it accepts."""


TIMES = (
    "3 minutes",
    "21 days",
    "28 days",
    "30 days",
    "31 days",
    "1 month",
    "2 months",
    "60 days",
    "90 days",
    "3 months",
    "365 days",
    "366 days",
    "12 months",
    "1 year",
    "18 months",
)


def drawn_time(random: Random) -> str:
    return random.choice(TIMES)


def retention(random: Random, kept: Keeping) -> Drawn:
    params: dict[str, Any] = {"record": "hits"}
    if random.random() < 0.8:
        params["limit"] = drawn_time(random)
    unless = [_exempt(random) for _ in range(random.choice([0, 0, 1, 1, 2]))]
    if unless:
        params["unless"] = unless
    return ("retention-at-most", params), kept.at_most(params)


def _exempt(random: Random) -> dict[str, Any]:
    found: dict[str, Any] = {"requires": random.sample(PAPERS, random.choice([0, 1, 1, 2]))}
    if random.random() < 0.5:
        found["until"] = random.sample(EVENTS[:4], random.choice([1, 2]))
    if random.random() < 0.4:
        found["at_most"] = drawn_time(random)
        found["renewable"] = random.random() < 0.3
    return found


def kept_between(random: Random, kept: Keeping) -> Drawn:
    if random.random() < 0.5:
        return retention(random, kept)
    params = {"record": "hits"} | ({"floor": drawn_time(random)} if random.random() < 0.8 else {})
    return ("retention-at-least", params), kept.at_least(params)


def purposes(random: Random, all_: Purposes) -> Drawn:
    words = random.sample(PURPOSES, random.choice([1, 2, 3]))
    return random.choice(
        [
            (("purposes-prohibited", {"forbid": words}), all_.prohibited(words)),
            (("purposes-within", {"allow": words}), all_.within(words)),
            (("grant-purposes", {"forbid": words}), all_.granted(words)),
            (("purposes-own", {}), all_.own()),
            (("list-stated", {"at": "/purposes/allowed"}), all_.stated()),
        ]
    )


def grants(random: Random, all_: Grants) -> Drawn:
    if random.random() < 0.25:
        params: dict[str, Any] = {"forbid": random.sample(KINDS, random.choice([1, 2]))}
        params |= {"standing_only": True} if random.random() < 0.5 else {}
        return ("recipient-kind", params), all_.kinds(params)
    tiers = [_tier(random) for _ in range(random.choice([1, 1, 2]))]
    params = {"tiers": tiers}
    if random.random() < 0.5:
        params["otherwise"] = _terms(random)
    return ("recipient-tiers", params), all_.tiers(params)


def _tier(random: Random) -> dict[str, Any]:
    # Without its kinds a tier lets in whom nobody knows, and the oracle knows everybody.
    found: dict[str, Any] = {"kinds": random.sample(KINDS, random.choice([1, 2, 3]))}
    found["states"] = random.sample(STATES, random.choice([1, 2]))
    return found | ({"terms": _terms(random)} if random.random() < 0.6 else {})


def _terms(random: Random) -> dict[str, Any]:
    found: dict[str, Any] = {"basis": random.sample(BASES, random.choice([1, 2]))}
    found["signed"] = random.random() < 0.5
    found["expires"] = random.random() < 0.3
    return found | ({"mode": "per-request"} if random.random() < 0.4 else {})


FAMILIES: dict[str, tuple[Callable[[], Any], Callable[[Random, Any], Drawn]]] = {
    "limits": (Keeping, retention),
    "limits and floors": (Keeping, kept_between),
    "purposes": (Purposes, purposes),
    "grants": (Grants, grants),
}


@pytest.mark.parametrize("family", FAMILIES)
def test_it_agrees_with_a_solver(family: str) -> None:
    vocabulary, draw = FAMILIES[family]
    random = Random(family)
    answers = [_agrees(random, vocabulary(), draw) for _ in range(PAIRS)]
    assert 20 < sum(answers) < PAIRS - 20  # both answers are tried


def _agrees(random: Random, all_: Any, draw: Callable[[Random, Any], Drawn]) -> bool:
    first = draw(random, all_)
    second = [draw(random, all_) for _ in range(random.choice([1, 1, 2]))]
    # What one rule asks by itself, a second set may ask in the same words.
    expected = includes(first[1], [all_.sane, *(formula for _, formula in second)])
    found = refuses_all(first[0], [written for written, _ in second])
    assert found == expected, (first[0], [written for written, _ in second], expected)
    return expected


def refuses_all(first: Written, second: Sequence[Written]) -> bool:
    """Whether the search finds nothing that the first refuses and the others accept."""
    one, others = made("a", first), made("b", *second)
    ready = Comparing(one, others, *frames(one, others, DAY))
    return next(ready.choices(one.rules[0].id), None) is None


def test_the_oracle_itself_tells_yes_from_no() -> None:
    kept = Keeping()
    long, short = ({"limit": limit} for limit in ("30 days", "21 days"))
    assert includes(kept.at_most(long), [kept.sane, kept.at_most(short)])
    assert not includes(kept.at_most(short), [kept.sane, kept.at_most(long)])
    assert z3.get_version()[0] >= 4
