"""The vendor's switches that open the reads to many at once, and who looked at them."""

from __future__ import annotations

from collections.abc import Iterator

from lprpolicy.model.material import Material
from lprpolicy.model.page import Block, Group, Sentence
from lprpolicy.model.places import ROOT, Pointer
from lprpolicy.model.policy import Lookups, System
from lprpolicy.write.plain.say import date, name, paragraph, quoted, say

SWITCHES = (
    ("statewide", "every agency in the state that uses the same vendor"),
    ("national", "every agency in the country that uses the same vendor"),
    ("share_all", "each new agency, without asking"),
)


def switches(material: Material, what: str) -> Iterator[Block]:
    for number, system in enumerate(material.case.policy.systems or ()):
        at = ROOT / "systems" / number
        title = say("Switches in the system ", quoted(system.id), at=at / "id")
        lookups = system.lookups or Lookups()
        yield Group(
            title,
            (
                paragraph(
                    say("A vendor has switches that let in many agencies at once."),
                    *_switches(lookups, at / "lookups", what),
                    _attested(system, at / "attested", what),
                ),
            ),
        )


def _switches(lookups: Lookups, at: Pointer, what: str) -> Iterator[Sentence]:
    for key, whom in SWITCHES:
        match getattr(lookups, key):
            case True:
                yield say(f"The {what} turns ON the switch that lets in {whom}.", at=at / key)
            case False:
                yield say(f"The {what} keeps off the switch that lets in {whom}.", at=at / key)
            case _:
                says = f"The {what} says nothing of the switch that lets in {whom}."
                yield say(says, silent=at / key)


def _attested(system: System, at: Pointer, what: str) -> Sentence:
    if system.attested is None:
        return say(f"The {what} names nobody who looked at these switches.", silent=at)
    looked, day = name(system.attested.by), date(system.attested.on)
    places = (at / "by", at / "on")
    return say("These switches were looked at by ", looked, f" on {day}.", at=places)
