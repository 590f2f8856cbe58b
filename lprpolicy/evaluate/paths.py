"""Ask the network: whom a question means, and where the grants of a policy lead."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Final

from lprpolicy.errors import UsageError
from lprpolicy.evaluate.network import Network, network
from lprpolicy.identify.index import Index
from lprpolicy.model.directory import Agency
from lprpolicy.model.network import Lead, Target, Wanted
from lprpolicy.model.scalars import ID_PATTERN
from lprpolicy.model.subject import Paths
from lprpolicy.model.words import AgencyKind, Component
from lprpolicy.reach.leads import leads
from lprpolicy.repository.repository import Repository

HOMELAND: Final = ("dhs", "ice", "cbp", "uscis")
"""Entries of Homeland Security; an id of a component is one of these words or begins with it."""


def make_wanted(index: Index, kinds: Iterable[AgencyKind] = (), ids: Iterable[str] = ()) -> Wanted:
    """Return whom kinds and ids mean; the id of a department includes its components."""
    return Wanted(frozenset(kinds), tuple(_target(index, one) for one in sorted(ids)))


def parse_target(index: Index, to: str) -> tuple[Wanted, str]:
    """Return whom a word on the command line means, and the words for it."""
    if to in set(AgencyKind):
        return make_wanted(index, kinds=(AgencyKind(to),)), AgencyKind(to).noun
    if re.search(ID_PATTERN, to) is None:
        raise UsageError(
            f"{to!r} is neither an id nor a kind of agency",
            hint=f"an id is like us/ice; the kinds are {', '.join(AgencyKind)}",
            consequence="nothing was followed",
        )
    found = make_wanted(index, ids=(to,))
    return found, found.targets[0].name


def _target(index: Index, identifier: str) -> Target:
    entry = index.agency(identifier)
    state = identifier.partition("/")[0]
    of_state = state if state != "us" else None
    if entry is None:
        return Target(identifier, identifier, None, of_state)
    return Target(identifier, entry.name, entry.kind, of_state, _components(entry))


def _components(entry: Agency) -> frozenset[Component]:
    """Return the components that an entry stands for; none if it is itself part of one."""
    if entry.component is None or entry.id != f"us/{entry.component}":
        return frozenset()
    heads = HOMELAND if entry.component is Component.DHS else (entry.component.value,)
    return frozenset(
        component
        for component in Component
        if any(component == head or component.startswith(f"{head}-") for head in heads)
    )


def paths(repository: Repository) -> Callable[[str], Paths]:
    """Return a function that follows an agency's grants; its first use builds the network."""
    made: list[Network] = []

    def of(agency: str) -> Paths:
        def follow(
            kinds: frozenset[AgencyKind], ids: frozenset[str], max_hops: int | None
        ) -> tuple[Lead, ...]:
            if not made:
                made.append(network(repository))
            found = make_wanted(repository.index, kinds, ids)
            return leads_of(made[0], agency, found, max_hops)

        return follow

    return of


def leads_of(
    known: Network, agency: str, wanted_: Wanted, max_hops: int | None
) -> tuple[Lead, ...]:
    """Follow the grants of an agency; a grant that opens no reads leads nowhere."""
    recipients = known.recipients.get(agency, ())
    opened = [number for number in recipients if number is not None]
    if not opened:
        return tuple(Lead() for _ in recipients)
    owner = known.graph.numbers[agency]
    found = iter(leads(known.graph, owner, opened, wanted_, max_hops))
    return tuple(Lead() if number is None else next(found) for number in recipients)
