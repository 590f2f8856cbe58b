"""Where each grant of an agency leads: one search back from those that a rule forbids."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from lprpolicy.model.network import Lead, MadeKnown, PathStep, Wanted
from lprpolicy.reach.graph import Graph
from lprpolicy.reach.search import Toward, toward
from lprpolicy.reach.steps import steps


def leads(
    graph: Graph, owner: int, recipients: Sequence[int], wanted: Wanted, max_hops: int | None
) -> tuple[Lead, ...]:
    """Return where each of the recipients leads, as paths of the owner's reads."""
    later = None if max_hops is None else max_hops - 1
    answers = [wanted.holds(party) for party in graph.parties]
    forbidden = [n for n, answer in enumerate(answers) if answer]
    doubtful = [n for n, answer in enumerate(answers) if answer is None]
    quiet = [
        n
        for n, how_much in enumerate(graph.published)
        if how_much is MadeKnown.NOTHING and answers[n] is False
    ]
    sure = toward(graph, forbidden, owner, certain=True, max_hops=later)
    maybe = toward(graph, forbidden, owner, certain=False, max_hops=later)
    doubt = toward(graph, doubtful, owner, certain=False, max_hops=later)
    sure_doubt = toward(graph, doubtful, owner, certain=True, max_hops=later)
    # A party that published nothing matters only if one more step stays within the limit.
    before_last = None if later is None else max(later - 1, 0)
    silent = toward(graph, quiet, owner, certain=False, max_hops=before_last)
    path = _paths(graph, owner)
    return tuple(
        Lead(
            certain=path(sure, recipient, True),
            possible=path(maybe, recipient, False),
            doubt=path(sure_doubt, recipient, True) or path(doubt, recipient, False),
            silent=path(silent, recipient, False) if later != 0 else (),
        )
        for recipient in recipients
    )


def _paths(graph: Graph, owner: int) -> Callable[[Toward, int, bool], tuple[PathStep, ...]]:
    def path(found: Toward, recipient: int, certain: bool) -> tuple[PathStep, ...]:
        stops = found.stops(recipient)
        return steps(graph, owner, (owner, *stops), certain=certain) if stops else ()

    return path
