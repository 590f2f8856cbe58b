"""Answer what people ask first: whether the federal government, or an ICE partner, can search."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from lprpolicy.model.directory import Membership
from lprpolicy.model.places import ROOT
from lprpolicy.model.prose import amount, long_day
from lprpolicy.model.subject import Given, Recipient
from lprpolicy.model.words import AgencyKind, Program
from lprpolicy.write.page.say import enumeration, name, paragraph, say, term
from lprpolicy.write.page.sections import Block, Sentence, Tone, Wording

GRANTS: Final = ROOT / "sharing" / "grants"
MOST: Final = 12
"""Of more than this many, the rest is a number; the list of recipients names all."""
_PARTNER: Final = term("287(g)")
_Listed = tuple[Recipient, Membership]


def people(grants: Sequence[Given]) -> list[Recipient]:
    """Return everyone with a grant, once; whoever has no id is known by the vendor's name."""
    found = {given.recipient.id or f" {given.recipient.name}": given for given in grants}
    return [given.recipient for given in found.values()]


def federal(grants: Sequence[Given]) -> Iterator[Block]:
    """Say loudly whether federal immigration agencies are among the recipients."""
    everyone = people(grants)
    police = [who for who in everyone if who.kind is AgencyKind.FEDERAL_IMMIGRATION]
    if police:
        yield paragraph(_immigration(len(police)), tone=Tone.LOUD)


def name_federal(grants: Sequence[Given]) -> Iterator[Sentence]:
    """Name the federal agencies among the recipients, and the ICE partners."""
    everyone = people(grants)
    if everyone:
        yield from _government(everyone)
        yield from _partners(everyone)


def _immigration(count: int) -> Sentence:
    kind = AgencyKind.FEDERAL_IMMIGRATION
    of_them = amount(count, "of them is", "of them are")
    noun = f"a {kind.one}" if count == 1 else kind.many
    return say(f"{of_them} {noun}.", at=GRANTS)


def _government(everyone: list[Recipient]) -> Iterator[Sentence]:
    """Name who is federal, immigration agencies first."""
    known = sorted((who for who in everyone if who.federal), key=_immigration_first)
    unsure = [who for who in everyone if who.federal is None]
    if known:
        shown: list[Wording | str] = [name(who.name) for who in known[:MOST]]
        rest = [f"{len(known) - MOST:,} more"] if len(known) > MOST else []
        says = amount(len(known), "of them is federal", "of them are federal")
        yield say(f"{says}: ", *enumeration([*shown, *rest]), ".", at=GRANTS, agencies=_ids(known))
    else:
        yield say(
            "The ",
            term("directory"),
            " lists none of them as a federal agency.",
            at=GRANTS,
            agencies=_ids(everyone),
        )
    if unsure:
        whether = "it is" if len(unsure) == 1 else "they are"
        says = f"For {len(unsure):,} of them, it is not known whether {whether} federal."
        yield say(says, at=GRANTS)


def _immigration_first(who: Recipient) -> tuple[bool, str]:
    return who.kind is not AgencyKind.FEDERAL_IMMIGRATION, who.name.casefold()


def _partners(everyone: list[Recipient]) -> Iterator[Sentence]:
    """Say what dated lists state about 287(g) agreements of those who are not federal."""
    asked = [who for who in everyone if not who.federal]
    members: list[Recipient] = []
    others: list[_Listed] = []
    unlisted: list[Recipient] = []
    for who in asked:
        said = who.membership(Program.ICE_287G)
        if said is None:
            unlisted.append(who)
        elif said.member:
            members.append(who)
        else:
            others.append((who, said))
    if members:
        yield _on_the_list(members)
    if others:
        yield _not_on_the_list(others, len(asked))
    if unlisted:
        yield _never_looked_up(unlisted)


def _on_the_list(members: list[Recipient]) -> Sentence:
    shown: list[Wording | str] = [name(who.name) for who in members[:MOST]]
    rest = [f"{len(members) - MOST:,} more"] if len(members) > MOST else []
    verb = " partner is " if len(members) == 1 else " partners are "
    names = enumeration([*shown, *rest])
    parts = ("On ICE’s list, the ", _PARTNER, verb, *names, ".")
    return say(*parts, at=GRANTS, agencies=_ids(members))


def _not_on_the_list(others: list[_Listed], asked: int) -> Sentence:
    days = sorted({said.source.on for _, said in others})
    noun = "list" if len(days) == 1 else "lists"
    if len(others) == asked:
        begins = f"None is on ICE’s {noun} of "
    else:
        begins = f"{amount(len(others), 'of them is', 'of them are')} not on ICE’s {noun} of "
    dated = enumeration([long_day(day) for day in days])
    parts = (begins, _PARTNER, " partners of ", *dated, ".")
    return say(*parts, at=GRANTS, agencies=_ids(who for who, _ in others))


def _never_looked_up(unlisted: list[Recipient]) -> Sentence:
    begins = f"For {len(unlisted):,} of them, nobody has looked at a list of "
    return say(begins, _PARTNER, " partners.", at=GRANTS, agencies=_ids(unlisted))


def _ids(everyone: Iterable[Recipient]) -> list[str]:
    return [who.id for who in everyone if who.entry and who.id]
