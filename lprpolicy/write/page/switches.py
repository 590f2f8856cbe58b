"""The section on switches that open reads to many at once, and who checked them."""

from __future__ import annotations

from collections.abc import Iterator

from lprpolicy.model.places import ROOT, Pointer
from lprpolicy.model.policy import Lookups, System
from lprpolicy.model.prose import long_day
from lprpolicy.model.words import Switch
from lprpolicy.write.page.facts import Material
from lprpolicy.write.page.say import name, paragraph, quotation, say
from lprpolicy.write.page.sections import Block, Group, Sentence, Wording


def switches(material: Material, what: str) -> Iterator[Block]:
    for number, system in enumerate(material.subject.policy.systems or ()):
        at = ROOT / "systems" / number
        title = say("Switches in the system ", quotation(system.id), at=at / "id")
        lookups = system.lookups or Lookups()
        yield Group(
            title,
            (
                paragraph(
                    say("A vendor has switches that let in many agencies at once."),
                    *_switches(lookups, at / "lookups", what),
                    _attestation(system, at / "attested", what),
                    *_export_owner(system, at / "export_owner"),
                ),
            ),
        )


def _switches(lookups: Lookups, at: Pointer, what: str) -> Iterator[Sentence]:
    for key in Switch:
        whom = key.lets_in
        match getattr(lookups, key):
            case True:
                yield say(f"The {what} turns ON the switch that lets in {whom}.", at=at / key)
            case False:
                yield say(f"The {what} keeps off the switch that lets in {whom}.", at=at / key)
            case _:
                says = f"The {what} does not specify the switch that lets in {whom}."
                yield say(says, silent=at / key)


def _attestation(system: System, at: Pointer, what: str) -> Sentence:
    if system.attested is None:
        return say(f"The {what} does not say who checked these switches.", silent=at)
    looked, day = name(system.attested.by), long_day(system.attested.on)
    places = [at / "by", at / "on"]
    filed: tuple[str | Wording, ...] = ()
    if system.attested.record is not None:
        places.append(at / "record")
        filed = (", on file as ", name(str(system.attested.record)))
    says = ("These switches were looked at by ", looked, f" on {day}", *filed, ".")
    return say(*says, at=places, silent=() if filed else at / "record")


def _export_owner(system: System, at: Pointer) -> Iterator[Sentence]:
    named = system.export_owner
    if named is not None:
        places = (at / "name", at / "why")
        called, why = name(named.name), name(named.why)
        yield say("The vendor's lists call the agency ", called, " because: ", why, ".", at=places)
        if named.record is not None:
            yield say("A document shows it: ", name(str(named.record)), ".", at=at / "record")
