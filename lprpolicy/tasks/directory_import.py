"""Import official lists into the directory of a user, and report what that changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from lprpolicy.errors import WriteError
from lprpolicy.host.alone import alone
from lprpolicy.host.progress import working
from lprpolicy.host.user_folders import of_lists
from lprpolicy.identify.index import FederalNames
from lprpolicy.identify.partners import assemble
from lprpolicy.model.directory import Agency
from lprpolicy.model.lists import AgencyList, ListName, Says
from lprpolicy.model.words import Program
from lprpolicy.repository.directories import federal
from lprpolicy.repository.list_files import read_list_file
from lprpolicy.repository.loaded_lists import Store, open_store
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
    with alone(path.parent, "importing a list"), working("putting the lists together"):
        before, old = _before(path, shipped or national())
        kept = {one.key: one for one in (*old, *new)}
        lists = tuple(kept[key] for key in sorted(kept))
        made = assemble(FederalNames.of(federal()), lists)
        write(path, lists, made)
        store = Store(path)
        try:
            after = {one.id: one for one in store.all()}
            return _compare(path, new, old, before, after, store.notes())
        finally:
            store.close()


def _before(path: Path, shipped: National) -> tuple[dict[str, Agency], tuple[AgencyList, ...]]:
    """Return who was known before, and by which lists: the shipped ones and those imported."""
    store = open_store(path)
    if store is None:
        return {one.id: one for one in shipped.all()}, tuple(shipped.lists())
    try:
        store.verify()
        imported = (one for one in store.lists() if not one.shipped)
        return {one.id: one for one in store.all()}, (*shipped.lists(), *imported)
    finally:
        store.close()


def _compare(
    path: Path,
    new: tuple[AgencyList, ...],
    old: tuple[AgencyList, ...],
    before: Mapping[str, Agency],
    after: Mapping[str, Agency],
    notes: tuple[str, ...],
) -> Imported:
    renamed = _new_ids(before, after)
    gone = [before[id_] for id_ in sorted(before.keys() - after.keys() - renamed.keys())]
    come = [after[id_] for id_ in sorted(after.keys() - before.keys() - set(renamed.values()))]
    pairs = [(before[id_], after[renamed.get(id_, id_)]) for id_ in sorted(before) if id_ in after]
    pairs += [(before[one], after[other]) for one, other in sorted(renamed.items())]
    became, ceased = _partner_changes(new, old, before, after, renamed)
    return Imported(
        path=path,
        lists=new,
        agencies=len(after),
        partners=sum(map(partner, after.values())),
        became=became,
        ceased=ceased,
        added=tuple(come),
        removed=tuple(gone),
        changed=tuple(one for pair in pairs for one in _differs(*pair)),
        notes=notes,
    )


def _partner_changes(
    new: tuple[AgencyList, ...],
    old: tuple[AgencyList, ...],
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
