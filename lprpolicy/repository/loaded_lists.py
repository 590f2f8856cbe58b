"""Look up entries in the file of the imported lists; only what a name needs is read from it."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from lprpolicy.errors import StoreError
from lprpolicy.host.database import Database, DatabaseError, process
from lprpolicy.host.files.stamps import file_state
from lprpolicy.identify.assembled import AssembledAgency
from lprpolicy.identify.listed_entry import entry_of
from lprpolicy.identify.place_words import OF_PLACES, words_of_places
from lprpolicy.model.directory import Agency
from lprpolicy.model.lists import AgencyList, ListName, ListSource, Says
from lprpolicy.model.words import AgencyKind
from lprpolicy.repository.loaded_lists_file import connect, digest, unpack

_KINDS = frozenset(map(str, OF_PLACES))
_AGENCY = "select n, id, name, kind, state, county, ori, source, note from agencies"


class Store:
    """The imported lists in one file. A damaged file raises a StoreError when that shows."""

    def __init__(self, path: Path):
        self.path = path
        self._state = file_state(path)
        self._databases = {process(): connect(path)}
        self._known: dict[str, Agency] = {}
        self.sources = tuple(self._sources())
        self.states = self._joined_states()

    @property
    def _database(self) -> Database:
        """Open a connection per process: SQLite forbids the use of one across a fork."""
        if process() not in self._databases:
            database = connect(self.path)
            if file_state(self.path) != self._state:
                raise StoreError(f"{self.path}: other lists were imported meanwhile")
            self._databases[process()] = database
        return self._databases[process()]

    @property
    def national(self) -> str | None:
        lists = [one for one in self.sources if one.list is ListName.FBI_LEE]
        newest = max(lists, key=lambda one: one.on, default=None)
        return f"{newest.title} of {newest.on}" if newest is not None else None

    def by_id(self, id: str) -> Agency | None:  # noqa: A002 - the protocol Entries calls it so
        return self._first("where id = ?", id)

    def by_ori(self, ori: str) -> Agency | None:
        return self._first("where ori = ?", ori)

    def find_named(self, form: str, state: str | None = None) -> tuple[Agency, ...]:
        del state  # an entry of a federal kind counts in every state
        return self._by_form("form = ? and rank = 0", form)

    def find_derived(self, form: str, state: str | None) -> tuple[Agency, ...]:
        if state is None:
            return self._by_form("form = ? and rank > 0", form)
        return self._by_form("form = ? and rank = 1 and a.state = ?", form, state) or self._by_form(
            "form = ? and rank = 2 and a.state = ?", form, state
        )

    def near(self, starts: frozenset[str]) -> Iterable[tuple[str, str]]:
        asked = (
            "select form, a.id from starts join agencies a on a.n = agency "
            "where start = ? order by form, a.id"
        )
        return [(form, who) for one in sorted(starts) for form, who in self._ask(asked, one)]

    def words_in(self, state: str) -> frozenset[str]:
        asked = (
            "select form, name, county, kind from forms join agencies on n = agency where state = ?"
        )
        return words_of_places(
            (form, name, county or "")
            for form, name, county, kind in self._ask(asked, state)
            if kind in _KINDS
        )

    def all(self) -> Iterator[Agency]:
        """Give every entry, sorted by id."""
        members: dict[int, list[tuple[int, int, str]]] = {}
        for n, *said in self._ask("select agency, source, member, models from members"):
            members.setdefault(n, []).append((said[0], said[1], said[2]))
        doubts: dict[int, list[int]] = {}
        for n, at in self._ask("select agency, source from doubts"):
            doubts.setdefault(n, []).append(at)
        with self._damage():
            for row in self._ask(f"{_AGENCY} order by id"):
                yield self._agency(row, members.get(row[0], ()), doubts.get(row[0], ()))

    def count(self) -> int:
        """Return the number of entries."""
        ((number,),) = self._ask("select count(*) from agencies")
        return int(number)

    def lists(self) -> Iterator[AgencyList]:
        """Give the lists as they were imported, and the shipped ones without rows."""
        with self._damage():
            yield from map(unpack, self._ask("select * from sources order by n"))

    def notes(self) -> tuple[str, ...]:
        """Return notes for a person: rows that were left out or matched no agency."""
        return tuple(note for (note,) in self._ask("select note from notes order by n"))

    def verify(self) -> None:
        """Read everything; a StoreError if one byte changed since the import."""
        with self._damage():
            (said,) = self._database.execute("pragma integrity_check").fetchone()
            kept = self._database.execute("select value from meta where name = 'digest'").fetchone()
            if said != "ok" or kept is None or kept[0] != digest(self._database):
                raise self._damage_error(said if said != "ok" else "its content was changed")

    def close(self) -> None:
        self._database.close()

    def _joined_states(self) -> frozenset[str] | None:
        """Return the states whose agencies are in the file; None for all."""
        said = self._ask("select value from meta where name = 'states'")
        return frozenset(said[0][0].split(" ")) if said else None

    def _sources(self) -> Iterator[ListSource]:
        asked = "select title, day, list, says, document, sha256, complete, rows, url from sources"
        with self._damage():
            for title, day, which, says, document, sha, complete, rows, url in self._ask(
                f"{asked} order by n"
            ):
                yield ListSource(
                    title,
                    dt.date.fromisoformat(day),
                    ListName(which),
                    Says(says),
                    document,
                    sha,
                    bool(complete),
                    rows,
                    url,
                )

    def _by_form(self, where: str, *given: str) -> tuple[Agency, ...]:
        join = "forms join agencies a on a.n = agency"
        asked = f"select distinct a.id from {join} where {where} order by a.id"
        found = (self.by_id(id_) for (id_,) in self._ask(asked, *given))
        return tuple(one for one in found if one is not None)

    def _first(self, where: str, value: str) -> Agency | None:
        if value in self._known:
            return self._known[value]
        rows = self._ask(f"{_AGENCY} {where} order by id limit 1", value)
        if not rows:
            return None
        n = rows[0][0]
        members = self._ask("select source, member, models from members where agency = ?", n)
        doubts = self._ask("select source from doubts where agency = ?", n)
        with self._damage():
            made = self._agency(rows[0], members, [at for (at,) in doubts])
        self._known[made.id] = made
        return made

    def _agency(
        self, row: tuple[Any, ...], members: Iterable[tuple[Any, ...]], doubts: Iterable[int]
    ) -> Agency:
        _, id_, name, kind, state, county, ori, source, note = row
        known = AgencyKind(kind) if kind else None
        made = AssembledAgency(
            id_, name, known, state, county, ori, source, note, doubts=set(doubts)
        )
        for at, member, models in members:
            made.member[at] = (bool(member), tuple(json.loads(models)))
        return entry_of(made, self.sources)

    def _ask(self, statement: str, *given: str | int) -> list[tuple[Any, ...]]:
        try:
            return self._database.execute(statement, given).fetchall()
        except DatabaseError as error:
            raise self._damage_error(str(error)) from error

    @contextlib.contextmanager
    def _damage(self) -> Iterator[None]:
        """Turn content that no import writes into a StoreError: damage decides nothing."""
        try:
            yield
        except (DatabaseError, ValueError, KeyError, IndexError, TypeError) as error:
            raise self._damage_error(f"{type(error).__name__}: {error}") from error

    def _damage_error(self, says: str) -> StoreError:
        return StoreError(
            f"{self.path}: the directory is damaged ({says})",
            hint="move it away and import the lists again; --no-lists leaves them out of account",
        )
