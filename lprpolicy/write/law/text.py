"""Write what of the law is written down for a person: a table of all, or one state in full."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from lprpolicy.model.prose import amount
from lprpolicy.write.law.facts import (
    CarriedBy,
    CoveredInstrument,
    CoveredPack,
    CoveredPassage,
    Jurisdiction,
    LawCoverage,
    LawKnown,
)

WIDTH = 98


def write(facts: LawCoverage) -> str:
    if facts.unread_only:
        lines = list(_unread(facts))
    elif facts.one:
        lines = list(_state(facts.jurisdictions[0]))
    else:
        lines = list(_table(facts))
    return "".join(f"{line}\n" for line in lines)


def _table(facts: LawCoverage) -> Iterator[str]:
    for one in facts.jurisdictions:
        yield f"{one.id:<6}  {one.name:<20}  {answer(one)}"
    yield ""
    yield "lprpolicy law STATE shows one in full; --unread, the numbers that one person has read"


def answer(one: Jurisdiction) -> str:
    """Say in a line what is known of the law of a jurisdiction."""
    searched = [pack.no_law.searched for pack in one.packs if pack.no_law is not None]
    match one.answer:
        case LawKnown.NOBODY_LOOKED:
            return "nobody has looked"
        case LawKnown.NO_LAW:
            return f"no law found, searched {max(searched)}"
    rules = {rule.rule for pack in one.packs for rule in pack.rules}
    passages = [passage for pack in one.packs for passage in pack.passages]
    carried = sum(passage.has_rule for passage in passages)
    without = len(passages) - carried
    return (
        f"{amount(len(rules), 'rule')}; {amount(len(passages), 'provision')}: "
        f"{carried} with a rule, {without} without"
    )


def _state(one: Jurisdiction) -> Iterator[str]:
    yield f"{one.name} ({one.id}): {answer(one)}"
    for pack in one.packs:
        yield from _pack(pack, named=len(one.packs) > 1)


def _pack(pack: CoveredPack, *, named: bool) -> Iterator[str]:
    if named:
        yield ""
        yield f"{pack.id}: {pack.name}"
    if not pack.complete:
        yield "This pack is not complete yet."
    if pack.no_law is not None:
        yield from _wrap(f"Searched {pack.no_law.searched}: {pack.no_law.found}", "")
        for source in pack.no_law.sources:
            yield from _wrap(f"- {source}", "")
    for instrument in pack.instruments:
        yield ""
        yield from _instrument(instrument)
    if pack.left_out:
        yield ""
        yield "Left out besides:"
        for text in pack.left_out:
            yield from _wrap(f"- {text}", "  ")
    if pack.faults:
        yield ""
        yield "Not accounted for:"
        for fault in pack.faults:
            yield from _wrap(f"- {fault}", "  ")


def _instrument(one: CoveredInstrument) -> Iterator[str]:
    law = one.instrument
    until = f" until {law.until}" if law.until else ""
    yield from _wrap(f"{law.title}. {law.citation}, from {law.from_}{until}", "")
    yield f"  {law.url}"
    copy = f": {law.read_at}" if law.read_at else ""
    yield from _wrap(f"read: {law.verified}{copy}", "  ")
    for note in (law.day_note, law.note):
        if note is not None:
            yield from _wrap(f"note: {note}", "  ")
    for passage in one.passages:
        yield from _passage(passage, law.verified != passage.verified)


def _passage(one: CoveredPassage, otherwise: bool) -> Iterator[str]:
    read = f" ({one.verified})" if otherwise else ""
    until = f", until {one.passage.until}" if one.passage.until else ""
    yield from _wrap(f"{one.passage.at}{until}{read}: {one.passage.says}", "  ")
    if one.passage.no_rule is not None:
        yield from _wrap(f"no rule: {one.passage.no_rule}", "    ")
    for rule in one.carried:
        yield f"    {_version(rule)}"


def _version(rule: CarriedBy) -> str:
    ends = f" until {rule.until}" if rule.until else ""
    kind = "disputed" if rule.contested else "required" if rule.required else "recommended"
    return f"{rule.rule} ({kind}, {rule.provision.verified}) from {rule.start}{ends}"


def _unread(facts: LawCoverage) -> Iterator[str]:
    found = [
        rule
        for one in facts.jurisdictions
        for pack in one.packs
        for rule in pack.rules
        if rule.unread
    ]
    for rule in found:
        yield f"{rule.rule}  from {rule.start}  {'; '.join(rule.numbers)}"
        yield from _wrap(f"{rule.provision.citation} ({rule.provision.verified})", "  ")
    total = amount(len(found), "required number has", "required numbers have")
    yield f"{total} no second reading"


def _wrap(text: str, indent: str) -> list[str]:
    return wrap(
        text,
        WIDTH,
        initial_indent=indent,
        subsequent_indent=f"{indent}  ",
        break_on_hyphens=False,
        break_long_words=False,
    )
