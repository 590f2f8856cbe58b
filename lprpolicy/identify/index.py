"""Who a raw vendor name is: exact on normal forms and listed names, and never by likeness.

Federal names come first and nothing overrides them. Then come the entries of every directory,
then what a name's own words say. What is left is unknown, with entries to look at.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Final

from lprpolicy.identify import suspect_words
from lprpolicy.identify.against import in_brackets
from lprpolicy.identify.answers import MANY, ambiguous, answer_of_entry, unknown
from lprpolicy.identify.entries import Both, Entries, Own, by_start, starts_of
from lprpolicy.identify.hints import may_be_a_post, shared_with_states, without_places
from lprpolicy.identify.kinds import Kind, kind_of
from lprpolicy.identify.names import Name, read_name
from lprpolicy.identify.nationwide import nationwide
from lprpolicy.identify.particles import other_spellings
from lprpolicy.identify.patterns import Family, Read, families, first_family, read_pattern
from lprpolicy.identify.places import in_counties
from lprpolicy.identify.posing import POSING, poses
from lprpolicy.identify.standing import OFFICIAL, EntryStanding, Standings
from lprpolicy.identify.states import leading_state, state_id
from lprpolicy.identify.suggest import Suggester
from lprpolicy.identify.tables import NameTable
from lprpolicy.identify.two_states import conflict, shown_state
from lprpolicy.model.directory import Agency, Directory
from lprpolicy.model.identity import Identity
from lprpolicy.model.subject import Recipient
from lprpolicy.model.words import AgencyKind

LONGEST: Final = 300
"""Texts longer than this are not names, and are not looked up."""
_CAPITAL: Final = "us-dc"
_OF_A_PLACE: Final = frozenset({AgencyKind.MUNICIPAL_POLICE, AgencyKind.COUNTY_POLICE})
_OF_A_STATE: Final = frozenset(
    {AgencyKind.STATE_POLICE, AgencyKind.STATE_AGENCY, AgencyKind.CORRECTIONS}
)
AsRead = tuple[list[list[tuple[str, str | None]]], list[Read]]


@dataclass(frozen=True)
class FederalNames:
    """The built-in directory, by normal form. A name with a state counts in that state only."""

    directory: Directory

    @classmethod
    @lru_cache(maxsize=1)
    def of(cls, directory: Directory) -> FederalNames:
        return cls(directory)

    @cached_property
    def by_id(self) -> dict[str, Agency]:
        return {agency.id: agency for agency in self.directory.agencies}

    @cached_property
    def by_word(self) -> dict[str, list[Family]]:
        return families(self.directory.patterns, self.as_read[1])

    @cached_property
    def everywhere(self) -> dict[str, Agency]:
        return {form: agency for (form, state), agency in self._names.items() if state is None}

    @cached_property
    def in_state(self) -> dict[tuple[str, str], Agency]:
        return {
            (form, state): agency
            for (form, state), agency in self._names.items()
            if state is not None
        }

    @cached_property
    def local_forms(self) -> frozenset[str]:
        return frozenset(form for form, _ in self.in_state)

    @cached_property
    def _names(self) -> dict[tuple[str, str | None], Agency]:
        """Every name; the first of two entries with one name counts."""
        found: dict[tuple[str, str | None], Agency] = {}
        for agency, names in zip(self.directory.agencies, self.as_read[0], strict=True):
            for name in names:
                found.setdefault(name, agency)
        return found

    @cached_property
    def as_read(self) -> AsRead:
        """The form and state of each entry's names, and the patterns, read at the first look-up."""
        names = [
            [(name.form, name.state) for name in map(read_name, (one.name, *one.aliases))]
            for one in self.directory.agencies
        ]
        return names, [read_pattern(one) for one in self.directory.patterns]

    def set_as_read(self, known: AsRead) -> None:
        """Take what was read of the very same directory before, instead of reading it again."""
        self.__dict__["as_read"] = known

    @cached_property
    def starts(self) -> dict[str, list[tuple[str, str]]]:
        """The names without a state, and their agencies' ids, by the beginnings of their words."""
        return by_start((form, agency.id) for form, agency in self.everywhere.items())

    def find(self, name: Name, state: str | None) -> tuple[Agency, str] | None:
        """Find the federal agency that a name certainly means, and why."""
        named = self.by_id.get(name.raw.strip().casefold())
        if named is not None:
            return named, f"it is the id of {named.name}"
        forms = tuple(dict.fromkeys((name.form, *name.parts)))
        for form in forms:
            agency = self.everywhere.get(form)
            if agency is None and state is not None:
                agency = self.in_state.get((form, state))
            elsewhere = state not in (None, _CAPITAL) and shared_with_states(form)
            if agency is not None and not elsewhere:
                return agency, f"the federal directory lists this name for {agency.name}"
        for form in forms:
            held = first_family(self.by_word, form)
            if held is not None and not (shared_with_states(form) and state is not None):
                agency = self.by_id[held.means]
                return agency, f"the federal directory reads '{held.words}' as {agency.name}"
        return None

    def may_be(self, name: Name, state: str | None) -> Agency | None:
        """Find a federal agency that a name may mean, where the name does not settle it."""
        for form in (name.form, *name.parts):
            if state is not None and shared_with_states(form) and form in self.everywhere:
                return self.everywhere[form]
            if state is None and form in self.local_forms:
                return next(who for (text, _), who in self.in_state.items() if text == form)
        return None


