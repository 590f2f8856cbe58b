"""Networks made by hand and at random, and slow searches that are plainly right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from hypothesis import strategies as st

from lprpolicy.model.network import EdgeKind, Evidence, MadeKnown, Party, PathStep, Wanted
from lprpolicy.model.places import Where
from lprpolicy.model.words import AgencyKind, Onward
from lprpolicy.reach.graph import Graph

IMMIGRATION = Wanted(kinds=frozenset({AgencyKind.FEDERAL_IMMIGRATION}))
GRANT, SHOWN, PASSES_ON, PARTNER = (
    EdgeKind.GRANT,
    EdgeKind.SHOWN,
    EdgeKind.PASSES_ON,
    EdgeKind.PARTNER,
)
Link = tuple[str, str, EdgeKind]


def party(key: str) -> Party:
    """`ice…` is an immigration agency, `?…` is of no known kind, the rest are police."""
    if key.startswith("ice"):
        return Party(key, key, key, AgencyKind.FEDERAL_IMMIGRATION, None, federal=True)
    kind = None if key.startswith("?") else AgencyKind.MUNICIPAL_POLICE
    return Party(key, key, key, kind, "us-xx", federal=None if kind is None else False)


def _row(document: str, row: int) -> Evidence:
    return Evidence(Where(document, row=row))


def graph(
    links: Sequence[Link], *, whole: str = "", terms: Onward | None = None, owner: str = "a"
) -> Graph:
    """A network of links; `whole` names those that have published all of whom they let in."""
    made = Graph()
    made.party(party(owner))
    for row, (source, target, kind) in enumerate(links):
        numbers = [made.party(party(key)) for key in (source, target)]
        document = made.document(partial(_row, f"{source}.csv"))
        made.add(*numbers, kind, document, row)
    for key in whole.split():
        made.publish(made.party(party(key)), MadeKnown.WHOLE)
    if terms is not None:
        made.terms[made.numbers[owner]] = terms
    return made


def keys(path: Sequence[PathStep]) -> list[str]:
    """Who is on a path, from the owner of the reads on."""
    return [path[0].edge.from_.key, *(step.edge.to.key for step in path)] if path else []


NAMES = ["a", "b", "c", "d", "?f", "ice", "ice-2"]
_SOURCES = ["a", "a", "b", "c", "d", "?f", "ice"]
_KINDS = [GRANT, SHOWN, PASSES_ON, PASSES_ON, PARTNER]
links = st.integers(0, 18).flatmap(
    lambda count: st.lists(
        st.tuples(
            st.sampled_from(_SOURCES), st.sampled_from(NAMES), st.sampled_from(_KINDS)
        ).filter(lambda link: link[0] != link[1]),
        min_size=count,
        max_size=count,
    )
)
"""Dense enough that most have several paths to an immigration agency."""


@dataclass(frozen=True)
class Naive:
    """Every path without a repeated party, by trying all of them."""

    links: Sequence[Link]

    def paths(self, start: str, end: str, *, certain: bool) -> Iterator[list[str]]:
        yield from self._from([start], end, certain)

    def _from(self, path: list[str], end: str, certain: bool) -> Iterator[list[str]]:
        if path[-1] == end:
            yield path
            return
        following = {
            target
            for source, target, kind in self.links
            if source == path[-1]
            and target not in path
            and (not certain or self._sure(kind, first=len(path) == 1))
        }
        for target in sorted(following):
            yield from self._from([*path, target], end, certain)

    @staticmethod
    def _sure(kind: EdgeKind, *, first: bool) -> bool:
        return kind in (GRANT, SHOWN) if first else kind is PASSES_ON

    def shortest(self, start: str, end: str, *, certain: bool) -> list[list[str]]:
        found = list(self.paths(start, end, certain=certain))
        least = min(map(len, found), default=0)
        return sorted(path for path in found if len(path) == least)
