"""Whom a row that cannot be read may mean: nobody knows of them whether they are on the list."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from lprpolicy.identify.names import Name, read_name
from lprpolicy.model.characters import UNSEEN
from lprpolicy.model.lists import AgencyList, ListedAgency, UnreadRow

if TYPE_CHECKING:
    from lprpolicy.identify.assembled import AssembledAgency

Alike = Callable[["list[AssembledAgency]", Name, ListedAgency], "Iterable[AssembledAgency]"]
_UNSEEN = re.compile(rf"[{UNSEEN}]")


def put_in_doubt(
    lists: Sequence[AgencyList], by_state: Mapping[str, list[AssembledAgency]], alike: Alike
) -> None:
    """Put every agency in doubt that an unread row may name as a partner.

    Such an agency is neither named a partner by that list nor said to be none. `alike` lists the
    agencies of a state that a name may mean.
    """
    for at, one in enumerate(lists):
        for row in one.unread:
            for entry in _may_mean(row, by_state, alike) if row.partner else ():
                entry.doubts.add(at)


def _may_mean(
    row: UnreadRow, by_state: Mapping[str, list[AssembledAgency]], alike: Alike
) -> Iterable[AssembledAgency]:
    """Without a name it may be anybody, and without a state anybody of the name."""
    states = (row.state,) if row.state is not None else tuple(by_state)
    name = read_name(_UNSEEN.sub("", row.name)) if row.name else None
    for state in states:
        entries = by_state.get(state, [])
        if name is None or not name.form:
            yield from entries
            continue
        forms = {name.form, *name.parts[:1]}
        yield from (entry for entry in entries if forms & entry.forms.keys())
        yield from alike(entries, name, ListedAgency(row.name or "", state, row.where))
