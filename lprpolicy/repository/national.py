"""The national directory that comes with lprpolicy, looked up in place.

A name's key is searched for in the sorted index; then the few agencies under it are read, and
their forms compared. It answers as the imported lists do, from the same lists put together.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Set
from functools import cached_property, lru_cache
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Final

from lprpolicy.errors import StoreError
from lprpolicy.host.package_data import map_file, path_of
from lprpolicy.identify.assembled import AssembledAgency
from lprpolicy.identify.derived import FAR, NEAR
from lprpolicy.identify.entries import starts_of
from lprpolicy.identify.forms import forms_of
from lprpolicy.identify.listed_entry import entry_of
from lprpolicy.identify.name_keys import key_of
from lprpolicy.identify.place_words import OF_PLACES, words_of_places
from lprpolicy.model.directory import Agency
from lprpolicy.model.lists import SHIPPED, AgencyList, ListName, ListSource, Says
from lprpolicy.repository.national_tables import (
    AGENCIES,
    AGREEMENTS,
    NAMES,
    Agreement,
    Head,
    agency_of,
    agreement_of,
    head_of,
    listed_agencies,
    listed_agreements,
    names_table,
    shipped_list,
    table_of,
)
from lprpolicy.repository.sorted_lines import SortedLines

FOLDER: Final = SHIPPED.removeprefix("lprpolicy/")
_Said = tuple[dict[str, dict[int, set[str]]], dict[str, set[int]]]
"""The models of each id by list, and the lists that may mean it."""


class National:
    """The shipped directory: the FBI's list and ICE's agreements, put together.

    `folder` is another place of the tables.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or path_of(FOLDER)
        self.path: Path = self._folder / AGENCIES
        self._known: dict[str, Agency] = {}
        self._lines: dict[str, AssembledAgency | None] = {}
        self._forms: dict[str, dict[str, int]] = {}
        self._last: tuple[str | None, list[list[str]]] = None, []
        self._near: dict[str, list[tuple[str, str]]] = {}
        self._words: dict[str, frozenset[str]] = {}
        self._said: dict[str, _Said] = {}

    @cached_property
    def _agencies(self) -> SortedLines:
        return SortedLines(map_file(self.path), self._agencies_head[0])

    @cached_property
    def _names(self) -> SortedLines:
        text = map_file(self._folder / NAMES)
        return SortedLines(text, head_of(text)[0])

    @cached_property
    def _agencies_head(self) -> tuple[int, tuple[Head, ...]]:
        return head_of(map_file(self.path))

    @cached_property
    def _lists(self) -> tuple[AgencyList, ...]:
        """The lists without their rows, in the order in which they are put together."""
        made = []
        for head in self._agencies_head[1]:
            table = table_of(head.source)
            made.append(shipped_list(head, table, self._digests[table], ()))
        return tuple(made)

    @cached_property
    def _digests(self) -> dict[str, str]:
        return {
            table: sha256(map_file(self._folder / table)).hexdigest()
            for table in (AGENCIES, AGREEMENTS)
        }

    @cached_property
    def sources(self) -> tuple[ListSource, ...]:
        """The lists, with the digests of the tables as they are installed."""
        return tuple(one.source for one in self._lists)

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {head.key: at for at, head in enumerate(self._agencies_head[1])}

    @cached_property
    def _agreements(self) -> SortedLines:
        text = map_file(self._folder / AGREEMENTS)
        return SortedLines(text, head_of(text)[0])

    def _said_in(self, state: str) -> _Said:
        """What the agreements of a state say; each line is about agencies of its own state."""
        if state not in self._said:
            lines = (f"{key}\t{state}\t" for key in self._numbers)
            found = chain.from_iterable(map(self._agreements.lines_from, lines))
            self._said[state] = self._read_said(found)
        return self._said[state]

    def _read_said(self, lines: Iterable[str]) -> _Said:
        """What lines of the agreements say of each id.

        A line of a list of partners makes its agency one. A line of any other list leaves open
        whether its agency is one, as every line does for those that it may mean.
        """
        members: dict[str, dict[int, set[str]]] = {}
        doubts: dict[str, set[int]] = {}
        partners = {at for at, one in enumerate(self._lists) if one.says is Says.PARTNERS}
        for line in lines:
            key, _, _, _, model, _, id_, may_be = line.split("\t")
            at = self._numbers[key]
            for doubted in may_be.split():
                doubts.setdefault(doubted, set()).add(at)
            if id_ and at in partners:
                members.setdefault(id_, {}).setdefault(at, set()).update({model} - {""})
            elif id_:
                doubts.setdefault(id_, set()).add(at)
        return members, doubts

    @property
    def national(self) -> str | None:
        for one in self._lists:
            if one.list is ListName.FBI_LEE and one.complete:
                return f"{one.title} of {one.on}"
        return None

    def by_id(self, id: str) -> Agency | None:  # noqa: A002 - the protocol Entries calls it so
        if id not in self._known:
            found = self.assemble(id)
            if found is None:
                return None
            self._known[id] = entry_of(found, self.sources)
        return self._known[id]

    def by_ori(self, ori: str) -> Agency | None:
        id_ = self.id_of_ori(ori)
        return self.by_id(id_) if id_ is not None else None

    def id_of_ori(self, ori: str) -> str | None:
        """Return the id of the agency with this ORI."""
        likely = f"us-{ori[:2].lower()}/"  # an ORI begins with its state's letters
        line = self._agencies.with_cell(ori, likely=likely) if ori else None
        found = self._read_assembled(line) if line is not None else None
        return found.id if found is not None and found.ori == ori else None

    def find_named(self, form: str, state: str | None = None) -> tuple[Agency, ...]:
        ids = self.ids_named(form)
        if state is not None:
            ids = {one for one in ids if _is_in(one, state)}
        return self._all_of(ids) if ids else ()

    def find_derived(self, form: str, state: str | None) -> tuple[Agency, ...]:
        ids = self.ids_derived(form, state)
        return self._all_of(ids) if ids else ()

    def ids_named(self, form: str) -> set[str]:
        """Return the ids of all who have this name."""
        return {id_ for called, id_ in self._with_key_of(form) if called == form}

    def ids_derived(self, form: str, state: str | None) -> set[str]:
        """Return the ids of those whom this form may mean, though it is not their name."""
        ranks = {
            id_: self._rank(id_).get(form, 0)
            for _, id_ in self._with_key_of(form)
            if state is None or _is_in(id_, state)
        }
        if state is None:
            return {id_ for id_, rank in ranks.items() if rank > 0}
        near = {id_ for id_, rank in ranks.items() if rank == NEAR}
        return near or {id_ for id_, rank in ranks.items() if rank == FAR}

    def _with_key_of(self, form: str) -> list[list[str]]:
        """Return the form and the id of each name with the key of a form.

        The last answer is kept: a name is looked for as it stands, then as it may be meant.
        """
        if self._last[0] != form:
            lines = self._names.under(key_of(form))
            self._last = form, [line.split("\t")[1:] for line in lines]
        return self._last[1]

    def near(self, starts: frozenset[str]) -> Iterable[tuple[str, str]]:
        return [pair for start in sorted(starts) for pair in self._near_to(start)]

    def _near_to(self, start: str) -> list[tuple[str, str]]:
        """Return forms and ids by one beginning of a word, looked for once."""
        if start not in self._near:
            lines = self._names.with_words(start, column=1)
            pairs = (line.split("\t")[1:] for line in lines)
            found = sorted((form, id_) for form, id_ in pairs if start in starts_of(form))
            self._near[start] = found
        return self._near[start]

    def words_in(self, state: str) -> frozenset[str]:
        if state not in self._words:
            here = map(self._read_assembled, self._agencies.lines_from(f"{state}/"))
            self._words[state] = words_of_places(
                (one.name, *one.also, one.county or "") for one in here if one.kind in OF_PLACES
            )
        return self._words[state]

    def all(self) -> Iterator[Agency]:
        """Give every entry, sorted by id."""
        return (entry_of(one, self.sources) for one in self.all_assembled())

    def all_assembled(self) -> Iterator[AssembledAgency]:
        """Give what the lists say together of every agency, sorted by id."""
        with self._damage():
            for line in self._agencies:
                yield self._with_statements(self._read_assembled(line))

    def ids(self) -> Iterator[str]:
        """Give every id, sorted."""
        return (line.partition("\t")[0] for line in self._agencies)

    def partners(self) -> frozenset[str]:
        """Return the ids of all whom any list names a partner."""
        return frozenset(self._read_said(self._agreements)[0])

    def about(self, states: Set[str] | None) -> dict[str, Agency]:
        """Return the entries of these states, and all others that a list names a partner.

        None stands for all states. Where a user's lists speak of these states, no other entry
        differs.
        """
        if states is None:
            return {one.id: one for one in self.all()}
        wanted = {id_ for id_ in self.ids() if id_.partition("/")[0] in states}
        return {one.id: one for one in self._all_of(wanted | self.partners())}

    def count(self) -> int:
        """Return the number of entries."""
        return sum(1 for _ in self._agencies)

    def lists(self, states: Set[str] | None = None) -> Iterator[AgencyList]:
        """Give the lists with their rows, for an import to join with a user's.

        `states` are those whose rows are wanted; None stands for all.
        """
        said: dict[str, list[Agreement]] = {}
        for one in map(agreement_of, self._agreements):
            if states is None or one.state in states:
                said.setdefault(one.list, []).append(one)
        lines = (one for one in self._agencies if states is None or one.partition("/")[0] in states)
        from_list = map(self._read_assembled, lines)
        of_list: dict[int, list[AssembledAgency]] = {}
        for agency in from_list:
            of_list.setdefault(agency.source, []).append(agency)
        for at, head in enumerate(self._agencies_head[1]):
            table = table_of(head.source)
            rows = (
                listed_agencies(of_list.get(at, ()))
                if table == AGENCIES
                else listed_agreements(said.get(head.key, ()))
            )
            yield shipped_list(head, table, self._digests[table], rows)

    def notes(self) -> tuple[str, ...]:
        """Return no notes: what was left out was looked at when the tables were made."""
        return ()

    def verify(self) -> None:
        """Read everything, and make the index again; a StoreError if they do not fit together."""
        with self._damage():
            said = names_table(map(self._read_assembled, self._agencies))
            if said.encode() != map_file(self._folder / NAMES)[:]:
                raise ValueError("the index is not that of the agencies")
            self._read_said(self._agreements)
            for one in map(agreement_of, self._agreements):
                ids = [*one.may_be, *([one.id] if one.id else [])]
                if not all(_is_in(id_, one.state) for id_ in ids):
                    raise ValueError(f"an agreement of {one.state} is of another state's agency")

    def close(self) -> None:
        """Nothing is held open."""

    def _read_assembled(self, line: str) -> AssembledAgency:
        return agency_of(line, self._numbers)

    def assemble(self, id_: str) -> AssembledAgency | None:
        """Return what the lists say of an agency together; None for one that they have not."""
        made = self._line(id_)
        return self._with_statements(made) if made is not None else None

    def _line(self, id_: str) -> AssembledAgency | None:
        """Return what the line of an agency says; None without one."""
        if id_ not in self._lines:
            line = next(self._agencies.under(id_), None)
            self._lines[id_] = self._read_assembled(line) if line is not None else None
        return self._lines[id_]

    def _with_statements(self, made: AssembledAgency) -> AssembledAgency:
        members, doubts = self._said_in(made.id.partition("/")[0])
        for at, models in members.get(made.id, {}).items():
            made.member[at] = (True, tuple(sorted(models)))
        made.doubts = doubts.get(made.id, set())
        return made

    def _all_of(self, ids: Iterable[str]) -> tuple[Agency, ...]:
        found = (self.by_id(id_) for id_ in sorted(set(ids)))
        return tuple(one for one in found if one is not None)

    def _rank(self, id_: str) -> dict[str, int]:
        """Return the forms of an agency with their strength."""
        if id_ not in self._forms:
            one = self._line(id_)
            made = forms_of(one.name, one.kind, one.state, one.also, unit=one.unit) if one else {}
            self._forms[id_] = made
        return self._forms[id_]

    @contextlib.contextmanager
    def _damage(self) -> Iterator[None]:
        try:
            yield
        except (ValueError, KeyError, IndexError, TypeError) as error:
            raise StoreError(
                f"{self.path}: the national directory is damaged ({error})",
                hint="install the package again",
            ) from error


def _is_in(id_: str, state: str) -> bool:
    return id_.startswith(f"{state}/")


@lru_cache(maxsize=1)
def national() -> National:
    """Return the shipped directory, opened once."""
    return National()
