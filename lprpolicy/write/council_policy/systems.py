"""The articles on the systems that hold reads, and on what the vendors may do."""

from __future__ import annotations

from collections.abc import Iterator

from lprpolicy.model.places import ROOT, Pointer
from lprpolicy.model.policy import Contract, Lookups, Readers, System
from lprpolicy.model.prose import amount, long_day
from lprpolicy.model.words import Switch, Vendor
from lprpolicy.write.council_policy.clauses import clause, list_unspecified, state_list
from lprpolicy.write.council_policy.document import Article, Block, Clause, Subtitle
from lprpolicy.write.page.facts import Material
from lprpolicy.write.page.say import interval, name, quotation, say
from lprpolicy.write.page.sections import Sentence

_SYSTEMS = ROOT / "systems"


def systems(material: Material) -> Article:
    """Say which systems hold the reads, by whom they are run, and under which contract."""
    return Article("systems", "Systems and vendors", (_SYSTEMS,), tuple(_blocks(material)))


def _blocks(material: Material) -> Iterator[Block]:
    held = material.subject.policy.systems
    if held is None:
        yield from list_unspecified((None, "the systems that hold the reads", _SYSTEMS))
        return
    if not held:
        yield clause(say("No system shall hold reads.", at=_SYSTEMS))
        return
    count = amount(len(held), "system", "systems")
    yield clause(say(f"The reads of the Department shall be held in {count} only.", at=_SYSTEMS))
    for number, system in enumerate(held):
        at = _SYSTEMS / number
        yield Subtitle(say("System ", quotation(system.id), at=at / "id"))
        yield clause(
            _vendor(system, at),
            *_owner(system, at / "export_owner"),
            *_readers(system.readers, at / "readers"),
            *_program_and_storage(system, at),
        )
        if system.contract is not None:
            yield from _contract(system.contract, at / "contract")
        yield from _not_specified(system, at)


def _vendor(system: System, at: Pointer) -> Sentence:
    if system.other is None:
        if system.vendor is Vendor.OTHER:
            says = "The vendor is not one of the listed vendors, and is not named."
            return say(says, at=at / "vendor", silent=at / "other")
        return say("The vendor is ", name(system.vendor.plain), ".", at=at / "vendor")
    places = (at / "vendor", at / "other")
    if system.vendor is Vendor.OTHER:
        return say("The vendor is ", quotation(system.other), ".", at=places)
    known = name(system.vendor.plain)
    return say("The vendor is ", known, ", also given as ", quotation(system.other), ".", at=places)


def _readers(readers: Readers | None, at: Pointer) -> Iterator[Sentence]:
    if readers is None:
        return
    for key, count, noun in (
        ("fixed", readers.fixed, "fixed license plate reader"),
        ("vehicle", readers.vehicle, "vehicle-mounted license plate reader"),
        ("portable", readers.portable, "portable license plate reader"),
    ):
        if count is not None:
            yield say(f"It shall receive reads from {amount(count, noun)}.", at=at / key)
    if readers.state_highway is not None:
        many = amount(readers.state_highway, "reader", "readers")
        says = f"Of these, {many} shall stand on the right-of-way of a state highway."
        yield say(says, at=at / "state_highway")


def _program_and_storage(system: System, at: Pointer) -> Iterator[Sentence]:
    """State what only some laws ask: the program, and where the reads are stored."""
    if system.program is not None:
        yield say(f"It shall serve {system.program.plain}.", at=at / "program")
    if system.storage is not None:
        yield say(f"Its reads shall be stored {system.storage.plain}.", at=at / "storage")


def _owner(system: System, at: Pointer) -> Iterator[Sentence]:
    """State what the vendor's exports call the agency."""
    owner = system.export_owner
    if owner is not None:
        called = quotation(owner.name)
        yield say("The vendor lists the Department as ", called, ".", at=at / "name")
        yield say("Reason for that name: ", name(owner.why), ".", at=at / "why")
        if owner.record is not None:
            kept = name(str(owner.record))
            yield say("Document that shows that name: ", kept, ".", at=at / "record")


