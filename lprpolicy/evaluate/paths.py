"""What is asked of the network: whom a question means, and where the grants of a policy lead."""

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
"""The heads of the department's components, each a word that theirs begin with."""


def make_wanted(index: Index, kinds: Iterable[AgencyKind] = (), ids: Iterable[str] = ()) -> Wanted:
    """Whom kinds and ids mean; an id of a department means its components too."""
    return Wanted(frozenset(kinds), tuple(_target(index, one) for one in sorted(ids)))


def parse_target(index: Index, to: str) -> tuple[Wanted, str]:
    """Whom a word on the command line means, and how a person says that."""
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
    """The components that an entry stands for; none, where it is only a part of one."""
    if entry.component is None or entry.id != f"us/{entry.component}":
        return frozenset()
    heads = HOMELAND if entry.component is Component.DHS else (entry.component.value,)
    return frozenset(
        component
        for component in Component
        if any(component == head or component.startswith(f"{head}-") for head in heads)
    )


def paths(repository: Repository) -> Callable[[str], Paths]:
    """Where the grants of each agency lead; the network is made when a rule first asks."""
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
    """Where the grants of an agency lead; a grant that opens no reads leads nowhere."""
    recipients = known.recipients.get(agency, ())
    opened = [number for number in recipients if number is not None]
    if not opened:
        return tuple(Lead() for _ in recipients)
    owner = known.graph.numbers[agency]
    found = iter(leads(known.graph, owner, opened, wanted_, max_hops))
    return tuple(Lead() if number is None else next(found) for number in recipients)
