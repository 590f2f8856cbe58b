"""The section on what the law requires, provision by provision, and how the text meets it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from lprpolicy.model.places import Pointer
from lprpolicy.model.prose import amount, long_day
from lprpolicy.model.report import Finding, RuleInfo, Spot
from lprpolicy.model.standing import Standing
from lprpolicy.model.words import Binding, Layer, Status, Verified
from lprpolicy.write.page.facts import Duty, Material
from lprpolicy.write.page.say import (
    cite,
    enumeration,
    listing,
    name,
    paragraph,
    prose,
    say,
    sentences_in,
)
from lprpolicy.write.page.sections import (
    Block,
    Grounds,
    Group,
    LawLine,
    LawLines,
    Listing,
    Role,
    Sentence,
    Tone,
    Wording,
)

ANSWERS = {
    Standing.MET: "Met",
    Standing.NOT_MET: "Violated",
    Standing.CANNOT_TELL: "Not enough information",
    Standing.SET_ASIDE: "Violated, waived for now",
    Standing.DISPUTED: "Disputed law",
    Standing.NOT_YET: "Not in effect yet",
    Standing.ON_CHANGE: "Asked of each change",
}
MOST = 12
"""A rule that is not met names at most this many; the list of recipients names all."""


def law(material: Material, what: str) -> Iterator[Block]:
    """Show the rules that are violated or lack information, and fold all others."""
    duties = [duty for duty in material.duties if not duty.own and duty.standing in _NOW]
    binding = [duty for duty in duties if duty.rule.binding is Binding.MUST]
    advice = [duty for duty in duties if duty.rule.binding is Binding.SHOULD]
    if not duties:
        yield paragraph(_nothing(material))
    else:
        yield paragraph(*_tally(material, what), tone=_tone(material.duties))
        yield paragraph(
            say("Met means that the words of the file agree with the rule as written down here."),
            say("It does not say what the police do."),
        )
        told = repeated_doubts(duties)
        open_ = [duty for duty in binding if duty.standing in _OPEN]
        others = [duty for duty in binding if duty.standing not in _OPEN]
        yield from _provisions(open_, material, what, told)
        if told:
            yield _doubts(told, duties, material)
        yield from _fold("Each other rule, with the law behind it", others, material, what, told)
        says = "These are not duties. To follow them is wise, or guards against a doubt."
        yield from _fold("Recommendations drawn from the law", advice, material, what, told, says)
    yield from faults(material, what)
    yield from _addresses(duties)


_OPEN = frozenset({Standing.NOT_MET, Standing.CANNOT_TELL})


def _fold(
    title: str,
    duties: Sequence[Duty],
    material: Material,
    what: str,
    told: Collection[str],
    *says: str,
) -> Iterator[Block]:
    if duties:
        heading = say(f"{title} ({len(duties):,})", rules=[duty.rule.id for duty in duties])
        first = (paragraph(*map(say, says)),) if says else ()
        yield Group(heading, (*first, *_provisions(duties, material, what, told)), folded=True)


def repeated_doubts(duties: Iterable[Duty]) -> tuple[str, ...]:
    """Return the doubts that several rules share, so that a page says each once."""
    counts = Counter(said for duty in duties for said in _notes(duty))
    return tuple(said for said, count in counts.items() if count > 1)


def _notes(duty: Duty) -> list[str]:
    provision = duty.rule.provision
    return sentences_in((provision.note if provision else None) or "")


def _doubts(told: Sequence[str], duties: Sequence[Duty], material: Material) -> Group:
    """State the doubts that several rules share."""
    rules = [[duty.rule.id for duty in duties if said in _notes(duty)] for said in told]
    entries = [
        say(*prose(said, material.names), rules=about)
        for said, about in zip(told, rules, strict=True)
    ]
    title = say(
        f"Doubts that several rules share ({len(told):,})",
        rules=sorted({rule for about in rules for rule in about}),
    )
    return Group(title, (listing(entries),), folded=True)


_NOW = frozenset(Standing) - {Standing.NOT_YET, Standing.ON_CHANGE}


def _nothing(material: Material) -> Sentence:
    return say(
        "No rule of law is written down here for this agency.",
        packs=material.packs,
        at=() if material.packs else Pointer(("agency",)),
    )


def _tone(duties: Iterable[Duty]) -> Tone:
    musts = (duty for duty in duties if duty.rule.binding is Binding.MUST)
    bad = any(duty.standing is Standing.NOT_MET for duty in musts)
    return Tone.LOUD if bad else Tone.PLAIN


def _tally(material: Material, what: str) -> Iterator[Sentence]:
    """Count the required rules, the agency's own too; a draft only would meet them."""
    found, draft = material.count, material.subject.policy.status is Status.PROPOSED
    rules = [duty.rule.id for duty in material.duties if duty.standing in _NOW]
    own = sum(duty.own and duty.rule.required and duty.standing in _NOW for duty in material.duties)
    count = amount(found.required, "required rule applies", "required rules apply")
    whose = f", {own:,} of them the agency’s own" if own else ""
    yield say(f"{count} to this {what} on {long_day(material.subject.day)}{whose}.", rules=rules)
    counts = [
        f"{found.musts[Standing.MET]:,} {'would be met' if draft else 'met'}",
        f"{found.musts[Standing.NOT_MET]:,} violated",
        f"{found.musts[Standing.CANNOT_TELL]:,} not enough information",
    ]
    if waived := found.musts[Standing.SET_ASIDE]:
        counts.append(f"{waived:,} violated, waived for now")
    yield say("Of these: ", ", ".join(counts), ".", rules=rules)
    if found.disputed:
        more = amount(found.disputed, "rule rests", "rules rest")
        yield say(f"{more} on disputed law and decides nothing.", rules=rules)


