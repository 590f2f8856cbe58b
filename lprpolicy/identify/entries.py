"""Where entries are looked up: a repository's own directory, loaded lists, and both together.

The repository's own entries win over the lists', and take from them what only they say: who is
on which 287(g) sheet.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

from lprpolicy.identify.borne_out import NOTHING, Official
from lprpolicy.identify.names import read_name
from lprpolicy.identify.place_words import LOCAL, OF_PLACES, bare_name, words_of_places
from lprpolicy.model.directory import Agency, Directory, Membership
from lprpolicy.model.lists import ListSource, Says


class Entries(Protocol):
    """What an index looks up: entries by id, by ORI, and by the normal form of a name."""

    @property
    def national(self) -> str | None:
        """The list of the whole country behind these entries, with its day; None without one."""

    @property
    def sources(self) -> tuple[ListSource, ...]:
        """The official lists that the entries come from, with the digest of each."""

    def by_id(self, id: str) -> Agency | None:  # noqa: A002 - it is the id of the entry
        """The entry with this id."""

    def by_ori(self, ori: str) -> Agency | None:
        """The one entry with this ORI."""

    def find_named(self, form: str, state: str | None = None) -> tuple[Agency, ...]:
        """Every entry with this name; with a state, those of other states may be left out."""

    def find_derived(self, form: str, state: str | None) -> tuple[Agency, ...]:
        """Entries that this form may mean, though it is not their name.

        Within a state, only the nearest ones; for the whole country, all of them.
        """

    def near(self, starts: frozenset[str]) -> Iterable[tuple[str, str]]:
        """Forms and ids of entries with a word that begins this way, for suggestions."""

    def words_in(self, state: str) -> frozenset[str]:
        """The words of places and bodies in the names of a state, in lower case."""


def starts_of(form: str) -> frozenset[str]:
    """Return the beginnings of a form's first two words, by which similar names are found.

    >>> sorted(starts_of("norwalk pd"))
    ['nor', 'pd']
    """
    return frozenset(word[:3] for word in form.split()[:2])


def by_start(pairs: Iterable[tuple[str, str]]) -> dict[str, list[tuple[str, str]]]:
    """Index forms and ids by each beginning of a form's words."""
    starts: dict[str, list[tuple[str, str]]] = {}
    for pair in pairs:
        for start in starts_of(pair[0]):
            starts.setdefault(start, []).append(pair)
    return starts


@dataclass(frozen=True)
class Own:
    """The directories of a repository, in memory. Names are read at the first look-up."""

    agencies: tuple[Agency, ...]
    ids: Mapping[str, Agency]
    oris: Mapping[str, Agency]

    @classmethod
    def of(cls, *directories: Directory) -> Own:
        """Read directories; the first of two entries with the same id counts."""
        agencies = tuple(one for directory in directories for one in directory.agencies)
        return cls(
            agencies,
            {one.id: one for one in reversed(agencies)},
            {one.ori: one for one in reversed(agencies) if one.ori is not None},
        )

    @cached_property
    def states(self) -> frozenset[str | None]:
        """The states of the entries: no other one can have an entry of the same agency."""
        return frozenset(map(_state, self.agencies))

    @cached_property
    def shared_oris(self) -> Mapping[str, tuple[str, ...]]:
        """The ids under each ORI that more than one entry has."""
        held: dict[str, dict[str, None]] = {}
        for one in self.agencies:
            if one.ori is not None:
                held.setdefault(one.ori, {})[one.id] = None
        return {ori: tuple(ids) for ori, ids in held.items() if len(ids) > 1}

    @cached_property
    def forms(self) -> Mapping[str, tuple[Agency, ...]]:
        """The entries of each normal form."""
        forms: dict[str, list[Agency]] = {}
        for agency in self.agencies:
            names = (agency.name, *agency.aliases)
            for form in dict.fromkeys(read_name(name).form for name in names):
                forms.setdefault(form, []).append(agency)
        return {form: tuple(held) for form, held in forms.items()}

    @cached_property
    def starts(self) -> Mapping[str, list[tuple[str, str]]]:
        """Forms and ids of the entries with a word that begins this way."""
        return by_start((form, agency.id) for form, held in self.forms.items() for agency in held)

    @property
    def national(self) -> str | None:
        return None

    @property
    def sources(self) -> tuple[ListSource, ...]:
        return ()

    def by_id(self, id: str) -> Agency | None:  # noqa: A002 - as above
        return self.ids.get(id)

    def by_ori(self, ori: str) -> Agency | None:
        return self.oris.get(ori)

    def find_named(self, form: str, state: str | None = None) -> tuple[Agency, ...]:
        del state  # there are few
        return self.forms.get(form, ())

    def find_derived(self, form: str, state: str | None) -> tuple[Agency, ...]:
        del form, state
        return ()

    def near(self, starts: frozenset[str]) -> Iterable[tuple[str, str]]:
        return [pair for start in sorted(starts) for pair in self.starts.get(start, ())]

    def words_in(self, state: str) -> frozenset[str]:
        return words_of_places(
            (one.name, *one.aliases, one.county or "")
            for one in self.agencies
            if one.state == state and one.kind in OF_PLACES
        )

    def official(self, mine: Agency) -> Official:
        """Nothing: there are no lists behind it."""
        del mine
        return NOTHING


