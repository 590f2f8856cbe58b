"""The section on who can search the reads: the number, then each name by kind and state."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence

from lprpolicy.model.prose import amount
from lprpolicy.model.states import state_name
from lprpolicy.model.subject import Given
from lprpolicy.model.words import GRAVEST_FIRST
from lprpolicy.write.page.facts import Material
from lprpolicy.write.page.federal import GRANTS, federal, people
from lprpolicy.write.page.grants import item, same_terms, terms, terms_of
from lprpolicy.write.page.say import paragraph, say
from lprpolicy.write.page.sections import Block, Group, Listing, Sentence


def outside_access(material: Material, what: str) -> Iterator[Block]:
    sharing, grants = material.subject.policy.sharing, material.subject.grants
    if sharing is None or sharing.grants is None:
        yield paragraph(say(f"The {what} does not say who may search the reads.", silent=GRANTS))
        return
    if not grants:
        yield paragraph(say("Nobody outside may search the reads.", at=GRANTS))
        return
    count = amount(len(people(grants)), "agency", "agencies")
    yield paragraph(
        say(f"{count} may search the reads from outside.", at=GRANTS),
        *_entries(grants),
    )
    yield from federal(grants)
    together = same_terms(grants)
    if together:
        yield paragraph(*terms_of(grants, what))
    for given in _groups(grants):
        yield _group(given, what, together=together)


def _entries(grants: Sequence[Given]) -> Iterator[Sentence]:
    if len(people(grants)) != len(grants):
        yield say(f"They stand on {len(grants):,} lines of the list.", at=GRANTS)


def _groups(grants: Sequence[Given]) -> list[list[Given]]:
    """Group grants by kind and state: federal ones first, then unknown ones, then all others."""
    groups: dict[tuple[Hashable, ...], list[Given]] = {}
    for given in sorted(
        grants, key=lambda given: (given.recipient.name.casefold(), given.at.parts)
    ):
        who = given.recipient
        key = (who.kind, who.state, who.federal if who.kind is None else None)
        groups.setdefault(key, []).append(given)
    return sorted(groups.values(), key=_order)


_UNKNOWN_FEDERAL, _UNKNOWN = -1, 3.5


def _order(group: list[Given]) -> tuple[float, str]:
    who = group[0].recipient
    if who.kind is None:
        return _UNKNOWN_FEDERAL if who.federal else _UNKNOWN, who.state or ""
    return GRAVEST_FIRST.index(who.kind), who.state or ""


def _group(group: list[Given], what: str, *, together: bool) -> Group:
    who, count = group[0].recipient, len(people(group))
    where = f" in {state_name(who.state)}" if who.state else ""
    if who.kind is None:
        one, many = "recipient", "recipients"
        if who.federal:
            one, many = "federal agency", "federal agencies"
        noun = f"{amount(count, one, many)}{where} of a kind that nobody knows"
    else:
        unplaced = "" if who.state or who.kind.federal else ", in a state that nobody knows"
        noun = f"{amount(count, who.kind.one, who.kind.many)}{where}{unplaced}"
    title = say(noun, at=(GRANTS, *(given.to for given in group)))
    if together:
        return Group(title, (Listing(tuple(item(given, what) for given in group)),))
    parts: dict[Hashable, list[Given]] = {}
    for given in group:
        parts.setdefault(terms(given), []).append(given)
    blocks: list[Block] = []
    for part in parts.values():
        blocks.append(paragraph(*terms_of(part, what)))
        blocks.append(Listing(tuple(item(given, what) for given in part)))
    return Group(title, tuple(blocks))
