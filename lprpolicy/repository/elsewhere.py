"""The shipped directory for the states that no imported list speaks of, looked up in place.

An import joins its rows with the agencies of their states alone. What it says of everybody else
needs no join: whoever is not on a complete sheet is no partner by it, and whoever a newer list of
the FBI leaves out is as old as the last list that has the agency.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from lprpolicy.identify.assembled import AssembledAgency, last_named
from lprpolicy.identify.listed_entry import entry_of
from lprpolicy.model.directory import Agency
from lprpolicy.model.lists import AgencyList, ListName, ListSource
from lprpolicy.repository.national import National


def joined_states(imported: Iterable[AgencyList], shipped: National) -> frozenset[str] | None:
    """Return the states whose agencies these lists have to be joined with; None for all of them."""
    lists = tuple(imported)
    rows = [row for one in lists for row in one.rows]
    unread = [row for one in lists for row in one.unread]
    if any(row.partner and row.state is None for row in unread):
        return None  # it may mean anybody
    states = {row.state or "" for row in rows} | {row.state or "" for row in unread}
    # An ORI says who is meant, though the row may stand under another state.
    oris = {row.ori for row in rows if row.ori}
    return frozenset(states | _states_with(oris, {one.key for one in lists}, shipped))


def _states_with(oris: set[str], keys: set[tuple[str, ...]], shipped: National) -> set[str]:
    """Return the states of the shipped agencies with these ORIs, or from a list that is replaced.

    An agency that is known from a list alone is another one's where that list is replaced.
    """
    at = {number for number, one in enumerate(shipped.sources) if one.key in keys}
    every = shipped.all_assembled() if oris or at else ()
    return {one.state for one in every if one.ori in oris or one.source in at}


class OtherStates:
    """The agencies of the shipped directory outside `joined`, as the imported lists leave them.

    Where all states were joined (None), this is nobody.
    """

    def __init__(
        self, shipped: National, imported: Iterable[ListSource], joined: frozenset[str] | None
    ) -> None:
        self.shipped, self._joined = shipped, joined
        own = {one.key: one for one in imported}
        kept = {one.key: one for one in shipped.sources} | own
        self.sources = tuple(kept[key] for key in sorted(kept))
        at = {one.key: number for number, one in enumerate(self.sources)}
        self._numbers = {
            number: at[one.key] for number, one in enumerate(shipped.sources) if one.key not in own
        }
        fbi = (one.on.year for one in self.sources if one.list is ListName.FBI_LEE)
        self._newest = max(fbi, default=0)
        self._known: dict[str, Agency | None] = {}

    def by_id(self, id_: str) -> Agency | None:
        if not self.has(id_):
            return None
        if id_ not in self._known:
            made = self.shipped.assemble(id_)
            moved = self._renumber(made) if made is not None else None
            self._known[id_] = entry_of(moved, self.sources) if moved is not None else None
        return self._known[id_]

    def by_ori(self, ori: str) -> Agency | None:
        id_ = self.shipped.id_of_ori(ori) if self._joined is not None else None
        return self.by_id(id_) if id_ is not None else None

    def find_named(self, form: str, state: str | None) -> list[Agency]:
        if self._joined is None or state in self._joined:
            return []
        return self.of(self.shipped.ids_named(form))

    def find_derived(self, form: str, state: str | None) -> list[Agency]:
        if self._joined is None or state in self._joined:
            return []
        return self.of(self.shipped.ids_derived(form, state))

    def near(self, starts: frozenset[str]) -> list[tuple[str, str]]:
        if self._joined is None:
            return []
        return [pair for pair in self.shipped.near(starts) if self.has(pair[1])]

    def all(self) -> Iterator[Agency]:
        """Give every entry, sorted by id."""
        here = (one for one in self.shipped.all_assembled() if self.has(one.id))
        moved = filter(None, map(self._renumber, here))
        return (entry_of(one, self.sources) for one in moved)

    def ids(self) -> Iterator[str]:
        """Give every id, sorted."""
        return filter(self.has, self.shipped.ids())

    def partners(self) -> Iterator[str]:
        """Give the ids of all whom a shipped list names a partner, sorted."""
        return filter(self.has, sorted(self.shipped.partners()))

    def of(self, ids: Iterable[str]) -> list[Agency]:
        """Return the entries with these ids that are here, sorted."""
        found = (self.by_id(id_) for id_ in sorted(ids))
        return [one for one in found if one is not None]

    def has(self, id_: str) -> bool:
        """Whether an id is of a state that no imported list speaks of."""
        return self._joined is not None and id_.partition("/")[0] not in self._joined

    def _renumber(self, made: AssembledAgency) -> AssembledAgency | None:
        """Return what the lists say, with the numbers that they have here.

        None without the list that it is from: that happens only where the shipped directory is
        another edition than the one of the import.
        """
        at = self._numbers
        if made.source not in at:
            return None
        source = at[made.source]
        note, of = made.note, self.sources[source]
        year = made.year or of.on.year
        if of.list is ListName.FBI_LEE and year < self._newest:
            note = last_named(year)
        return replace(
            made,
            source=source,
            note=note,
            member={at[one]: said for one, said in made.member.items() if one in at},
            doubts={at[one] for one in made.doubts if one in at},
        )
