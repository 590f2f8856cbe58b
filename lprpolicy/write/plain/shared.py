"""Who can search the reads: the number first, then each name by kind and state."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence

from lprpolicy.model.case import Given, Recipient
from lprpolicy.model.material import Material
from lprpolicy.model.page import Block, Group, Listing, Sentence, Tone
from lprpolicy.model.places import ROOT
from lprpolicy.model.states import state_name
from lprpolicy.model.vocabulary import AgencyKind, Program
from lprpolicy.write.plain.grants import item, same_terms, terms, terms_of
from lprpolicy.write.plain.say import amount, date, joined, name, paragraph, say, term
from lprpolicy.write.plain.vocabulary import KINDS

GRANTS = ROOT / "sharing" / "grants"


def people(grants: Sequence[Given]) -> list[Recipient]:
    """Everyone who has a grant, once; whoever has no id goes by the name on the list."""
    found = {given.recipient.id or f" {given.recipient.name}": given for given in grants}
    return [given.recipient for given in found.values()]


def shared(material: Material, what: str) -> Iterator[Block]:
    sharing, grants = material.case.policy.sharing, material.case.grants
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
    yield from _federal(grants)
    together = same_terms(grants)
    if together:
        yield paragraph(*terms_of(grants, what))
    for given in _grouped(grants):
        yield _group(given, what, together=together)


def _entries(grants: Sequence[Given]) -> Iterator[Sentence]:
    if len(people(grants)) != len(grants):
        yield say(f"They stand on {len(grants):,} lines of the list.", at=GRANTS)


def _federal(grants: Sequence[Given]) -> Iterator[Block]:
    """What people ask first: whether the federal government, or a partner of ICE, is among them."""
    everyone = people(grants)
    police = [who for who in everyone if who.kind is AgencyKind.FEDERAL_IMMIGRATION]
    if police:
        count = amount(len(police), "of them is", "of them are")
        noun = KINDS[AgencyKind.FEDERAL_IMMIGRATION][0 if len(police) == 1 else 1]
        article = "a " if len(police) == 1 else ""
        yield paragraph(say(f"{count} {article}{noun}.", at=GRANTS), tone=Tone.LOUD)
    federal = [who for who in everyone if who.federal]
    unsure = [who for who in everyone if who.federal is None]
    said = []
    if len(federal) > len(police):
        count = amount(len(federal), "of them belongs", "of them belong")
        said.append(say(f"{count} to the federal government.", at=GRANTS))
    if not federal:
        said.append(
            say(
                "The ",
                term("directory"),
                " lists none of them as a federal agency.",
                at=GRANTS,
                agencies=[who.id for who in everyone if who.entry and who.id],
            )
        )
    if unsure:
        says = f"For {len(unsure):,} of them, nobody can tell whether it is federal."
        said.append(say(says, at=GRANTS))
    yield paragraph(*said, *_partners(everyone))


def _partners(everyone: list[Recipient]) -> Iterator[Sentence]:
    """What dated lists say about 287(g) agreements of those who are not federal."""
    partner = term("287(g)")
    asked = [who for who in everyone if not who.federal]
    lists = [(who, who.membership(Program.ICE_287G)) for who in asked]
    members = [(who, found) for who, found in lists if found is not None and found.member]
    others = [(who, found) for who, found in lists if found is not None and not found.member]
    unlisted = [who for who, found in lists if found is None]
    if members:
        yield say(
            "On ICE’s list of ",
            partner,
            " partners are ",
            *joined([name(who.name) for who, _ in members]),
            ".",
            at=GRANTS,
            agencies=[who.id for who, _ in members if who.entry and who.id],
        )
    if others:
        days = sorted({found.source.on for _, found in others})
        noun = "list" if len(days) == 1 else "lists"
        count = "None" if len(others) == len(asked) else f"{len(others):,} of them"
        verb = "is" if count in ("None", "1 of them") else "are"
        on = "on" if count == "None" else "not on"
        yield say(
            f"{count} {verb} {on} ICE’s {noun} of ",
            partner,
            " partners of ",
            *joined([date(day) for day in days]),
            ".",
            at=GRANTS,
            agencies=[who.id for who, _ in others if who.entry and who.id],
        )
    if unlisted:
        yield say(
            f"For {len(unlisted):,} of them, nobody has looked at a list of ",
            partner,
            " partners.",
            at=GRANTS,
            agencies=[who.id for who in unlisted if who.entry and who.id],
        )


def _grouped(grants: Sequence[Given]) -> list[list[Given]]:
    """Grants by kind and state; federal ones first, then what nobody knows, then the others."""
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
    return list(KINDS).index(who.kind), who.state or ""


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
        noun = f"{amount(count, *KINDS[who.kind])}{where}{unplaced}"
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
