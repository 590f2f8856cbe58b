"""Who gets one agency's reads: reaches, no known path, or cannot tell and why."""

from __future__ import annotations

from lprpolicy.model.network import Certainty, MadeKnown, Party, SeenSwitch, Wanted
from lprpolicy.model.reach_answers import PassedOn, ReachAnswer, Reached, Way
from lprpolicy.model.words import Tri
from lprpolicy.reach.graph import Graph
from lprpolicy.reach.search import Spread, all_stops, spread
from lprpolicy.reach.steps import least, steps


def answer_reach(
    graph: Graph,
    start: int,
    wanted: Wanted,
    asked: str,
    *,
    max_hops: int | None = None,
    every: bool = False,
) -> Reached:
    """Follow one agency's reads and answer. `every` returns all shortest paths, not just one."""
    sure = spread(graph, start, certain=True, max_hops=max_hops)
    maybe = spread(graph, start, certain=False, max_hops=max_hops)
    ways: list[Way] = []
    unclassified: list[PassedOn] = []
    for number in maybe.reached_parties():
        holds = wanted.holds(graph.parties[number])
        if holds:
            used = sure if sure.hops[number] > 0 else maybe
            ways.append(_way(graph, used, number, every=every))
        elif holds is None:
            unclassified.append(_party_passed_on_to(graph, number, sure, maybe))
    silent = _publishers(graph, MadeKnown.NOTHING, wanted, sure, maybe, max_hops)
    partial = _publishers(graph, MadeKnown.PART, wanted, sure, maybe, max_hops)
    switches = _switches(graph, start, maybe, max_hops)
    certain = any(way.certainty is Certainty.CERTAIN for way in ways)
    doubts = ways or unclassified or silent or partial or switches
    return Reached(
        start=graph.parties[start],
        asked=asked,
        outcome=ReachAnswer.REACHES
        if certain
        else ReachAnswer.CANNOT_TELL
        if doubts
        else ReachAnswer.NO_KNOWN_PATH,
        ways=tuple(sorted(ways, key=_nearest)),
        silent=silent,
        partial=partial,
        unclassified=tuple(sorted(unclassified, key=_order)),
        switches=switches,
        terms=graph.terms.get(start),
        max_hops=max_hops,
        passed=sum(1 for _ in maybe.reached_parties()),
        parties=len(graph.parties),
        edges=len(graph.targets),
        notes=tuple(graph.notes),
    )


def _way(graph: Graph, used: Spread, target: int, *, every: bool) -> Way:
    path = steps(graph, used.start, used.stops(target), certain=used.certain)
    others = all_stops(graph, used, target) if every else []
    return Way(
        target=graph.parties[target],
        certainty=least(path),
        steps=path,
        as_short=used.ways[target],
        others=tuple(
            steps(graph, used.start, stops, certain=used.certain)
            for stops in others
            if stops != used.stops(target)
        ),
    )


def _nearest(way: Way) -> tuple[int, int, str]:
    return (way.certainty.rank, len(way.steps), way.target.key)


def _order(passed: PassedOn) -> tuple[int, str]:
    return (passed.hops, _by_name(passed.party))


def _by_name(party: Party) -> str:
    return f"{party.name.casefold()}\0{party.key}"


def _party_passed_on_to(graph: Graph, number: int, sure: Spread, maybe: Spread) -> PassedOn:
    return PassedOn(graph.parties[number], maybe.hops[number], certain=sure.hops[number] >= 0)


def _publishers(
    graph: Graph,
    how_much: MadeKnown,
    wanted: Wanted,
    sure: Spread,
    maybe: Spread,
    max_hops: int | None,
) -> tuple[PassedOn, ...]:
    """List parties on the way that published this much and could lead on; a target cannot."""
    found = [
        _party_passed_on_to(graph, number, sure, maybe)
        for number, hops in enumerate(maybe.hops)
        if graph.published[number] is how_much
        and hops >= 0
        and (max_hops is None or hops < max_hops)
        and (hops == 0 or not wanted.holds(graph.parties[number]))
    ]
    return tuple(sorted(found, key=_order))


def _switches(
    graph: Graph, start: int, maybe: Spread, max_hops: int | None
) -> tuple[SeenSwitch, ...]:
    """List switches that are on along the way, and the owner's own that nobody has checked."""
    found = [
        switch
        for number, switches in sorted(graph.switches.items())
        if maybe.hops[number] >= 0 and (max_hops is None or maybe.hops[number] < max_hops)
        for switch in switches
        if switch.on is Tri.YES or (number == start and switch.on is Tri.UNKNOWN)
    ]
    return tuple(sorted(found, key=lambda switch: (switch.of.key, switch.name)))
