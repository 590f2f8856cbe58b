"""The sections on what changed since an earlier state, and on law that is coming."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import groupby

from lprpolicy.model.places import ROOT
from lprpolicy.model.prose import long_day
from lprpolicy.model.verdicts import Answer
from lprpolicy.write.page.facts import Duty, Material
from lprpolicy.write.page.law import line, source
from lprpolicy.write.page.say import listing, paragraph, say
from lprpolicy.write.page.sections import Block, Group, LawLine, LawLines


def changes(material: Material) -> Iterator[Block]:
    """Show the given sentences on what changed; nothing, if nobody compared."""
    if material.changes:
        yield listing(material.changes)
    elif material.changes is not None:
        yield paragraph(say("Nothing has changed.", at=ROOT / "agency"))


def coming_law(material: Material, what: str) -> Iterator[Block]:
    duties = sorted(
        (duty for duty in material.duties if duty.standing == "not-yet"),
        key=lambda duty: (_first(duty), duty.own, duty.rule.id),
    )
    if not duties:
        packs = list(material.packs)
        yield paragraph(
            say(
                "No rule that is written down here begins later.",
                packs=packs,
                at=() if packs else ROOT / "agency",
            ),
            say("A bill is no law, and is not here."),
        )
        return
    yield paragraph(say("A bill is no law, and is not here."))
    for day, found in groupby(duties, key=_first):
        lines = list(found)
        rules = [duty.rule.id for duty in lines]
        title = say(f"From {long_day(day)}", rules=rules)
        yield Group(title, (LawLines(tuple(_line(duty, material, what) for duty in lines)),))


def _first(duty: Duty) -> dt.date:
    return duty.rule.since or dt.date.max


def _line(duty: Duty, material: Material, what: str) -> LawLine:
    more = list(source(duty.rule))
    if duty.findings:
        broken = any(found.answer is Answer.VIOLATION for found in duty.findings)
        as_it_is = (
            "As it is, it would be violated."
            if broken
            else "As it is, there is not enough information."
        )
        more.insert(0, say(as_it_is, rules=(duty.rule.id,)))
    return line(duty, material, what, more)
