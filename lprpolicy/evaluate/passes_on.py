"""Find who gets reads through a recipient, as far as the directory has a source for it."""

from __future__ import annotations

from lprpolicy.identify.index import Index
from lprpolicy.model.subject import Subject
from lprpolicy.write.page.facts import Handing, Route


def routes(asked: Subject, index: Index) -> tuple[Route, ...]:
    """Find the shortest way to everyone who is known to get what a recipient receives."""
    first = sorted({given.recipient.id for given in asked.grants if given.recipient.id})
    seen = {*first, asked.policy.agency}
    edge: list[Route] = [(handing,) for giver in first for handing in _handings(giver, index)]
    found: list[Route] = []
    while edge:
        further: list[Route] = []
        for route in edge:
            receiver = route[-1].receiver
            if receiver not in seen:
                seen.add(receiver)
                found.append(route)
                further += [(*route, handing) for handing in _handings(receiver, index)]
        edge = further
    return tuple(found)


def _handings(giver: str, index: Index) -> list[Handing]:
    entry = index.agency(giver)
    if entry is None:
        return []
    made = []
    for onward in sorted(entry.passes_on_to, key=lambda onward: onward.to):
        receiver = index.agency(onward.to)
        kind = receiver.kind if receiver else None
        state = receiver.state if receiver else None
        made.append(Handing(giver, onward.to, kind, state, onward.source))
    return made
