"""Whom the law binds: an agency never picks its judge by the kind or the state that it enters.

A kind lets an agency out of a rule only if an official list says it, or if the agency's own words
bear it out and no rule anywhere lets that kind out by name. Otherwise the rules of every kind bind.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from lprpolicy.identify.entries import Both
from lprpolicy.identify.index import Index
from lprpolicy.identify.kinds import kind_of
from lprpolicy.identify.names import read_name
from lprpolicy.identify.states import leading_state, state_id
from lprpolicy.judge.obligation import Obligation
from lprpolicy.model.directory import Agency
from lprpolicy.model.states import STATE_NAMES
from lprpolicy.model.subject import Recipient
from lprpolicy.model.words import AgencyKind

_WAYS_OUT: Final = frozenset(
    {
        AgencyKind.LOCAL_GOVERNMENT,
        AgencyKind.PRIVATE,
        AgencyKind.VENDOR,
        AgencyKind.TEST_ACCOUNT,
        AgencyKind.FOREIGN,
        AgencyKind.FEDERAL_IMMIGRATION,
        AgencyKind.FEDERAL_LAW_ENFORCEMENT,
        AgencyKind.FEDERAL_OTHER,
    }
)
"""Kinds that no police agency is: only an official list can say that an agency is one."""


def as_bound(agency: Recipient, index: Index, ways_out: frozenset[AgencyKind]) -> Recipient:
    """The agency as rules may see it when they ask whether they bind it."""
    if agency.kind is None or agency.entry is None:
        return agency
    if official(agency.entry, index) or _borne_out(agency, ways_out):
        return agency
    return replace(agency, kind=None)


def official(entry: Agency, index: Index) -> bool:
    """Whether an official list says that the entry is of this kind, in this state."""
    if index.federal.by_id.get(entry.id) is entry:
        return True
    if not isinstance(index.entries, Both):
        return False
    listed = index.entries.find_listed(entry)
    return listed is not None and listed.kind is entry.kind


def states_of(agency: Recipient) -> frozenset[str]:
    """Every state that an agency says it is in: by its id, its ORI and its names."""
    entry = agency.entry
    said: set[str | None] = {agency.state}
    if entry is not None:
        if entry.state is not None:
            said.add(entry.state)
        if entry.ori is not None:
            said.add(_state_of_ori(entry.ori))
        for name in map(read_name, (entry.name, *entry.aliases)):
            said.add(name.state)
            if leading_state(name.form.split()) is not None:
                said.add(kind_of(name.form).state)
    return frozenset(one for one in said if one is not None and one[3:] in STATE_NAMES)


def _state_of_ori(ori: str) -> str:
    code = ori[:2].lower()
    return state_id("ne" if code == "nb" else code)  # the FBI writes Nebraska so


def _borne_out(agency: Recipient, ways_out: frozenset[AgencyKind]) -> bool:
    if agency.kind in _WAYS_OUT or agency.kind in ways_out:
        return False
    form = read_name(agency.name).form
    if kind_of(form, agency.state).kind is not agency.kind:
        return False
    own = (agency.id or "").partition("/")[2].replace("-", " ")
    if own == form:
        return True  # an id is mostly the normal form, which reads as itself
    return kind_of(read_name(own).form, agency.state).kind in (agency.kind, None)


def ways_out(rules: Iterable[Obligation]) -> frozenset[AgencyKind]:
    """Kinds that some rule lets out by name."""
    found = (rule.rule.applies.not_kinds or () for rule in rules if rule.rule.applies)
    return frozenset(kind for kinds in found for kind in kinds)
