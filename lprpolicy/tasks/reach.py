"""Find who gets one agency's reads, and through whom."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lprpolicy.errors import NothingChecked, UsageError
from lprpolicy.evaluate.observed_network import network_of
from lprpolicy.evaluate.paths import parse_target
from lprpolicy.host.files.tree import Tree
from lprpolicy.model.network import MadeKnown
from lprpolicy.model.reach_answers import Reached
from lprpolicy.model.scalars import ID_PATTERN
from lprpolicy.reach.answer import answer_reach
from lprpolicy.repository.unread import why_unreadable


def reach(
    tree: Tree,
    agency: str,
    to: str,
    *,
    observed: Iterable[str] = (),
    max_hops: int | None = None,
    every: bool = False,
) -> Reached:
    """Follow the reads of one agency to an agency, or to every agency of a kind."""
    if re.search(ID_PATTERN, agency) is None:
        raise UsageError(
            f"{agency!r} is not an agency's id",
            hint="write it like us-ct/westport-pd",
            consequence="nothing was followed",
        )
    repository, known = network_of(tree, observed)
    wrong = why_unreadable(repository, agency)
    if wrong is not None:
        raise wrong
    graph, start = known.graph, known.graph.numbers.get(agency)
    if start is None or not (graph.out[start] or graph.published[start] is not MadeKnown.NOTHING):
        raise NothingChecked(
            f"{agency} has published nothing here: no policy, no export",
            hint="give its export with --observed AGENCY=FILE, or its repository with --repository",
            consequence="nothing was followed",
        )
    wanted, said = parse_target(repository.index, to)
    return answer_reach(graph, start, wanted, said, max_hops=max_hops, every=every)