def _provisions(
    duties: Sequence[Duty], material: Material, what: str, told: Collection[str] = ()
) -> Iterator[Block]:
    """Group rules under their passage of law: the state's first, then federal law."""
    groups: dict[tuple[object, ...], list[Duty]] = {}
    for duty in sorted(duties, key=_order):
        provision = duty.rule.provision
        key = (
            (provision.citation, provision.url, provision.verified, duty.rule.since, duty.ends)
            if provision
            else (None,)
        )
        groups.setdefault(key, []).append(duty)
    for found in groups.values():
        lines = tuple(line(duty, material, what, told=told) for duty in found)
        yield Group(
            _citation(found[0].rule, [duty.rule.id for duty in found]),
            (paragraph(*_standing_law(found[0], found, material)), LawLines(lines)),
        )


def _order(duty: Duty) -> tuple[object, ...]:
    layers = (Layer.STATE, Layer.AGENCY, Layer.FEDERAL, Layer.TOWN, None)
    provision = duty.rule.provision
    return (
        layers.index(duty.rule.layer),
        provision.citation if provision else "",
        duty.rule.title,
    )


def _citation(rule: RuleInfo, rules: list[str]) -> Sentence:
    provision = rule.provision
    if provision is None:
        return say("A rule without a citation", rules=rules)
    return say(cite(provision.citation, provision.url), rules=rules)


def _standing_law(first: Duty, duties: list[Duty], material: Material) -> Iterator[Sentence]:
    rules, rule = [duty.rule.id for duty in duties], first.rule
    if rule.since is not None:
        since = "since" if rule.since <= material.subject.day else "from"
        until = f" until {long_day(first.ends)}" if first.ends else ""
        yield say(f"In force {since} {long_day(rule.since)}{until}.", rules=rules)
    if rule.provision is not None and rule.provision.verified is Verified.TEXT:
        yield how_it_was_read(rule, rules)  # of all others the page says once that nobody did


def how_it_was_read(rule: RuleInfo, rules: list[str]) -> Sentence:
    """Say whether a reviewer read the law's own words."""
    if rule.provision is not None and rule.provision.verified is Verified.TEXT:
        return say("A reviewer read its text.", rules=rules)
    return say("Secondary source: not checked against the statute.", rules=rules)


def source(rule: RuleInfo) -> Iterator[Sentence]:
    """State the provision of a rule, for a line that is not under its heading."""
    if rule.binding is Binding.SHOULD:
        yield say("This is advice.", rules=(rule.id,))
    if rule.provision is not None:
        citation = cite(rule.provision.citation, rule.provision.url)
        yield say("It comes from: ", citation, ".", rules=(rule.id,))
        yield how_it_was_read(rule, [rule.id])


