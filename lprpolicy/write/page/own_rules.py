"""The sections on the agency's own rules, and on waivers."""

from __future__ import annotations

from collections.abc import Iterator

from lprpolicy.model.places import ROOT, Pointer
from lprpolicy.model.prose import amount, long_day
from lprpolicy.model.standing import Standing
from lprpolicy.model.waiver import Waiver
from lprpolicy.write.page.facts import Duty, Material
from lprpolicy.write.page.law import line, source
from lprpolicy.write.page.say import enumeration, name, paragraph, prose, say, sentences_in, term
from lprpolicy.write.page.sections import Block, Group, LawLines, Sentence, Tone, Wording

BLOCKS = {
    "systems": "who holds the records",
    "collection": "what is collected",
    "retention": "how long records are kept",
    "purposes": "what the reads are used for",
    "hot_lists": "which lists raise an alert",
    "sharing": "who can search the reads",
    "access": "what an officer gives before searching",
    "audit": "how searches are looked over",
    "security": "how the records are protected",
    "transparency": "what people can read",
    "approvals": "votes and permits on record",
}


def own(material: Material, what: str) -> Iterator[Block]:
    duties = [d for d in material.duties if d.own and d.standing is not Standing.NOT_YET]
    if not duties:
        yield paragraph(
            say("No rule of the agency’s own is on file.", at=ROOT / "agency"),
            say("An agency may be stricter than the law, and never looser."),
        )
        return
    count = amount(len(duties), "rule of its own is", "rules of its own are")
    yield paragraph(
        say(f"{count} on file.", rules=[duty.rule.id for duty in duties]),
        say("An agency may be stricter than the law, and never looser."),
    )
    yield LawLines(tuple(line(d, material, what, _origin(d)) for d in duties))


def _origin(duty: Duty) -> Iterator[Sentence]:
    if duty.rule.since is not None:
        until = f" until {long_day(duty.ends)}" if duty.ends else ""
        yield say(f"In effect since {long_day(duty.rule.since)}{until}.", rules=(duty.rule.id,))
    yield from source(duty.rule)


def exceptions(material: Material) -> Iterator[Block]:
    waivers = material.waivers
    if waivers is None or not waivers.waivers:
        places = (ROOT / "waivers",) if waivers is not None else ()
        yield paragraph(
            say(
                "No ",
                term("exception"),
                " to a rule is on file.",
                at=() if places else ROOT / "agency",
                waivers=places,
            )
        )
        return
    at = ROOT / "status"
    if waivers.status == "proposed":
        yield paragraph(
            say("These exceptions are drafts.", waivers=at),
            say("Nobody has granted them.", waivers=at),
            tone=Tone.LOUD,
        )
    else:
        yield paragraph(say("These exceptions have been granted.", waivers=at))
    for number, waiver in enumerate(waivers.waivers):
        place = ROOT / "waivers" / number
        rule = name(material.names.get(waiver.rule, waiver.rule))
        title = say("From the rule ", rule, waivers=place / "rule", rules=(waiver.rule,))
        yield Group(title, (paragraph(*_waiver(waiver, place, material)),))


def _waiver(waiver: Waiver, at: Pointer, material: Material) -> Iterator[Sentence]:
    yield _scope(waiver, at, material)
    draft = material.waivers is not None and material.waivers.status == "proposed"
    by = "It would be granted by " if draft else "It was granted by "
    yield say(by, name(waiver.authority), ".", waivers=at / "authority")
    for said in sentences_in(waiver.reason):
        yield say(*prose(said, material.names), waivers=at / "reason")
    yield say(f"Its day is {long_day(waiver.granted)}.", waivers=at / "granted")
    yield say(f"Its last day is {long_day(waiver.expires)}.", waivers=at / "expires")
    yield say("It is on file as ", name(str(waiver.record)), ".", waivers=at / "record")
    yield _state(waiver, at, material)


def _scope(waiver: Waiver, at: Pointer, material: Material) -> Sentence:
    scope, place = waiver.scope, at / "scope"
    said: list[tuple[Wording, Pointer]] = []
    if scope.block is not None:
        said.append((Wording(BLOCKS.get(scope.block, scope.block)), place / "block"))
    if scope.to is not None:
        who = name(f"the access of {material.names.get(scope.to, scope.to)}")
        said.append((who, place / "to"))
    if scope.system is not None:
        said.append((name(f"the system “{scope.system}”"), place / "system"))
    if not said:
        return say("It does not say what for.", waivers=place)
    phrases = enumeration([phrase for phrase, _ in said])
    places = [where for _, where in said]
    return say("It is an ", term("exception"), " for this: ", *phrases, ".", waivers=places)


def _state(waiver: Waiver, at: Pointer, material: Material) -> Sentence:
    """Say whether a waiver counts today: only one without a flaw that covers something does."""
    day, places = material.subject.day, (at / "granted", at / "expires")
    if waiver.granted > day:
        return say(f"It has not begun on {long_day(day)}.", waivers=places)
    if waiver.expires < day:
        return say(f"It has run out on {long_day(day)}.", waivers=places)
    if any(found.waiver == waiver for found in material.waived):
        if material.waivers and material.waivers.status == "proposed":
            says = f"Beside a draft of a policy, it counts on {long_day(day)}."
            return say(says, waivers=(*places, ROOT / "status"), rules=(waiver.rule,))
        return say(f"It counts on {long_day(day)}.", waivers=places, rules=(waiver.rule,))
    return say(f"It counts for nothing on {long_day(day)}.", waivers=places, rules=(waiver.rule,))
