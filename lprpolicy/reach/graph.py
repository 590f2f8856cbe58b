"""The network in arrays: 13 bytes and a place in a list for each edge, so a country fits.

Where an edge is written is looked up only when it is printed: a document gives the evidence of
its rows.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from lprpolicy.model.network import Edge, EdgeKind, Evidence, MadeKnown, Party, SeenSwitch
from lprpolicy.model.words import Onward

Rows = Callable[[int], Evidence]
"""A document, as a function from a row's number to the evidence in it."""
KINDS: Final = tuple(EdgeKind)
CODES: Final = {kind: code for code, kind in enumerate(KINDS)}
_FULLER: Final = {MadeKnown.NOTHING: 0, MadeKnown.PART: 1, MadeKnown.WHOLE: 2}


@dataclass(slots=True)
class Graph:
    """Parties and edges by number; `out` has the numbers of the edges from each party."""

    parties: list[Party] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    published: list[MadeKnown] = field(default_factory=list)
    sources: array[int] = field(default_factory=lambda: array("I"))
    targets: array[int] = field(default_factory=lambda: array("I"))
    kinds: array[int] = field(default_factory=lambda: array("B"))
    documents: array[int] = field(default_factory=lambda: array("I"))
    rows: array[int] = field(default_factory=lambda: array("I"))
    evidence: list[Rows] = field(default_factory=list)
    out: list[array[int]] = field(default_factory=list)
    terms: dict[int, Onward] = field(default_factory=dict)
    switches: dict[int, tuple[SeenSwitch, ...]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    _into: list[array[int]] | None = None
    _ranks: array[int] | None = None

    def party(self, party: Party) -> int:
        """Return the number of a party, adding it if it is new; the first description stands."""
        number = self.numbers.get(party.key)
        if number is None:
            number = self.numbers[party.key] = len(self.parties)
            self.parties.append(party)
            self.published.append(MadeKnown.NOTHING)
            self.out.append(array("I"))
            self._into = self._ranks = None
        return number

    def publish(self, number: int, how_much: MadeKnown) -> None:
        """Note that a party has published this much; of several sources, the fullest counts."""
        if _FULLER[how_much] > _FULLER[self.published[number]]:
            self.published[number] = how_much

    def document(self, rows: Rows) -> int:
        """Add a document that edges are written in, and return its number."""
        self.evidence.append(rows)
        return len(self.evidence) - 1

    def add(self, source: int, target: int, kind: EdgeKind, document: int, row: int) -> None:
        """Add one edge; an edge from a party to itself is dropped."""
        if source != target:
            self.add_many(source, (target,), kind, document, row)

    def add_many(
        self, source: int, targets: Iterable[int], kind: EdgeKind, document: int, first_row: int
    ) -> None:
        """Add the edges of one party that stand in successive rows of one document."""
        before = len(self.targets)
        self.targets.extend(targets)
        count = len(self.targets) - before
        self.sources.extend([source] * count)
        self.kinds.frombytes(bytes([CODES[kind]]) * count)
        self.documents.extend([document] * count)
        self.rows.extend(range(first_row, first_row + count))
        self.out[source].extend(range(before, before + count))
        self._into = None

    def into(self) -> list[array[int]]:
        """Return the numbers of the edges to each party."""
        if self._into is None:
            into = [array("I") for _ in self.parties]
            for edge, target in enumerate(self.targets):
                into[target].append(edge)
            self._into = into
        return self._into

    def ranks(self) -> array[int]:
        """Return each party's place in the order of keys, which decides between equal paths."""
        if self._ranks is None or len(self._ranks) != len(self.parties):
            order = sorted(range(len(self.parties)), key=lambda n: self.parties[n].key)
            self._ranks = array("I", bytes(4 * len(order)))
            for rank, number in enumerate(order):
                self._ranks[number] = rank
        return self._ranks

    def edge(self, number: int) -> Edge:
        return Edge(
            from_=self.parties[self.sources[number]],
            to=self.parties[self.targets[number]],
            kind=KINDS[self.kinds[number]],
            evidence=self.evidence[self.documents[number]](self.rows[number]),
        )

    def edges(self) -> Iterator[Edge]:
        return map(self.edge, range(len(self.targets)))
