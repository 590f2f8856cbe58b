"""The first screen: how long, who, what for, what is not met, and what is not known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lprpolicy.model.durations import Duration
from lprpolicy.model.places import ROOT
from lprpolicy.model.prose import amount
from lprpolicy.model.standing import ANSWERED, Standing
from lprpolicy.model.subject import Recipient
from lprpolicy.model.words import GRAVEST_FIRST, Binding, RecordClass, Status, Verified
from lprpolicy.write.page.facts import Material
from lprpolicy.write.page.federal import GRANTS, name_federal, people
from lprpolicy.write.page.say import enumeration, prose, say
from lprpolicy.write.page.sections import Listing, Sentence
from lprpolicy.write.page.vocabulary import wording

_READS = ROOT / "retention" / "reads"
_PROHIBITED = ROOT / "purposes" / "prohibited"
MOST = 6
"""The first screen names at most this many rules of one answer; the section on the law has all."""


def in_short(material: Material, what: str) -> Listing:
    """Answer what people ask first, an entry for each question."""
    entries = (
        tuple(_retention(material, what)),
        tuple(_searchers(material, what)),
        tuple(name_federal(material.subject.grants)),
        (_never(material, what),),
        tuple(_violations(material)),
        tuple(_not_known(material)),
    )
    return Listing(tuple(entry for entry in entries if entry))


def _retention(material: Material, what: str) -> Iterator[Sentence]:
    """State how long reads are kept, and for how long the law lets them be."""
    found = list(material.subject.periods_of(RecordClass.READS))
    times = {kept.period for kept in found}
    places = sorted({kept.at for kept in found if kept.period is not None}, key=str)
    others = [at / "retention" / "reads" for _, at in material.subject.systems()]
    silent = [at for at in (_READS, *others) if at not in places]
    only = next(iter(times)) if len(times) == 1 else None
    if not places:
        yield say(f"The {what} does not specify how long reads are kept.", silent=silent)
    elif isinstance(only, Duration):
        says = f"A read that matches no list is kept for {only}."
        yield say(says, at=places, silent=silent)
    else:
        says = "How long a read is kept depends: see below."
        yield say(says, at=places, silent=silent)
    if material.limits:
        shortest = material.limits[0]
        yield say(f"The limit set by law is {shortest.period}.", rules=(shortest.rule,))


def _searchers(material: Material, what: str) -> Iterator[Sentence]:
    """Count who can search, by kind, the gravest first."""
    sharing, grants = material.subject.policy.sharing, material.subject.grants
    if sharing is None or sharing.grants is None:
        yield say(f"The {what} does not specify who may search the reads.", silent=GRANTS)
        return
    draft = material.subject.policy.status is Status.PROPOSED
    may = "would be able to" if draft else "may"
    everyone = people(grants)
    if not everyone:
        yield say(f"No other agency {may} search the reads.", at=GRANTS)
        return
    count = amount(len(everyone), "agency", "agencies")
    kinds = enumeration(_kinds(everyone))
    yield say(f"{count} {may} search the reads from outside: ", *kinds, ".", at=GRANTS)


def _kinds(everyone: Sequence[Recipient]) -> list[str]:
    unknown = sum(who.kind is None for who in everyone)
    found = [f"{unknown:,} not identified"] if unknown else []
    for kind in GRAVEST_FIRST:
        count = sum(who.kind is kind for who in everyone)
        if count:
            found.append(amount(count, kind.one, kind.many))
    return found


def _never(material: Material, what: str) -> Sentence:
    purposes = material.subject.policy.purposes
    prohibited = purposes.prohibited if purposes else None
    if prohibited is None:
        return say(f"The {what} does not specify forbidden uses.", silent=_PROHIBITED)
    if not prohibited:
        return say("No use is ruled out by name.", at=_PROHIBITED)
    listed = [part for purpose in prohibited for part in ("; ", wording(purpose))][1:]
    return say("Nobody may ever search for: ", *listed, ".", at=_PROHIBITED)


def _violations(material: Material) -> Iterator[Sentence]:
    """Name the required rules that are violated, and faults of the file."""
    if material.faults:
        rules = [fault.rule.id for fault in material.faults]
        yield say(f"Faults in the file: {len(material.faults):,}.", rules=rules)
    if material.duties:
        yield from _rules(material, Standing.NOT_MET, "Required rules that are violated")


def _not_known(material: Material) -> Iterator[Sentence]:
    """Name what nobody can tell, and say how far the law itself was read."""
    if not material.duties:
        return
    says = "Required rules without enough information"
    yield from _rules(material, Standing.CANNOT_TELL, says)
    secondary = [
        duty.rule.id
        for duty in material.duties
        if duty.rule.required
        and duty.standing in ANSWERED
        and not duty.own
        and duty.rule.provision is not None
        and duty.rule.provision.verified is Verified.SECONDARY
    ]
    if secondary:
        count = f"{len(secondary):,} of {amount(material.count.required, 'required rule')}"
        says = f"For {count}, the source is secondary: not checked against the statute."
        yield say(says, rules=secondary)
    disputed = [duty.rule.id for duty in material.duties if duty.standing is Standing.DISPUTED]
    if disputed:
        yield say(f"Rules of disputed law: {len(disputed):,}.", rules=disputed)


def _rules(material: Material, standing: Standing, says: str) -> Iterator[Sentence]:
    duties = [
        duty
        for duty in material.duties
        if duty.standing is standing and duty.rule.binding is Binding.MUST
    ]
    if not duties:
        rules = [duty.rule.id for duty in material.duties]
        yield say(f"{says}: none.", rules=rules)
        return
    rules = [duty.rule.id for duty in duties]
    yield say(f"{says} ({len(duties):,}):", rules=rules)
    for duty in duties[:MOST]:
        yield say(*prose(duty.rule.title, material.names), ".", rules=(duty.rule.id,))
    if len(duties) > MOST:
        yield say(f"The section on the law has {len(duties) - MOST:,} more.", rules=rules)
