"""Who gets one agency's reads, through whom; and what the network looks like as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lprpolicy.errors import NothingChecked, UsageError
from lprpolicy.model.network import Edge, Overview, Party, Published, Reached
from lprpolicy.model.scalars import ID_PATTERN
from lprpolicy.reach.answer import reached
from lprpolicy.tasks.network import Network, network
from lprpolicy.tasks.observed import read_observed
from lprpolicy.tasks.paths import asked
from lprpolicy.tasks.progress import working
from lprpolicy.tasks.repository import Repository, open_repository
from lprpolicy.tasks.trees import Tree
from lprpolicy.tasks.unread import unread


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
    repository, known = _network(tree, observed)
    wrong = unread(repository, agency)
    if wrong is not None:
        raise wrong
    graph, start = known.graph, known.graph.numbers.get(agency)
    if start is None or not (graph.out[start] or graph.published[start] is not Published.NOTHING):
        raise NothingChecked(
            f"{agency} has published nothing here: no policy, no export",
            hint="give its export with --observed AGENCY=FILE, or its repository with --repository",
            consequence="nothing was followed",
        )
    wanted, said = asked(repository.index, to)
    return reached(graph, start, wanted, said, max_hops=max_hops, every=every)


def survey(
    tree: Tree, to: str, *, observed: Iterable[str] = ()
) -> tuple[Overview, tuple[Party, ...], tuple[Edge, ...]]:
    """The whole network: counts, whose removal cuts most paths, its parties and its edges."""
    from lprpolicy.reach.structure import overview

    repository, known = _network(tree, observed)
    if not known.graph.targets:
        raise NothingChecked(
            "nobody here lets anybody in: there is no network",
            hint="give the repository's folder, or exports with --observed",
            consequence="nothing was followed",
        )
    wanted, said = asked(repository.index, to)
    graph = known.graph
    return overview(graph, wanted, said), tuple(graph.parties), tuple(graph.edges())


def _network(tree: Tree, observed: Iterable[str]) -> tuple[Repository, Network]:
    with working("reading who lets whom in"):
        repository = open_repository(tree)
        known = network(repository, read_observed(observed, repository.index))
    wrong = len(repository.findings)
    if wrong:
        known.graph.notes.append(
            f"{wrong} findings about the files of this repository; `lprpolicy check` lists them"
        )
    return repository, known
