"""What a reader must know first: what this is, whether it was adopted, and a summary."""

from __future__ import annotations

from collections.abc import Iterator

from lprpolicy.model.durations import Duration
from lprpolicy.model.places import ROOT, Pointer
from lprpolicy.model.prose import amount, long_day
from lprpolicy.model.standing import Standing
from lprpolicy.model.words import RecordClass, Status
from lprpolicy.write.page.facts import Material
from lprpolicy.write.page.federal import people
from lprpolicy.write.page.say import listing, name, paragraph, say, term
from lprpolicy.write.page.sections import Block, Listing, Sentence, Tone


def it(material: Material) -> str:
    """Return the word for the text: a draft is called a draft everywhere."""
    return "draft" if material.subject.policy.status is Status.PROPOSED else "policy"


def status(material: Material) -> Iterator[Block]:
    policy, what = material.subject.policy, it(material)
    at = ROOT / "status"
    match policy.status:
        case Status.PROPOSED:
            loud = [
                say("THIS IS A DRAFT.", at=at),
                say("Nobody has adopted it.", at=(at, *_adoption_day(material))),
                say("It does not say what the police do today.", at=at),
            ]
        case Status.ADOPTED:
            loud = [say("This policy has been adopted.", at=at), *_by(material)]
        case Status.SUPERSEDED:
            loud = [
                say("THIS POLICY HAS BEEN REPLACED BY ANOTHER.", at=at),
                say("It is kept for the record.", at=at),
                *_by(material),
            ]
    yield paragraph(*loud, tone=Tone.LOUD)
    yield paragraph(
        say(
            f"This page says in plain words what the {what} of the ",
            name(material.subject.agency.name),
            " says about its ",
            term("plate readers", "plate reader"),
            ".",
            at=ROOT / "agency",
        ),
        *_days(material),
        say(f"It is set against the law as of {long_day(material.subject.day)}."),
        say("It is not legal advice."),
    )


def _adoption_day(material: Material) -> tuple[Pointer, ...]:
    at = ROOT / "adopted"
    return (at,) if material.says(at) else ()


def _by(material: Material) -> Iterator[Sentence]:
    adopted, at = material.subject.policy.adopted, ROOT / "adopted"
    if adopted is None:
        yield say("It does not say who adopted it.", silent=at)
        return
    yield say(
        "It was adopted by ",
        name(adopted.by),
        f" on {long_day(adopted.on)}.",
        at=(at / "by", at / "on"),
    )
    yield say("The vote is on file as ", name(adopted.record), ".", at=at / "record")


def _days(material: Material) -> Iterator[Sentence]:
    policy, what = material.subject.policy, it(material)
    if policy.effective is not None:
        would = "would apply" if policy.status is Status.PROPOSED else "applies"
        yield say(f"The {what} {would} from {long_day(policy.effective)}.", at=ROOT / "effective")
    else:
        yield say(f"The {what} does not say from which day it applies.", silent=ROOT / "effective")
    if policy.review_by is not None:
        yield say(
            f"The {what} must be looked at again by {long_day(policy.review_by)}.",
            at=ROOT / "review_by",
        )
    else:
        yield say(f"The {what} does not say when it is looked at again.", silent=ROOT / "review_by")


def in_short(material: Material) -> Listing:
    """Answer the three questions that people ask first."""
    return listing([*_retention_of_reads(material), *_people(material), *_law(material)])


def _retention_of_reads(material: Material) -> Iterator[Sentence]:
    """State how long reads are kept, if all systems keep them equally long."""
    found = list(material.subject.kept(RecordClass.READS))
    times = {kept.period for kept in found}
    if len(times) == 1 and isinstance(only := times.pop(), Duration):
        places = {kept.at for kept in found}
        others = [at / "retention" / "reads" for _, at in material.subject.systems()]
        yield say(
            f"A read that matches no list is kept for {only}.",
            at=sorted(places, key=str),
            silent=[at for at in others if at not in places],
        )


def _people(material: Material) -> Iterator[Sentence]:
    sharing = material.subject.policy.sharing
    if sharing is None or sharing.grants is None:
        yield say(
            f"The {it(material)} does not say who may search the reads.",
            silent=ROOT / "sharing" / "grants",
        )
        return
    count = len(people(material.subject.grants))
    who = amount(count, "agency", "agencies") if count else "No agency"
    yield say(f"{who} may search the reads from outside.", at=ROOT / "sharing" / "grants")


def _law(material: Material) -> Iterator[Sentence]:
    """Count the rules that are violated or undecided; met rules are no headline."""
    if material.faults:
        rules = [fault.rule.id for fault in material.faults]
        yield say(f"Faults in the file: {len(material.faults):,}.", rules=rules)
    if not material.duties:
        return
    for standing, says in (
        (Standing.NOT_MET, "Rules that are not met"),
        (Standing.CANNOT_TELL, "Rules where nobody can tell"),
    ):
        duties = [d for d in material.duties if d.standing is standing and d.rule.binding == "must"]
        rules = [duty.rule.id for duty in duties] or [duty.rule.id for duty in material.duties]
        yield say(f"{says}: {len(duties) or 'none'}.", rules=rules)