def line(
    duty: Duty,
    material: Material,
    what: str,
    more: Iterable[Sentence] = (),
    *,
    told: Collection[str] = (),
) -> LawLine:
    """Write one rule, whether the policy meets it, and why.

    `more` are further remarks, `told` are doubts that stand elsewhere on the page.
    """
    rule, names = duty.rule, material.names
    first = Wording(f"{ANSWERS[duty.standing]}: ", Role.ANSWER, key=duty.standing.value)
    says = [
        say(first, *prose(rule.title, names), ".", rules=(rule.id,)),
        *(say(*prose(said, names), rules=(rule.id,)) for said in sentences_in(rule.says)),
    ]
    for finding in duty.findings:
        says += _finding(finding, material, what)
    if duty.contested:
        says += [say(*prose(s, names), rules=(rule.id,)) for s in sentences_in(duty.contested)]
    doubts = [said for said in _notes(duty) if said not in told]
    return LawLine(
        rule.id,
        duty.standing,
        rule.binding is Binding.SHOULD,
        (*says, *more),
        tuple(say(*prose(said, names), rules=(rule.id,)) for said in doubts),
    )


def _finding(finding: Finding, material: Material, what: str) -> Iterator[Sentence]:
    """Write a finding as a sentence about this text, and name the others that it is true of."""
    spot = finding.spot
    yield say(
        f"This {what} ",
        *_message(spot, material),
        ".",
        grounds=_grounds(finding, (spot,), material),
    )
    if not finding.also:
        return
    shown = finding.also[:MOST]
    count = amount(len(finding.also), "more case", "more cases")
    others: list[Wording | str] = []
    if all(other.who for other in shown):
        others = [": ", *enumeration([name(other.who or "") for other in shown])]
        if len(finding.also) > MOST:
            others = [": ", *enumeration([name(o.who or "") for o in shown], ","), " and others"]
    yield say(
        f"The same is true of {count}",
        *others,
        ".",
        grounds=_grounds(finding, finding.also, material),
    )


def _message(spot: Spot, material: Material) -> Iterator[Wording]:
    """Return the message of a finding, with the recipient in it marked as a name."""
    if spot.who is None or spot.who not in spot.message:
        yield from prose(spot.message, material.names)
        return
    before, _, after = spot.message.partition(spot.who)
    yield from prose(before, material.names)
    yield name(spot.who)
    yield from prose(after, material.names)


def _grounds(finding: Finding, spots: Iterable[Spot], material: Material) -> Grounds:
    """Return the clauses that a finding is about: those that exist, and those that are missing."""
    places = tuple(spot.pointer for spot in spots)
    rules, file = (finding.rule.id,), finding.spot.location.file
    if file == material.waivers_file:
        return Grounds(waivers=places, rules=rules)
    if file != material.file:
        return Grounds(rules=rules)
    there = tuple(place for place in places if material.says(place))
    missing = tuple(place for place in places if not material.says(place))
    return Grounds(there, missing, rules=rules)


def faults(material: Material, what: str) -> Iterator[Block]:
    """Report what is wrong with the file itself; like a violated rule, it blocks."""
    if not material.faults:
        return
    found = [
        LawLine(
            fault.rule.id,
            Standing.CANNOT_TELL if fault.answer == "undecided" else Standing.NOT_MET,
            False,
            (
                say(
                    Wording(
                        "Not enough information: " if fault.answer == "undecided" else "Violated: ",
                        Role.ANSWER,
                        key="cannot-tell" if fault.answer == "undecided" else "not-met",
                    ),
                    fault.rule.title,
                    ".",
                    rules=(fault.rule.id,),
                ),
                *_finding(fault, material, what),
            ),
        )
        for fault in material.faults
    ]
    title = say("What is wrong with the file", rules=[fault.rule.id for fault in material.faults])
    says = "The file must be clear before it can be judged."
    yield Group(title, (paragraph(say(says)), LawLines(tuple(found))))


def _addresses(duties: Sequence[Duty]) -> Iterator[Block]:
    """List where the law can be read: each address once, with its citations."""
    found: dict[str, dict[str, list[str]]] = {}
    for duty in sorted(duties, key=_order):
        provision = duty.rule.provision
        if provision is not None:
            rules = found.setdefault(provision.url, {}).setdefault(provision.citation, [])
            rules.append(duty.rule.id)
    if not found:
        return
    entries = [
        say(
            *enumeration([cite(citation) for citation in citations]),
            ": ",
            cite(url, url),
            rules=[rule for rules in citations.values() for rule in rules],
        )
        for url, citations in found.items()
    ]
    rules = sorted({duty.rule.id for duty in duties})
    title = say("Where this can be read", rules=rules)
    yield Group(title, (Listing(tuple((entry,) for entry in entries)),), folded=True)
