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
from lprpolicy.write.page.sections import Block, Sentence, Tone

GRANTS: Final = ROOT / "sharing" / "grants"
_PARTNER: Final = term("287(g)")
_Listed = tuple[Recipient, Membership]


def people(grants: Sequence[Given]) -> list[Recipient]:
    """Return everyone with a grant, once; whoever has no id is known by the vendor's name."""
    found = {given.recipient.id or f" {given.recipient.name}": given for given in grants}
    return [given.recipient for given in found.values()]


def federal(grants: Sequence[Given]) -> Iterator[Block]:
    """Say whether federal agencies are among the recipients, and which are ICE partners."""
    everyone = people(grants)
    police = [who for who in everyone if who.kind is AgencyKind.FEDERAL_IMMIGRATION]
    if police:
        yield paragraph(_immigration(len(police)), tone=Tone.LOUD)
    yield paragraph(*_government(everyone, len(police)), *_partners(everyone))


def _immigration(count: int) -> Sentence:
    kind = AgencyKind.FEDERAL_IMMIGRATION
    of_them = amount(count, "of them is", "of them are")
    noun = f"a {kind.one}" if count == 1 else kind.many
    return say(f"{of_them} {noun}.", at=GRANTS)


def _government(everyone: list[Recipient], police: int) -> Iterator[Sentence]:
    """Say how many are federal; those counted as immigration police do not count again."""
    known = [who for who in everyone if who.federal]
    unsure = [who for who in everyone if who.federal is None]
    if len(known) > police:
        count = amount(len(known), "of them belongs", "of them belong")
        yield say(f"{count} to the federal government.", at=GRANTS)
    if not known:
        yield say(
            "The ",
            term("directory"),
            " lists none of them as a federal agency.",
            at=GRANTS,
            agencies=_ids(everyone),
        )
    if unsure:
        says = f"For {len(unsure):,} of them, nobody can tell whether it is federal."
        yield say(says, at=GRANTS)


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
    names = enumeration([name(who.name) for who in members])
    parts = ("On ICE’s list of ", _PARTNER, " partners are ", *names, ".")
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
