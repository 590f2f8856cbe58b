"""The facts that a survey of the whole network shows."""

from __future__ import annotations

from dataclasses import dataclass

from lprpolicy.model.network import Edge, Party
from lprpolicy.model.reach_answers import Overview


@dataclass(frozen=True, slots=True)
class Survey:
    """The network as a whole, with everybody in it and every edge, in no particular order."""

    seen: Overview
    parties: tuple[Party, ...]
    edges: tuple[Edge, ...]

    def parties_in_order(self) -> list[Party]:
        return sorted(self.parties, key=lambda party: party.key)

    def edges_in_order(self) -> list[Edge]:
        return sorted(
            self.edges,
            key=lambda edge: (edge.from_.key, edge.to.key, edge.kind, str(edge.evidence.where)),
        )
