"""Import official lists into the directory of a user, and report what that changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from lprpolicy.errors import WriteError
from lprpolicy.host.alone import alone
from lprpolicy.host.progress import begin_work
from lprpolicy.host.user_folders import of_lists
from lprpolicy.identify.index import FederalNames
from lprpolicy.identify.partners import assemble
from lprpolicy.model.directory import Agency
from lprpolicy.model.lists import AgencyList, ListName, ListSource, Says
from lprpolicy.model.words import Program
from lprpolicy.repository.directories import federal
from lprpolicy.repository.elsewhere import joined_states
from lprpolicy.repository.imported_lists import ImportedLists, imported_lists
from lprpolicy.repository.list_files import read_list_file
from lprpolicy.repository.loaded_lists_file import write
from lprpolicy.repository.national import National, national


@dataclass(frozen=True, slots=True)
class ChangedEntry:
    """An agency whose entry changed with the import, and how, in words."""

    id: str
    name: str
    what: str


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did to who was known before it, by the shipped directory at least."""

    path: Path
    lists: tuple[AgencyList, ...]
    agencies: int
    partners: int
    became: tuple[Agency, ...]
    ceased: tuple[Agency, ...]
    added: tuple[Agency, ...]
    removed: tuple[Agency, ...]
    changed: tuple[ChangedEntry, ...]
    notes: tuple[str, ...]


def import_list(
    which: ListName,
    file: Path,
    *,
    on: dt.date | None = None,
    title: str | None = None,
    path: Path | None = None,
    shipped: National | None = None,
) -> Imported:
    """Read a list, join it with those imported before and the shipped ones, and write them all."""
    path = path or of_lists()
    if path is None:
        raise WriteError(
            "there is no folder for the lists: this user has no home",
            hint="set LPRPOLICY_DATA to a folder",
        )
    new = read_list_file(which, file, on=on, title=title)
    shipped = shipped or national()
    with alone(path.parent, "importing a list"), begin_work("putting the lists together"):
        known = imported_lists(path, shipped)
        try:
            before = _with(known, new, shipped)
        finally:
            if known is not None:
                known.close()
        made = assemble(FederalNames.of(federal()), before.lists)
        write(path, before.lists, made, states=before.joined)
        after = ImportedLists(path, shipped)
        try:
            return _compare(before, new, after)
        finally:
            after.close()


@dataclass(frozen=True, slots=True)
class _Before:
    """What is to be joined, and who was known before.

    `joined` are the states that are joined, `touched` those of which entries may change; None
    stands for all. `agencies` are of `touched`, and whoever else may be a partner.
    """

    lists: tuple[AgencyList, ...]
    joined: frozenset[str] | None
    touched: frozenset[str] | None
    sources: tuple[ListSource, ...]
    agencies: Mapping[str, Agency]


def _with(known: ImportedLists | None, new: tuple[AgencyList, ...], shipped: National) -> _Before:
    """Put new lists to those that were imported before, and to the shipped ones."""
    touched: frozenset[str] | None = frozenset()
    imported = {one.key: one for one in new}
    if known is not None:
        known.store.verify()
        imported = {one.key: one for one in known.lists() if not one.shipped} | imported
        touched = known.states
    joined = joined_states(imported.values(), shipped)
    touched = None if joined is None or touched is None else joined | touched
    kept = {one.key: one for one in shipped.lists(joined)} | imported
    return _Before(
        lists=tuple(kept[key] for key in sorted(kept)),
        joined=joined,
        touched=touched,
        sources=(known or shipped).sources,
        agencies=(known or shipped).about(touched),
    )


def _compare(was: _Before, new: tuple[AgencyList, ...], now: ImportedLists) -> Imported:
    before, after = was.agencies, now.about(was.touched)
    renamed = _new_ids(before, after)
    gone = [before[id_] for id_ in sorted(before.keys() - after.keys() - renamed.keys())]
    come = [after[id_] for id_ in sorted(after.keys() - before.keys() - set(renamed.values()))]
    pairs = [(before[id_], after[renamed.get(id_, id_)]) for id_ in sorted(before) if id_ in after]
    pairs += [(before[one], after[other]) for one, other in sorted(renamed.items())]
    became, ceased = _partner_changes(new, was.sources, before, after, renamed)
    return Imported(
        path=now.path,
        lists=new,
        agencies=now.count(),
        partners=sum(map(partner, after.values())),
        became=became,
        ceased=ceased,
        added=tuple(come),
        removed=tuple(gone),
        changed=tuple(one for pair in pairs for one in _differs(*pair)),
        notes=now.notes(),
    )


def _partner_changes(
    new: tuple[AgencyList, ...],
    old: tuple[ListSource, ...],
    before: Mapping[str, Agency],
    after: Mapping[str, Agency],
    renamed: Mapping[str, str],
) -> tuple[tuple[Agency, ...], tuple[Agency, ...]]:
    """Who became a 287(g) partner with this import, and who is one no longer.

    Without an earlier list of partners nobody can tell: the first list shows who is a partner, not
    since when. Lists that do not speak of partners change nothing.
    """
    speaks = any(one.says in (Says.PARTNERS, Says.AGENCIES) for one in new)
    if not (speaks and any(one.says is Says.PARTNERS for one in old)):
        return (), ()
    was = {renamed.get(id_, id_) for id_, one in before.items() if partner(one)}
    now = {id_ for id_, one in after.items() if partner(one)}
    became = tuple(after[id_] for id_ in sorted(now - was))
    return became, tuple(after.get(id_) or before[id_] for id_ in sorted(was - now))


def _new_ids(before: Mapping[str, Agency], after: Mapping[str, Agency]) -> dict[str, str]:
    """Map each id that is gone to the id that has its ORI now: the agency was renamed."""
    by_ori = {one.ori: id_ for id_, one in after.items() if one.ori and id_ not in before}
    return {
        id_: by_ori[one.ori]
        for id_, one in before.items()
        if id_ not in after and one.ori in by_ori
    }


def _differs(old: Agency, new: Agency) -> list[ChangedEntry]:
    says = []
    if old.id != new.id or old.name != new.name:
        says.append(f"was {old.name} ({old.id})" if old.id != new.id else f"was {old.name}")
    if old.kind is not new.kind:
        says.append(f"kind was {old.kind or 'unknown'}, is {new.kind or 'unknown'}")
    if old.ori != new.ori:
        says.append(f"ORI was {old.ori or 'unknown'}, is {new.ori or 'unknown'}")
    return [ChangedEntry(new.id, new.name, "; ".join(says))] if says else []


def partner(agency: Agency) -> bool:
    """Whether the newest list about an agency names it as a 287(g) partner."""
    said = [one for one in agency.programs if one.program is Program.ICE_287G]
    newest = max(said, key=lambda one: (one.source.on, one.member), default=None)
    return newest is not None and newest.member