def _contract(contract: Contract, at: Pointer) -> Iterator[Block]:
    said = []
    if contract.signed is not None:
        says = f"The contract with the vendor was signed on {long_day(contract.signed)}."
        said.append(say(says, at=at / "signed"))
    if contract.expires is not None:
        says = f"The contract expires on {long_day(contract.expires)}."
        said.append(say(says, at=at / "expires"))
    if contract.document is not None:
        kept = name(str(contract.document))
        said.append(say("The contract is on file as ", kept, ".", at=at / "document"))
    if contract.retention is not None:
        says = f"The contract shall let the vendor keep reads for at most {contract.retention}."
        said.append(say(says, at=at / "retention"))
    if said:
        yield clause(*said)
    yield from state_list(
        contract.forbids,
        at / "forbids",
        some="The contract shall prohibit the vendor from:",
        none="The contract does not prohibit the vendor from any act.",
    )
    yield from state_list(
        contract.requires,
        at / "requires",
        some="The contract shall require the vendor:",
        none="The contract does not require any act of the vendor.",
    )
    yield from _delivers(contract, at / "delivers")


def _delivers(contract: Contract, at: Pointer) -> Iterator[Block]:
    if contract.delivers:
        items = tuple(
            say(f"{one.what.plain}, at least once {interval(one.every)}", at=at / n)
            for n, one in enumerate(contract.delivers)
        )
        yield Clause((say("Under the contract the vendor shall deliver:", at=at),), items)
    elif contract.delivers is not None:
        yield clause(say("Under the contract the vendor delivers nothing.", at=at))


def _not_specified(system: System, at: Pointer) -> Iterator[Block]:
    contract, readers = system.contract, system.readers or Readers()
    held = at / "contract"
    own = contract or Contract()
    terms = (
        (own.signed, "the day the contract was signed", held / "signed"),
        (own.expires, "the day the contract expires", held / "expires"),
        (own.document, "where the contract is on file", held / "document"),
        (own.retention, "how long the vendor may keep reads", held / "retention"),
        (own.forbids, "what the contract prohibits the vendor from", held / "forbids"),
        (own.requires, "what the contract requires of the vendor", held / "requires"),
    )
    nothing = ((None, "the terms of the contract with the vendor", held),)
    counts = (
        (readers.fixed, "the number of fixed readers", at / "readers" / "fixed"),
        (readers.vehicle, "the number of vehicle-mounted readers", at / "readers" / "vehicle"),
        (readers.portable, "the number of portable readers", at / "readers" / "portable"),
    )
    uncounted = ((None, "the number of license plate readers", at / "readers"),)
    yield from list_unspecified(
        *(counts if system.readers is not None else uncounted),
        *(terms if contract is not None else nothing),
    )


def lookups(material: Material) -> Iterator[Block]:
    """Say of each system which vendor-wide lookups are on, and who certified its settings."""
    for number, system in enumerate(material.subject.policy.systems or ()):
        at = _SYSTEMS / number
        yield Subtitle(
            say("Vendor-wide lookups of the system ", quotation(system.id), at=at / "id")
        )
        said = [
            *_switches(system.lookups or Lookups(), at / "lookups"),
            *_certification(system, at),
        ]
        if said:
            yield clause(*said)
        yield from _unknown_settings(system, at)


def _switches(set_to: Lookups, at: Pointer) -> Iterator[Sentence]:
    for key in Switch:
        value = getattr(set_to, key)
        if value is not None:
            state = "on" if value else "off"
            yield say(f"{_switch(key)} ({key.lets_in}) shall be {state}.", at=at / key)


def _switch(key: Switch) -> str:
    return f"{key.plain[:1].upper()}{key.plain[1:]}"


def _certification(system: System, at: Pointer) -> Iterator[Sentence]:
    """State who certified the settings."""
    seen, place = system.attested, at / "attested"
    if seen is not None:
        says = ("The settings were certified by ", name(seen.by), f" on {long_day(seen.on)}.")
        yield say(*says, at=(place / "by", place / "on"))
        if seen.record is not None:
            kept = name(str(seen.record))
            yield say("The certification is on file as ", kept, ".", at=place / "record")


def _unknown_settings(system: System, at: Pointer) -> Iterator[Block]:
    set_to, seen = system.lookups or Lookups(), system.attested
    place = at / "attested"
    yield from list_unspecified(
        *(
            (getattr(set_to, key), f"whether {key.plain} is on", at / "lookups" / key)
            for key in Switch
        ),
        (seen, "who certified these settings", place),
        *(
            ((seen.record, "where the certification is on file", place / "record"),)
            if seen is not None
            else ()
        ),
    )