@dataclass(frozen=True, slots=True)
class Both:
    """A repository's own entries over those of the lists."""

    own: Own
    lists: Entries
    _merged: dict[str, Agency] = field(default_factory=dict)
    """Our own entries of which the lists say more, with that, by id."""
    _listed: dict[str, Agency | None] = field(default_factory=dict)
    """The lists' entry for each of our own, by the id of ours."""

    @property
    def national(self) -> str | None:
        return self.lists.national

    @property
    def sources(self) -> tuple[ListSource, ...]:
        return self.lists.sources

    def by_id(self, id: str) -> Agency | None:  # noqa: A002 - as above
        mine = self.own.by_id(id)
        if mine is not None:
            return self._with_lists(mine)
        listed = self.lists.by_id(id)
        return self._mine_or(listed) if listed is not None else None

    def by_ori(self, ori: str) -> Agency | None:
        mine = self.own.by_ori(ori)
        if mine is not None:
            return self._with_lists(mine)
        listed = self.lists.by_ori(ori)
        return self._mine_or(listed) if listed is not None else None

    def find_named(self, form: str, state: str | None = None) -> tuple[Agency, ...]:
        own, listed = self.own.find_named(form, state), self.lists.find_named(form, state)
        if not own and not listed:
            return ()
        return _once([*map(self._with_lists, own), *map(self._mine_or, listed)])

    def find_derived(self, form: str, state: str | None) -> tuple[Agency, ...]:
        listed = self.lists.find_derived(form, state)
        return _once(map(self._mine_or, listed)) if listed else ()

    def near(self, starts: frozenset[str]) -> Iterable[tuple[str, str]]:
        return [*self.own.near(starts), *self.lists.near(starts)]

    def words_in(self, state: str) -> frozenset[str]:
        return self.lists.words_in(state)

    def official(self, mine: Agency) -> Official:
        """What the lists say: their entry of the same agency, or where else its name is."""
        entry = self.find_listed(mine)
        if entry is not None:
            forms = {read_name(name).form for name in (mine.name, *mine.aliases)}
            called = (form for form in forms if self._is_called(entry, form))
            return Official(entry, frozenset(called))
        if self.national is None:
            return NOTHING
        named, state = self.lists.find_named(read_name(mine.name).form), _state(mine)
        other_ori = None
        if mine.ori is not None:
            same = self.lists.by_id(mine.id)
            oris = (one.ori for one in (same, *named) if one and one.ori and one.state == state)
            other_ori = next(oris, None)
        if not named and mine.kind in LOCAL:
            named = self.lists.find_named(f"{bare_name(mine.name)} pd")
        return Official(
            elsewhere=frozenset(one.state for one in named if one.state),
            words=self.lists.words_in(state) if state is not None else None,
            other_ori=other_ori,
        )

    def _is_called(self, entry: Agency, form: str) -> bool:
        named = self.lists.find_named(form, entry.state)
        if any(one.id == entry.id for one in named):
            return True
        return any(one.id == entry.id for one in self.lists.find_derived(form, entry.state))

    def find_listed(self, mine: Agency) -> Agency | None:
        """Find the lists' entry for one of our own: by ORI, by id, or by name and place."""
        if mine is not self.own.by_id(mine.id) and mine is not self._merged.get(mine.id):
            return self._find_listed(mine)  # it is none of our own, or the second of one id
        if mine.id not in self._listed:
            self._listed[mine.id] = self._find_listed(mine)
        return self._listed[mine.id]

    def _find_listed(self, mine: Agency) -> Agency | None:
        found = same = self.lists.by_id(mine.id)
        if same is None or same.ori != mine.ori:
            # The lists are sorted by id, and gone through for an ORI.
            found = self.lists.by_ori(mine.ori) if mine.ori else None
        if found is None and same is not None and None in (same.ori, mine.ori):
            found = same
        if found is None:
            held = [
                one
                for one in self.lists.find_named(read_name(mine.name).form, _state(mine))
                if _one(one, mine)
            ]
            found = held[0] if len(held) == 1 else None
        return found if found is not None and found.state == _state(mine) else None

    def _with_lists(self, mine: Agency) -> Agency:
        mine = self.own.ids[mine.id]  # the first of two entries with the same id counts
        listed = self.find_listed(mine)
        if listed is None:
            return mine
        if mine.id not in self._merged:
            self._merged[mine.id] = self._merge(mine, listed)
        return self._merged[mine.id]

    def _merge(self, mine: Agency, listed: Agency) -> Agency:
        """Add to an entry of our own what the lists say of programs that it does not."""
        own = [one for one in mine.programs if one.member or self._stands(one, listed)]
        said = {(one.program, one.source.on, one.member) for one in own}
        more = (
            one for one in listed.programs if (one.program, one.source.on, one.member) not in said
        )
        return mine.model_copy(update={"programs": (*own, *more)})

    def _stands(self, no: Membership, listed: Agency) -> bool:
        """Whether a no of ours still counts beside what the lists say of the agency.

        It does not where they say yes, and where a newer sheet leaves open what it denies.
        """
        if _on_list(no, listed.programs):
            return False
        newer = any(
            one.complete and one.says is Says.PARTNERS and one.on > no.source.on
            for one in self.lists.sources
        )
        return not newer or any(
            one.program is no.program and one.source.on > no.source.on for one in listed.programs
        )

    def _mine_or(self, listed: Agency) -> Agency:
        """Return the repository's entry for one of the lists', if it has one; else the lists'."""
        mine = self.own.by_id(listed.id)
        if mine is None and listed.ori is not None:
            mine = self.own.by_ori(listed.ori)
        if mine is None and listed.state in self.own.states:
            held = [
                one for one in self.own.find_named(read_name(listed.name).form) if _one(listed, one)
            ]
            mine = held[0] if len(held) == 1 else None
        return self._with_lists(mine) if mine is not None else listed


def _on_list(own: Membership, official: Iterable[Membership]) -> bool:
    """Whether the newest official word on a program is a yes, which no word of ours outdates."""
    found = [one for one in official if one.program is own.program]
    newest = max(found, key=lambda one: (one.source.on, one.member), default=None)
    return newest is not None and newest.member


def _state(mine: Agency) -> str | None:
    """The state of an entry; one that leaves it out has it in its id."""
    return mine.state or (mine.id.partition("/")[0] if mine.id.startswith("us-") else None)


def _one(listed: Agency, mine: Agency) -> bool:
    """Whether two entries with one name are one agency: same state, no different kind or ORI."""
    if listed.state != _state(mine):
        return False
    if None not in (listed.ori, mine.ori) and listed.ori != mine.ori:
        return False
    return listed.kind is mine.kind or None in (listed.kind, mine.kind)


def _once(agencies: Iterable[Agency]) -> tuple[Agency, ...]:
    return tuple({one.id: one for one in agencies}.values())
