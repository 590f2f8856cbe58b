"""Lists put together: one entry for each agency, with every name and every statement about it.

The same lists make the same entries in whatever order they were imported. A row that a built-in
federal name covers is left out: no list can say who a federal agency is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from lprpolicy.identify.assembled import Assembled, AssembledAgency, last_named
from lprpolicy.identify.derived import NAME
from lprpolicy.identify.forms import form_in, forms_of
from lprpolicy.identify.hints import federal_hint
from lprpolicy.identify.index import FederalNames
from lprpolicy.identify.kinds import kind_of
from lprpolicy.identify.names import read_name
from lprpolicy.identify.newest import newest_rows, newest_year
from lprpolicy.identify.places import counties
from lprpolicy.identify.slugs import ids, slug
from lprpolicy.model.lists import AgencyList, ListedAgency, ListName, Says
from lprpolicy.model.words import AgencyKind as K

_OF_A_STATE: Final = frozenset(
    {K.STATE_POLICE, K.STATE_AGENCY, K.CORRECTIONS, K.CAMPUS_POLICE, K.TRANSIT_POLICE}
)


class Assembly:
    """The work in progress: first the agencies, then which of them take part in 287(g)."""

    def __init__(self, federal: FederalNames, lists: Sequence[AgencyList]):
        self.federal = federal
        self.lists = sorted(lists, key=lambda one: one.key)
        self.newest = newest_year(self.lists)
        self.made = Assembled(tuple(one.source for one in self.lists), {})
        self.named: dict[tuple[str, str], list[AssembledAgency]] = {}
        self.derived: dict[tuple[str, str], list[AssembledAgency]] = {}
        self.by_ori: dict[str, AssembledAgency] = {}
        self.taken: set[str] = set()

    def agencies(self) -> None:
        """Add every agency of the FBI's list, then what other lists add.

        Those that only a part of an older list has come last, so that they change nobody's id.
        """
        rows = newest_rows(self.lists)
        for complete in (True, False):
            self._add([(row, at) for row, at in rows if self.lists[at].complete is complete])
        for at, one in enumerate(self.lists):
            if one.list is ListName.NEUTRAL:
                self._neutral(one, at)

    def _add(self, rows: list[tuple[ListedAgency, int]]) -> list[AssembledAgency | None]:
        """Add an entry with an id for each row; None for a row that is federal."""
        kept = [(row, at) for row, at in rows if not self._federal(row)]
        kinds = [self.kind(row) for row, _ in kept]
        own = [
            (row.state or "", slug(row.name, kind, row.state or ""), row.county, row.ori)
            for (row, _), kind in zip(kept, kinds, strict=True)
        ]
        names = ids(own, self.taken)
        made = {}
        for (row, at), kind, id_ in zip(kept, kinds, names, strict=True):
            made[id(row)] = self._make(row, at, kind, row.id or id_)
        return [made.get(id(row)) for row, _ in rows]

    def _make(self, row: ListedAgency, at: int, kind: K | None, id_: str) -> AssembledAgency:
        entry = AssembledAgency(id_, row.name, kind, row.state or "", row.county, row.ori, at)
        self.taken.add(id_)
        year = self.newest if self.lists[at].list is ListName.FBI_LEE else self.lists[at].on.year
        if row.year is not None and row.year < year:
            entry.year, entry.note = row.year, last_named(row.year)
        elif row.note:
            entry.note = row.note
        self.made.agencies[id_] = entry
        self.call(entry, row)
        if row.ori is not None:
            self.by_ori.setdefault(row.ori, entry)
        return entry

    def call(self, entry: AssembledAgency, row: ListedAgency) -> None:
        """Give an entry the names of a row, and the forms that follow from them."""
        others = [one for one in row.other_names if self._is_free(one, entry.state)]
        entry.also, entry.unit = tuple(others), row.unit
        neutral = self.lists[entry.source].list is ListName.NEUTRAL
        made = forms_of(row.name, entry.kind, entry.state, others, whole=neutral, unit=row.unit)
        for form, rank in made.items():
            entry.call([form], rank)
        for form, rank in entry.forms.items():
            held = (self.derived if rank else self.named).setdefault((entry.state, form), [])
            if entry not in held:
                held.append(entry)

    def _is_free(self, name: str, state: str) -> bool:
        """Whether no federal agency has this name."""
        return self.federal.find(read_name(name), state) is None

    def _federal(self, row: ListedAgency) -> bool:
        name = read_name(row.name)
        found = self.federal.find(name, row.state)
        if found is None and name.strange is None and not name.says_federal:
            return False
        who = found[0].name if found else "a federal agency or nobody"
        self.made.notes.append(f"{row.where}: {row.name} is left out, since it means {who}")
        return True

    def kind(self, row: ListedAgency) -> K | None:
        """Return the kind of a row's agency: from its type, or from the words of its name."""
        if not row.open_kind:
            return row.kind
        form = form_in(read_name(row.name), row.state or "")
        if federal_hint(form) is not None:
            return None
        read = kind_of(form, row.state).kind
        if row.no_town and read is K.MUNICIPAL_POLICE:
            return None
        if row.kind is K.STATE_AGENCY:
            return read if read in _OF_A_STATE else K.STATE_AGENCY
        return read

    def _neutral(self, one: AgencyList, at: int) -> None:
        """Add rows to the agencies they name; rows of no known agency become new entries."""
        new: list[tuple[ListedAgency, int]] = []
        for row in one.rows:
            held = self._find_known(row)
            if not held:
                new.append((row, at))
            elif len(held) > 1:
                ids_ = ", ".join(sorted(entry.id for entry in held)[:4])
                self.made.notes.append(f"{row.where}: {row.name} may be any of {ids_}; left out")
            else:
                self._add_to(held[0], row, at)
        for (row, _), entry in zip(new, self._add(new), strict=True):
            if entry is not None and row.member is not None:
                entry.member[at] = (row.member, row.models)

    def _find_known(self, row: ListedAgency) -> list[AssembledAgency]:
        if row.id in self.made.agencies:
            return [self.made.agencies[row.id]]
        if row.ori in self.by_ori:
            return [self.by_ori[row.ori]]
        form = form_in(read_name(row.name), row.state or "")
        return in_county(self.named.get((row.state or "", form), ()), row.county)

    def _add_to(self, entry: AssembledAgency, row: ListedAgency, at: int) -> None:
        if row.state != entry.state:
            says = f"{row.name} is in {row.state} here and {entry.id} is not; left out"
            self.made.notes.append(f"{row.where}: {says}")
            return
        if None not in (row.kind, entry.kind) and row.kind is not entry.kind:
            says = f"{row.name} is {row.kind} here and {entry.kind} elsewhere; its kind is unknown"
            self.made.notes.append(f"{row.where}: {says}")
            entry.kind = None
        elif row.kind is not None and entry.kind is None:
            says = (
                f"{row.name} is {row.kind} here; the other list leaves that open, and so it stays"
            )
            self.made.notes.append(f"{row.where}: {says}")
        entry.ori = entry.ori or row.ori
        for name in map(read_name, (row.name, *row.other_names)):
            if self.federal.find(name, entry.state) is None and name.strange is None:
                form = form_in(name, entry.state)
                entry.call([form], NAME)
                held = self.named.setdefault((entry.state, form), [])
                if entry not in held:
                    held.append(entry)
        if row.member is not None:
            entry.member[at] = (row.member, row.models)

    def add_partner(self, row: ListedAgency, at: int) -> AssembledAgency | None:
        """Add an entry for a row of a 287(g) sheet whose agency is on no other list."""
        return self._add([(row, at)])[0]

    def partner_lists(self) -> Iterator[tuple[int, AgencyList]]:
        for at, one in enumerate(self.lists):
            if one.says is not Says.AGENCIES:
                yield at, one


def in_county(entries: Iterable[AssembledAgency], county: str | None) -> list[AssembledAgency]:
    """Select the entries in a county; without a known county, return all of them."""
    held = list(entries)
    if len(held) < 2 or county is None:
        return held
    return [one for one in held if counties(one.county) & counties(county)]
