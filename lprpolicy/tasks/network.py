"""Survey the sharing network of a repository as a whole."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.util import find_spec

from lprpolicy.errors import NothingChecked, UsageError
from lprpolicy.evaluate.observed_network import network_of
from lprpolicy.evaluate.paths import parse_target
from lprpolicy.host.files.tree import Tree
from lprpolicy.write.network.facts import Survey


def network(tree: Tree, to: str, *, observed: Iterable[str] = ()) -> Survey:
    """Survey the network: counts, whose removal cuts most paths, all parties and edges."""
    from lprpolicy.reach.structure import overview

    if find_spec("rustworkx") is None:
        raise UsageError(
            "the library that surveys a whole network is not installed",
            hint="pip install 'lprpolicy[network]'; `lprpolicy reach` works without it",
            consequence="nothing was followed",
        )
    repository, known = network_of(tree, observed)
    if not known.graph.targets:
        raise NothingChecked(
            "nobody here lets anybody in: there is no network",
            hint="give the repository's folder, or exports with --observed",
            consequence="nothing was followed",
        )
    wanted, said = parse_target(repository.index, to)
    graph = known.graph
    return Survey(overview(graph, wanted, said), tuple(graph.parties), tuple(graph.edges()))
