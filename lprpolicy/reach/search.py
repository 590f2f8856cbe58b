"""Breadth first: the shortest paths from one party, and to the nearest of several.

Both go layer by layer in the order of keys, so that equal paths are decided by who is on them and
not by the order in which files were read.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from lprpolicy.reach.graph import Graph
from lprpolicy.reach.steps import ANY, FIRST_CERTAIN, LATER_CERTAIN

NEVER: Final = -1
MOST_WAYS: Final = 1_000


@dataclass(frozen=True, slots=True)
class Spread:
    """How far each party is from the start, which parties lead to it, and by how many ways."""

    start: int
    certain: bool
    hops: array[int]
    before: array[int]
    ways: list[int]

    def reached_parties(self) -> Iterator[int]:
        """Yield every party that is reached, except the start."""
        return (n for n, hops in enumerate(self.hops) if hops > 0)

    def stops(self, target: int) -> tuple[int, ...]:
        """Return the parties of a shortest path, both ends included."""
        path = [target]
        while path[-1] != self.start:
            path.append(self.before[path[-1]])
        return tuple(reversed(path))


def spread(graph: Graph, start: int, *, certain: bool, max_hops: int | None = None) -> Spread:
    """Follow the start's reads: along what is certain, or along every edge."""
    count = len(graph.parties)
    hops, before, ways = array("i", [NEVER] * count), array("i", [NEVER] * count), [0] * count
    from_ = array("i", [NEVER] * count)
    hops[start], ways[start] = 0, 1
    ranks, out, targets, kinds = graph.ranks(), graph.out, graph.targets, graph.kinds
    mask, layer, depth, found = (FIRST_CERTAIN if certain else ANY), [start], 0, 1
    while layer and found < count and (max_hops is None or depth < max_hops):
        depth += 1
        following: list[int] = []
        for source in layer:
            for edge in out[source]:
                target = targets[edge]
                if not mask >> kinds[edge] & 1 or from_[target] == source:
                    continue
                if hops[target] == NEVER:
                    hops[target], before[target] = depth, source
                    ways[target] = ways[source]
                    following.append(target)
                elif hops[target] == depth:
                    ways[target] += ways[source]
                else:
                    continue
                from_[target] = source
        found += len(following)
        layer = sorted(following, key=ranks.__getitem__)
        mask = LATER_CERTAIN if certain else ANY
    return Spread(start, certain, hops, before, ways)


def all_stops(graph: Graph, spread_: Spread, target: int) -> list[tuple[int, ...]]:
    """Return every shortest path to one party, in the order of keys; at most 1,000."""
    found: list[tuple[int, ...]] = []
    open_: list[tuple[int, ...]] = [(target,)]
    ranks, into = graph.ranks(), graph.into()
    while open_ and len(found) < MOST_WAYS:
        path = open_.pop()
        if path[0] == spread_.start:
            found.append(path)
            continue
        earlier = {
            graph.sources[edge]
            for edge in into[path[0]]
            if spread_.hops[graph.sources[edge]] == spread_.hops[path[0]] - 1
            and _usable(graph, edge, spread_)
        }
        open_ += [(n, *path) for n in sorted(earlier, key=ranks.__getitem__, reverse=True)]
    return found


def _usable(graph: Graph, edge: int, spread_: Spread) -> bool:
    if not spread_.certain:
        return True
    first = graph.sources[edge] == spread_.start
    return bool((FIRST_CERTAIN if first else LATER_CERTAIN) >> graph.kinds[edge] & 1)


@dataclass(frozen=True, slots=True)
class Toward:
    """How far each party is from the nearest goal, and the next party on the way there."""

    hops: array[int]
    after: array[int]

    def stops(self, start: int) -> tuple[int, ...]:
        """Return the parties from here to the nearest goal; empty where no way is known."""
        if self.hops[start] == NEVER:
            return ()
        path = [start]
        while self.hops[path[-1]] > 0:
            path.append(self.after[path[-1]])
        return tuple(path)


def toward(
    graph: Graph, goals: Iterable[int], owner: int, *, certain: bool, max_hops: int | None = None
) -> Toward:
    """Search back from the goals along ways that the owner's reads can take.

    No way leads through the owner again, so every step is a later one, never the first.
    """
    count = len(graph.parties)
    hops, after = array("i", [NEVER] * count), array("i", [NEVER] * count)
    ranks, into, sources, kinds = graph.ranks(), graph.into(), graph.sources, graph.kinds
    layer = sorted(set(goals) - {owner}, key=ranks.__getitem__)
    for goal in layer:
        hops[goal] = 0
    mask, depth = (LATER_CERTAIN if certain else ANY), 0
    while layer and (max_hops is None or depth < max_hops):
        depth += 1
        following: list[int] = []
        for target in layer:
            for edge in into[target]:
                source = sources[edge]
                if source != owner and hops[source] == NEVER and mask >> kinds[edge] & 1:
                    hops[source], after[source] = depth, target
                    following.append(source)
        layer = sorted(following, key=ranks.__getitem__)
    return Toward(hops, after)
