"""Who is known where lists were imported: their states from the file, all others as shipped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from heapq import merge
from pathlib import Path

from lprpolicy.host.user_folders import of_lists
from lprpolicy.model.directory import Agency
from lprpolicy.model.lists import AgencyList, ListSource
from lprpolicy.repository.elsewhere import OtherStates
from lprpolicy.repository.loaded_lists import Store
from lprpolicy.repository.national import National, national


class ImportedLists:
    """The file of a user's lists and the shipped directory, of which each answers for its states.

    A damaged file raises a StoreError when that shows.
    """

    def __init__(self, path: Path, shipped: National | None = None) -> None:
        self.path, self.store = path, Store(path)
        imported = (one for one in self.store.sources if not one.shipped)
        self._elsewhere = OtherStates(shipped or national(), imported, self.store.states)

    @property
    def sources(self) -> tuple[ListSource, ...]:
        return self.store.sources

    @property
    def states(self) -> frozenset[str] | None:
        """The states whose agencies are in the file; None for all."""
        return self.store.states

    @property
    def national(self) -> str | None:
        return self.store.national

    def by_id(self, id: str) -> Agency | None:  # noqa: A002 - the protocol Entries calls it so
        return self._elsewhere.by_id(id) or self.store.by_id(id)

    def by_ori(self, ori: str) -> Agency | None:
        return self.store.by_ori(ori) or self._elsewhere.by_ori(ori)

    def find_named(self, form: str, state: str | None = None) -> tuple[Agency, ...]:
        here = self.store.find_named(form, state)
        return _sort(here, self._elsewhere.find_named(form, state))

    def find_derived(self, form: str, state: str | None) -> tuple[Agency, ...]:
        here = self.store.find_derived(form, state)
        return _sort(here, self._elsewhere.find_derived(form, state))

    def near(self, starts: frozenset[str]) -> Iterable[tuple[str, str]]:
        return [*self.store.near(starts), *self._elsewhere.near(starts)]

    def words_in(self, state: str) -> frozenset[str]:
        return self.store.words_in(state) | self._elsewhere.shipped.words_in(state)

    def all(self) -> Iterator[Agency]:
        """Give every entry, sorted by id."""
        return merge(self.store.all(), self._elsewhere.all(), key=lambda one: one.id)

    def count(self) -> int:
        """Return the number of entries."""
        return self.store.count() + sum(1 for _ in self._elsewhere.ids())

    def about(self, states: frozenset[str] | None) -> dict[str, Agency]:
        """Return the entries of these states, and all others that may be those of partners.

        `states` are at least those of the file. Elsewhere an import changes nobody's entry but by
        its silence, and who was on no sheet of partners is as he was.
        """
        if states is None:
            return {one.id: one for one in self.all()}
        wanted = {id_ for id_ in self._elsewhere.ids() if id_.partition("/")[0] in states}
        others = self._elsewhere.of({*wanted, *self._elsewhere.partners()})
        return {one.id: one for one in (*self.store.all(), *others)}

    def lists(self) -> Iterator[AgencyList]:
        """Give the lists as they were imported, and the shipped ones without rows."""
        return self.store.lists()

    def notes(self) -> tuple[str, ...]:
        """Return notes for a person: rows that were left out or matched no agency."""
        return self.store.notes()

    def verify(self) -> None:
        """Read everything; a StoreError if one byte changed since the import."""
        self.store.verify()
        self._elsewhere.shipped.verify()

    def close(self) -> None:
        self.store.close()


def _sort(here: Iterable[Agency], others: Iterable[Agency]) -> tuple[Agency, ...]:
    return tuple(sorted((*here, *others), key=lambda one: one.id))


def imported_lists(
    path: Path | None = None, shipped: National | None = None
) -> ImportedLists | None:
    """Open the imported lists of this user; None if nothing was ever imported."""
    path = path or of_lists()
    return ImportedLists(path, shipped) if path is not None and path.exists() else None
