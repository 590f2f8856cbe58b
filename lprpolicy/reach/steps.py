"""How sure an edge is on the way of one agency's reads, and the surest edge between two parties."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from lprpolicy.model.network import Certainty, EdgeKind, PathStep
from lprpolicy.model.words import Onward
from lprpolicy.reach.graph import CODES, KINDS, Graph


def _mask(*kinds: EdgeKind) -> int:
    return sum(1 << CODES[kind] for kind in kinds)


FIRST_CERTAIN: Final = _mask(EdgeKind.GRANT, EdgeKind.SHOWN)
"""The owner's own lists say who searches its reads."""
LATER_CERTAIN: Final = _mask(EdgeKind.PASSES_ON)
"""For reads that an agency receives, only a statement that it passes them on is certain."""
ANY: Final = _mask(*EdgeKind)


def certainty(kind: EdgeKind, *, first: bool, terms: Onward | None) -> Certainty:
    """Return how sure a step is: the owner's (`first`), or that of a party that got the reads."""
    sure = kind.opens_own_reads if first else kind is EdgeKind.PASSES_ON
    if sure:
        return Certainty.CERTAIN
    if terms is Onward.FORBIDDEN and not first:
        return Certainty.AGAINST_TERMS
    return Certainty.POSSIBLE


def step(graph: Graph, owner: int, source: int, target: int, *, mask: int = ANY) -> PathStep:
    """Find the surest edge from one party to another, as a step of the owner's reads."""
    first, terms = source == owner, graph.terms.get(owner)
    surest = min(
        (certainty(KINDS[graph.kinds[e]], first=first, terms=terms).rank, graph.kinds[e], e)
        for e in graph.out[source]
        if graph.targets[e] == target and mask >> graph.kinds[e] & 1
    )
    edge = graph.edge(surest[2])
    return PathStep(graph.parties[owner], edge, certainty(edge.kind, first=first, terms=terms))


def steps(graph: Graph, owner: int, stops: Sequence[int], *, certain: bool) -> tuple[PathStep, ...]:
    """Return the steps between successive parties, beginning with the owner of the reads."""
    found = []
    for source, target in pairwise(stops):
        sure = FIRST_CERTAIN if source == owner else LATER_CERTAIN
        found.append(step(graph, owner, source, target, mask=sure if certain else ANY))
    return tuple(found)


def least(path: Sequence[PathStep]) -> Certainty:
    """Return the certainty of a path's least sure step."""
    return max((step.certainty for step in path), key=lambda certainty: certainty.rank)
