"""18,000 agencies with 300 grants each: how long an answer takes, and how much memory.

    python bench/reach.py [--agencies 18000] [--grants 300] [--seed 1]

The network is made up and the same for the same seed: most grants go to near neighbours, some to
anybody, a few to hubs. One agency in 500 lets a federal immigration agency in; one hub in ten is
known to pass on what it receives. Everything is timed from the first edge on. The agency that is
asked about leads nowhere for certain, so that the whole network is searched for it.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import sys
import time
from collections.abc import Callable
from functools import partial

from lprpolicy.model.network import EdgeKind, Evidence, MadeKnown, Party, Wanted
from lprpolicy.model.places import Where
from lprpolicy.model.words import AgencyKind
from lprpolicy.reach.answer import answer_reach
from lprpolicy.reach.graph import Graph
from lprpolicy.reach.leads import leads
from lprpolicy.reach.structure import overview
from lprpolicy.write.reach import text as reach_text

TARGETS = Wanted(kinds=frozenset({AgencyKind.FEDERAL_IMMIGRATION}))


def _row(document: str, row: int) -> Evidence:
    return Evidence(Where(document, row=row + 1))


def made(agencies: int, grants: int, seed: int) -> Graph:
    """The network, agency by agency, as a repository's policies would give it."""
    dice, graph = random.Random(seed), Graph()
    for number in range(agencies):
        hub = number % 200 == 7
        kind = AgencyKind.FUSION_CENTER if hub else AgencyKind.MUNICIPAL_POLICE
        key = f"us-xx/agency-{number:05}"
        graph.party(Party(key, key, f"Agency {number}", kind, "us-xx", federal=False))
    federal = [
        graph.party(Party(f"us/f{n}", f"us/f{n}", f"F{n}", AgencyKind.FEDERAL_IMMIGRATION))
        for n in range(3)
    ]
    for number in range(agencies):
        near = (number + 1 + n for n in range(grants - 40))
        far = dice.sample(range(agencies), 40)
        whom = [one % agencies for one in near] + far
        if number % 500 == 499:
            whom[-1] = dice.choice(federal)
        document = graph.document(partial(_row, f"us-xx/agency-{number:05}.csv"))
        graph.add_many(number, whom, EdgeKind.GRANT, document, 0)
        if number % 10:
            graph.publish(number, MadeKnown.WHOLE)
        if number % 2000 == 7:
            stated = graph.document(partial(_row, "directory.csv"))
            graph.add(number, federal[0], EdgeKind.PASSES_ON, stated, number)
    return graph


def timed(name: str, work: Callable[[], object], into: dict[str, float]) -> object:
    start = time.perf_counter()
    done = work()
    into[name] = round(time.perf_counter() - start, 2)
    return done


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--agencies", type=int, default=18_000)
    parser.add_argument("--grants", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--network", action="store_true", help="the whole network's counts too")
    parser.add_argument("--answer", action="store_true", help="print the answer itself too")
    given = parser.parse_args()
    seconds: dict[str, float] = {}
    graph = timed("make", lambda: made(given.agencies, given.grants, given.seed), seconds)
    assert isinstance(graph, Graph)
    answer = timed(
        "reach", lambda: answer_reach(graph, 11, TARGETS, "a federal immigration agency"), seconds
    )
    if given.answer:
        print(reach_text.write(answer))  # type: ignore[arg-type]  # what is asked has an answer
    recipients = [graph.targets[edge] for edge in graph.out[11]]
    timed("rule", lambda: leads(graph, 11, recipients, TARGETS, None), seconds)
    if given.network:
        timed("network", lambda: overview(graph, TARGETS, "them"), seconds)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (
        1024 if sys.platform == "darwin" else 1
    )
    print(
        json.dumps(
            {
                "agencies": given.agencies,
                "edges": len(graph.targets),
                "outcome": answer.outcome,  # type: ignore[attr-defined]  # as above
                "seconds": seconds,
                "peak_rss_mb": round(peak / 1024),
            },
            indent=2,
        )
    )


if __name__ == "__main__":
    main()
