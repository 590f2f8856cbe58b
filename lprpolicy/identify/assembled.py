"""What several lists say of each agency, put together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from lprpolicy.model.lists import ListedAgency, ListSource
from lprpolicy.model.words import AgencyKind as K


@dataclass(slots=True)
class AssembledAgency:
    """One agency from all lists. `source` and the keys of its statements are indexes of sources."""

    id: str
    name: str
    kind: K | None
    state: str
    county: str | None
    ori: str | None
    source: int
    note: str | None = None
    also: tuple[str, ...] = ()
    unit: bool = False
    year: int | None = None
    forms: dict[str, int] = field(default_factory=dict)
    member: dict[int, tuple[bool, tuple[str, ...]]] = field(default_factory=dict)
    doubts: set[int] = field(default_factory=set)

    def call(self, forms: Iterable[str], rank: int) -> None:
        for form in forms:
            self.forms[form] = min(rank, self.forms.get(form, rank))


@dataclass(frozen=True, slots=True)
class JoinedRow:
    """A row of a 287(g) sheet, the id that it was joined to, and the ids that it puts in doubt."""

    row: ListedAgency
    source: int
    id: str | None
    doubts: tuple[str, ...]


@dataclass(slots=True)
class Assembled:
    """Everything that the lists say. `notes` are for a person to look at."""

    sources: tuple[ListSource, ...]
    agencies: dict[str, AssembledAgency]
    notes: list[str] = field(default_factory=list)
    joined: list[JoinedRow] = field(default_factory=list)


def last_named(year: int) -> str:
    """Say when an agency was last on the FBI's list."""
    return f"last on the list with the year {year}"