@dataclass(frozen=True, slots=True)
class Index:
    """All known agencies, ready for look-ups."""

    federal: FederalNames
    entries: Entries
    suggester: Suggester
    standings: Standings
    recipients: dict[str, Recipient] = field(default_factory=dict, repr=False, compare=False)
    """Agencies as checks see them, by id; each is built at its first look-up."""
    _ids: dict[str, dict[str, list[str]]] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(
        cls,
        federal: Directory,
        *others: Directory,
        lists: Entries | None = None,
    ) -> Index:
        """Read the built-in federal directory and a repository's own, over loaded lists if any."""
        known, own = FederalNames.of(federal), Own.of(*others)
        entries: Own | Both = own if lists is None else Both(own, lists)

        def near(starts: frozenset[str]) -> list[tuple[str, str]]:
            mine = (pair for start in starts for pair in known.starts.get(start, ()))
            return [*mine, *entries.near(starts)]

        standings = Standings(own, entries)
        return cls(federal=known, entries=entries, suggester=Suggester(near), standings=standings)

    @property
    def has_lists(self) -> bool:
        """Whether imported lists stand behind the directories."""
        return isinstance(self.entries, Both)

    def agency(self, id: str) -> Agency | None:  # noqa: A002 - it is the id of the entry
        """Find the entry with this id; the built-in directory decides on federal ids."""
        return self.federal.by_id.get(id) or self.entries.by_id(id)

    def standing(self, agency: Agency) -> EntryStanding:
        """What an entry is worth; a built-in federal one is official."""
        return OFFICIAL if agency.id in self.federal.by_id else self.standings(agency)

    def ids_like(self, identifier: str) -> list[str]:
        """List ids of the same state with a word that begins alike, for "did you mean"."""
        state, _, name = identifier.partition("/")
        starts = starts_of(name.replace("-", " "))
        return sorted({one for start in starts for one in self._ids_at(start).get(state, ())})

    def _ids_at(self, start: str) -> dict[str, list[str]]:
        """Group ids of entries with a word that begins this way by state, once for each beginning.

        Half of all entries have a word that begins with "pd" or "cou", so this is remembered.
        """
        known = self._ids.get(start)
        if known is None:
            known = self._ids[start] = {}
            for _, id_ in self.entries.near(frozenset({start})):
                known.setdefault(id_.partition("/")[0], []).append(id_)
        return known

    def identify(self, raw: str, *, state: str | None = None, similar: bool = False) -> Identity:
        """Say who a raw name is. `state` is a fact from elsewhere in the same export.

        A name that only an entry without evidence has is nobody's. With `similar`, an unknown name
        gets suggestions for a person to look at: that is ten times the work of the rest.
        """
        found = self._identify(raw, state)
        if poses(raw) and not found.federal:
            return unknown(read_name(raw[:LONGEST]), f"it {POSING}", raw=raw)
        if similar and found.may_be_misspelt:
            found = replace(found, suggestions=self.suggester.like(read_name(raw).form))
        entry = self.agency(found.id) if found.id is not None else None
        standing = self.standing(entry) if entry is not None else OFFICIAL
        if entry is None or entry.kind is None or standing.rank.may_permit:
            return found
        why = f"the directory lists it as {entry.id}, which nothing bears out: {standing.why}"
        made = unknown(read_name(raw), why)
        return replace(made, suggestions=(entry.id,), claims=entry.id)

    def _identify(self, raw: str, state: str | None) -> Identity:
        if len(raw) > LONGEST:
            return unknown(read_name(raw[:LONGEST]), "it is too long to be a name", raw=raw)
        name = read_name(raw)
        if name.strange is not None:
            return unknown(name, f"it {name.strange}")
        wanted = shown_state(name, state)
        found = self.federal.find(name, wanted)
        if found is not None:
            return answer_of_entry(name, *found, state=None)
        if name.says_federal:
            why = "the vendor marks it as federal, and no directory lists which agency it is"
            return replace(unknown(name, why), federal=True)
        two = conflict(name, wanted, state)
        if two is not None:
            return replace(unknown(name, two), state=None)
        beside = in_brackets(name) if len(name.parts) > 1 else None
        if beside is not None and not self.entries.find_named(name.form):
            return unknown(name, f"in brackets stands {' and '.join(name.parts[1:])}; {beside}")
        listed = self._find_listed(name, wanted)
        if listed is not None:
            return listed
        likely = self.federal.may_be(name, wanted)
        if likely is not None:
            why = f"it may mean {likely.name} or a local body of the same name"
            return replace(unknown(name, why), suggestions=(likely.id,))
        made = self._bare(name) if wanted is None else self._by_its_words(name, wanted)
        doubt = may_be_a_post(name) if self._is_no_listed_town(made) else None
        if doubt is None:
            return made
        return replace(unknown(name, doubt), state=None if name.veterans else wanted)

    def _is_no_listed_town(self, made: Identity) -> bool:
        """Whether a town's police by its words is on no list of the whole country."""
        told = made.kind in _OF_A_PLACE and made.federal is False
        nobody = made.id is None and not made.suggestions
        return told and nobody and self.entries.national is not None

    def _bare(self, name: Name) -> Identity:
        """Identify a name without a state: an entry decides only if no other can be meant.

        That is where the name's own words show the state, or where a list of the whole country
        has one agency of the name and of the kind that its words say.
        """
        made = self._by_its_words(name, None)
        forms = dict.fromkeys((name.form, *name.parts[:1]))
        held = {one.id: one for form in forms for one in self.entries.find_named(form)}
        called = {one.id: one for form in forms for one in self.entries.find_derived(form, None)}
        only = next(iter((held | called).values()), None)
        if nationwide(name.form) is not None:
            return made
        if only is not None and len(held | called) == 1 and self._alone(name, only, made):
            why = f"the {self.entries.national} has one agency of this name in the country"
            return answer_of_entry(name, only, why, state=only.state)
        shown = self._in_the_state_it_begins_with(name, made)
        if shown is not None:
            return shown
        if not held or made.state is not None:
            return made
        ids = tuple(held)
        more = f" and {len(ids) - MANY} more" if len(ids) > MANY else ""
        listed_ = " and ".join(ids[:MANY])
        why = f"the directory lists {listed_}{more}, and nothing shows the state"
        return replace(made, why=why, suggestions=ids[:MANY], may_be_misspelt=False)

    def _in_the_state_it_begins_with(self, name: Name, made: Identity) -> Identity | None:
        """Identify a state's own body by the state in its name: Ohio Department of …"""
        led = leading_state(list(name.words))
        state = made.state or (state_id(led[0]) if led else None)
        listed = self._find_listed(name, state) if state is not None else None
        if listed is None:
            return None
        if made.state is not None and made.federal is False:
            return listed
        return listed if listed.kind in _OF_A_STATE else None

    def _alone(self, name: Name, only: Agency, made: Identity) -> bool:
        """Whether a name without a state certainly means the only entry that has the name.

        Homeland Police Department may be that of Homeland in Georgia, or may be no town's.
        """
        if suspect_word(name) is not None:
            return False
        if self.entries.national is None or made.kind is None or made.federal is not False:
            return False
        return only.kind is made.kind and only.state is not None and not only.kind.federal

    def _find_listed(self, name: Name, wanted: str | None) -> Identity | None:
        """Find the entry of a directory or a list with this name in this state."""
        named = self.agency(name.raw.strip().casefold()) if "/" in name.raw else None
        if named is not None:
            return answer_of_entry(name, named, f"it is the id of {named.name}", state=named.state)
        forms = dict.fromkeys((name.form, *name.parts[:1]))
        for form in forms:
            fits = [one for one in self.entries.find_named(form, wanted) if _fits(one, wanted)]
            if fits:
                return _one_of(name, fits, wanted, "the directory lists this name")
        for form in forms if wanted is not None else ():
            fits = list(self.entries.find_derived(form, wanted))
            if fits:
                why = f"the directory lists {fits[0].name}, which is also called so"
                return _one_of(name, fits, wanted, why)
        return self._find_spelled(name, wanted) if wanted is not None else None

    def _find_spelled(self, name: Name, wanted: str) -> Identity | None:
        """Find the entry whose name is this one with a particle joined or apart: La Porte."""
        entries = self.entries
        fits = [
            one
            for form in other_spellings(name.form)
            for one in (*entries.find_named(form, wanted), *entries.find_derived(form, wanted))
            if one.state == wanted
        ]
        why = f"the directory lists {fits[0].name}, which is spelled so too" if fits else ""
        return _one_of(name, fits, wanted, why) if fits else None

    def _by_its_words(self, name: Name, wanted: str | None) -> Identity:
        read: Kind = kind_of(name.form, wanted)
        for part in name.parts[:1] if read.kind is None and read.federal is None else ():
            outer = kind_of(part, wanted)
            if outer.kind is not None and read.table is not NameTable.HINTS:
                read = outer
        if read.table is NameTable.STATES and read.kind is None:
            return replace(unknown(name, read.why), state=None)
        everywhere = read.kind is AgencyKind.TRANSIT_POLICE and nationwide(name.form) is not None
        return Identity(
            raw=name.raw,
            id=None,
            name=None,
            kind=read.kind,
            state=None if everywhere else wanted or read.state,
            federal=read.federal,
            component=None,
            status=name.status,
            why=f"{read.why}; it polices many states" if everywhere else read.why,
            may_be_misspelt=read.kind is None,
        )


def suspect_word(name: Name) -> str | None:
    """Return a word of a federal body in a name that one agency alone would otherwise settle."""
    words = without_places(name.form).split()
    return next((word for word in words if word in suspect_words.FEDERAL), None)


def _fits(agency: Agency, wanted: str | None) -> bool:
    if agency.kind is not None and agency.kind.federal:
        return True
    return agency.state == wanted


def _one_of(name: Name, fits: list[Agency], wanted: str | None, why: str) -> Identity:
    fits = in_counties(fits, name.parts[1:])
    if len({one.id for one in fits}) > 1:
        return ambiguous(name, fits, wanted)
    return answer_of_entry(name, fits[0], why, state=fits[0].state or wanted)
