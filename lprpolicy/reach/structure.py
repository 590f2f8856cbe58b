"""The network as a whole: whose removal cuts most paths. Only this file loads the graph library."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from lprpolicy.model.network import MadeKnown, Party, Wanted
from lprpolicy.model.reach_answers import Between, Cut, Overview
from lprpolicy.reach.graph import KINDS, Graph

if TYPE_CHECKING:
    import rustworkx as rx

MOST_WORK: Final = 500_000_000
"""Above this product of parties and edges, betweenness is left out: it would take minutes."""
LISTED: Final = 20
_LEAST_SHARE: Final = 1e-9


def overview(graph: Graph, wanted: Wanted, asked: str) -> Overview:
    """Count the network, and find the parties without which most others lose every known path."""
    import rustworkx as rx

    directed = _digraph(graph)
    parts = [len(part) for part in rx.weakly_connected_components(directed)]
    goals = [n for n, party in enumerate(graph.parties) if wanted.holds(party)]
    leading, cuts = _cuts(graph, goals)
    counted = Counter(graph.kinds)
    return Overview(
        asked=asked,
        parties=len(graph.parties),
        published={how: graph.published.count(how) for how in MadeKnown},
        edges={kind: counted[code] for code, kind in enumerate(KINDS)},
        parts=len(parts),
        largest_part=max(parts, default=0),
        leading=leading,
        cuts=cuts,
        between=_betweenness(graph, directed),
        joints=_joints(graph, directed),
        notes=tuple(graph.notes),
    )


def _digraph(graph: Graph, *, turned: bool = False) -> rx.PyDiGraph[None, None]:
    """Build a graph with one edge for each connected pair; `turned` reverses it."""
    import rustworkx as rx

    made: rx.PyDiGraph[None, None] = rx.PyDiGraph()
    made.add_nodes_from([None] * len(graph.parties))
    for source, edges in enumerate(graph.out):
        others = sorted({graph.targets[edge] for edge in edges} - {source})
        pairs = [(target, source) if turned else (source, target) for target in others]
        made.add_edges_from_no_data(pairs)
    return made


def _cuts(graph: Graph, goals: list[int]) -> tuple[int, tuple[Cut, ...]]:
    """Count the parties that lead to a goal, and find those on every path of many others.

    In the graph turned around, with one point before all goals, a party that stands on every
    path of another is its dominator.
    """
    import rustworkx as rx

    turned, ends = _digraph(graph, turned=True), set(goals)
    before = turned.add_node(None)
    turned.add_edges_from_no_data([(before, goal) for goal in goals])
    over = rx.immediate_dominators(turned, before)
    cut: Counter[int] = Counter()
    for number in over:
        above = over[number]
        while above not in ends and above != before:
            cut[above] += 1
            above = over[above]
    found = [
        Cut(graph.parties[number], count) for number, count in cut.items() if number not in ends
    ]
    leading = sum(1 for number in over if number != before and number not in ends)
    ordered = sorted(found, key=lambda one: (-one.cuts, one.party.key))
    return leading, tuple(ordered[:LISTED])


def _betweenness(graph: Graph, directed: rx.PyDiGraph[None, None]) -> tuple[Between, ...] | None:
    import rustworkx as rx

    if len(graph.parties) * directed.num_edges() > MOST_WORK:
        return None
    # One thread only: several would add floats in a different order on each run.
    shares = rx.digraph_betweenness_centrality(directed, parallel_threshold=len(graph.parties) + 1)
    found = [
        Between(graph.parties[number], round(share, 9))
        for number, share in shares.items()
        if share > _LEAST_SHARE
    ]
    ordered = sorted(found, key=lambda one: (-one.share, one.party.key))
    return tuple(ordered[:LISTED])


def _joints(graph: Graph, directed: rx.PyDiGraph[None, None]) -> tuple[Party, ...]:
    """Find parties whose removal splits the network, ignoring the direction of reads."""
    import rustworkx as rx

    numbers = rx.articulation_points(directed.to_undirected())
    return tuple(sorted((graph.parties[n] for n in numbers), key=lambda party: party.key))
