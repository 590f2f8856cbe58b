"""The agency's own rules, and the exceptions that were made to them."""

from __future__ import annotations

from collections.abc import Iterator

from lprpolicy.model.material import Duty, Material
from lprpolicy.model.page import Block, Group, LawLines, Part, Sentence, Standing, Tone
from lprpolicy.model.places import ROOT, Pointer
from lprpolicy.model.vocabulary import Binding
from lprpolicy.model.waiver import Waiver
from lprpolicy.write.plain.law import line, read
from lprpolicy.write.plain.say import (
    amount,
    cite,
    date,
    joined,
    name,
    paragraph,
    prose,
    say,
    sentences_in,
    term,
)

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
    for duty in duties:
        yield _rule(duty, material, what)


def _rule(duty: Duty, material: Material, what: str) -> Group:
    rule, identifier = duty.rule, (duty.rule.id,)
    said: list[Sentence] = []
    if rule.binding is Binding.SHOULD:
        said.append(say("This is advice.", rules=identifier))
    if rule.since is not None:
        said.append(say(f"In force since {date(rule.since)}.", rules=identifier))
    if rule.provision is not None:
        citation = cite(rule.provision.citation, rule.provision.url)
        said.append(say("It comes from: ", citation, ".", rules=identifier))
        said.append(read(rule, [rule.id]))
    title = say(*prose(rule.title, material.names), rules=identifier)
    return Group(title, (paragraph(*said), LawLines((line(duty, material, what),))))


def exceptions(material: Material, what: str) -> Iterator[Block]:
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
        yield Group(title, (paragraph(*_waiver(waiver, place, material, what)),))


def _waiver(waiver: Waiver, at: Pointer, material: Material, what: str) -> Iterator[Sentence]:
    yield _scope(waiver, at, material)
    yield say("It is by ", name(waiver.authority), ".", waivers=at / "authority")
    for said in sentences_in(waiver.reason):
        yield say(*prose(said, material.names), waivers=at / "reason")
    granted = "dated" if material.waivers and material.waivers.status == "proposed" else "granted"
    yield say(f"It is {granted} {date(waiver.granted)}.", waivers=at / "granted")
    yield say(f"Its last day is {date(waiver.expires)}.", waivers=at / "expires")
    yield say("It is on file as ", name(waiver.record), ".", waivers=at / "record")
    yield _state(waiver, at, material)


def _scope(waiver: Waiver, at: Pointer, material: Material) -> Sentence:
    scope, place = waiver.scope, at / "scope"
    said: list[tuple[Part, Pointer]] = []
    if scope.block is not None:
        said.append((Part(BLOCKS.get(scope.block, scope.block)), place / "block"))
    if scope.to is not None:
        who = name(f"the access of {material.names.get(scope.to, scope.to)}")
        said.append((who, place / "to"))
    if scope.system is not None:
        said.append((name(f"the system “{scope.system}”"), place / "system"))
    if not said:
        return say("It does not say what for.", waivers=place)
    phrases = joined([phrase for phrase, _ in said])
    places = [where for _, where in said]
    return say("It is an ", term("exception"), " for this: ", *phrases, ".", waivers=places)


def _state(waiver: Waiver, at: Pointer, material: Material) -> Sentence:
    """Whether it counts today: only what covers something, and has no flaw, does."""
    day, places = material.case.day, (at / "granted", at / "expires")
    if waiver.granted > day:
        return say(f"It has not begun on {date(day)}.", waivers=places)
    if waiver.expires < day:
        return say(f"It has run out on {date(day)}.", waivers=places)
    if any(found.waiver == waiver for found in material.waived):
        return say(f"It counts on {date(day)}.", waivers=places, rules=(waiver.rule,))
    return say(f"It counts for nothing on {date(day)}.", waivers=places, rules=(waiver.rule,))
