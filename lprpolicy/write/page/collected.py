"""The sections on what is collected, what never is, and who holds it."""

from __future__ import annotations

from collections.abc import Iterator

from lprpolicy.model.places import ROOT, Pointer
from lprpolicy.model.policy import Contract, Readers, System
from lprpolicy.model.prose import amount, long_day
from lprpolicy.model.words import PERSONAL, Permission, Vendor
from lprpolicy.write.page.facts import Material
from lprpolicy.write.page.say import (
    enumeration,
    interval,
    listing,
    name,
    paragraph,
    quotation,
    say,
    term,
)
from lprpolicy.write.page.sections import Block, Group, Paragraph, Sentence


def collected_data(material: Material, what: str) -> Iterator[Block]:
    collection = material.subject.policy.collection
    fields = collection.fields if collection else None
    at = ROOT / "collection" / "fields"
    if fields is None:
        yield paragraph(say(f"The {what} does not say what is recorded.", silent=at))
    elif not fields:
        yield paragraph(say("Nothing is recorded.", at=at))
    else:
        yield paragraph(
            say("Each time a vehicle goes by, a ", term("read"), " is made.", at=at),
            say("It holds:", at=at),
        )
        yield listing(say(field.plain, at=at / n) for n, field in enumerate(fields))
        yield from _never(material)
    yield from _avoids(material, what)


def _never(material: Material) -> Iterator[Block]:
    collection, at = material.subject.policy.collection, ROOT / "collection" / "fields"
    fields = (collection.fields if collection else None) or ()
    left = [field for field in PERSONAL if field not in fields]
    yield paragraph(
        say("Nothing else is recorded.", at=at),
        *([say("So the readers may never take down:", at=at)] if left else []),
    )
    if left:
        yield listing(say(field.plain, at=at) for field in left)


def _avoids(material: Material, what: str) -> Iterator[Block]:
    collection, at = material.subject.policy.collection, ROOT / "collection" / "avoids"
    avoids = collection.avoids if collection else None
    if avoids is None:
        says = f"The {what} names no places that readers are kept away from."
        yield paragraph(say(says, silent=at))
    elif not avoids:
        yield paragraph(say("There is no place that readers are kept away from.", at=at))
    else:
        yield paragraph(say("Readers are kept away from:", at=at))
        yield listing(say(place.plain, at=at / n) for n, place in enumerate(avoids))
    if collection is not None and collection.face_recognition is not None:
        may = "may" if collection.face_recognition is Permission.ALLOWED else "may not"
        at = ROOT / "collection" / "face_recognition"
        yield paragraph(say(f"The readers {may} recognize faces.", at=at))


def holders(material: Material, what: str) -> Iterator[Block]:
    systems, at = material.subject.policy.systems, ROOT / "systems"
    if systems is None:
        yield paragraph(say(f"The {what} does not say who holds the records.", silent=at))
        return
    if not systems:
        yield paragraph(say("There is no system that holds records.", at=at))
        return
    count = amount(len(systems), "system holds", "systems hold")
    yield paragraph(say(f"{count} the records.", at=at))
    for number, system in enumerate(systems):
        place = at / number
        title = say("The system ", quotation(system.id), at=place / "id")
        yield Group(title, tuple(_system(system, place, what)))


def _system(system: System, at: Pointer, what: str) -> Iterator[Block]:
    yield paragraph(_vendor(system, at), *_program_and_storage(system, at))
    yield _readers(system.readers, at / "readers", what)
    if system.contract is None:
        yield paragraph(
            say(f"The {what} does not specify a contract for it.", silent=at / "contract")
        )
    else:
        yield from _contract(system.contract, at / "contract", what)


def _vendor(system: System, at: Pointer) -> Sentence:
    vendor = term("vendor")
    if system.other is None and system.vendor is Vendor.OTHER:
        says = " is another company, and its name is not given."
        return say("The ", vendor, says, at=at / "vendor", silent=at / "other")
    if system.other is None:
        return say("The ", vendor, " is ", name(system.vendor.plain), ".", at=at / "vendor")
    places = (at / "vendor", at / "other")
    if system.vendor is Vendor.OTHER:
        return say("The ", vendor, " is given as ", quotation(system.other), ".", at=places)
    known = name(system.vendor.plain)
    return say(
        "The ", vendor, " is given as ", known, " and as ", quotation(system.other), ".", at=places
    )


def _program_and_storage(system: System, at: Pointer) -> Iterator[Sentence]:
    """Say what only some laws ask: which program a system serves, and beside whose reads it is."""
    if system.program is not None:
        yield say(f"It serves {system.program.plain}.", at=at / "program")
    if system.storage is not None:
        yield say(f"The reads are stored {system.storage.plain}.", at=at / "storage")


def _readers(readers: Readers | None, at: Pointer, what: str) -> Paragraph:
    if readers is None:
        return paragraph(say(f"The {what} does not say how many readers feed it.", silent=at))
    mounted = (
        ("fixed", readers.fixed, "on poles, bridges or buildings"),
        ("vehicle", readers.vehicle, "on police vehicles"),
        ("portable", readers.portable, "on trailers or stands"),
    )
    said = [
        say(f"{amount(count, 'reader')} {where}.", at=at / key)
        if count is not None
        else say(f"It does not say how many readers are {where}.", silent=at / key)
        for key, count, where in mounted
    ]
    if readers.state_highway is not None:
        many = amount(readers.state_highway, "stands", "stand")
        place = at / "state_highway"
        said.append(say(f"Of all these, {many} beside a state highway.", at=place))
    return paragraph(say("These readers feed it:", at=at), *said)


def _contract(contract: Contract, at: Pointer, what: str) -> Iterator[Block]:
    yield paragraph(*_contract_days(contract, at, what), *_contract_retention(contract, at, what))
    if contract.forbids is None:
        says = f"The {what} does not say what the contract forbids the vendor."
        yield paragraph(say(says, silent=at / "forbids"))
    elif not contract.forbids:
        yield paragraph(say("The contract forbids the vendor nothing.", at=at / "forbids"))
    else:
        yield paragraph(say("The contract forbids the vendor:", at=at / "forbids"))
        yield listing(
            say(ban.plain, at=at / "forbids" / n) for n, ban in enumerate(contract.forbids)
        )
    if contract.requires is not None and not contract.requires:
        yield paragraph(say("It requires nothing of the vendor.", at=at / "requires"))
    elif contract.requires is not None:
        yield paragraph(say("It requires of the vendor:", at=at / "requires"))
        yield listing(
            say(duty.plain, at=at / "requires" / n) for n, duty in enumerate(contract.requires)
        )
    yield from _delivers(contract, at / "delivers")


def _delivers(contract: Contract, at: Pointer) -> Iterator[Block]:
    """Say what the vendor delivers, and how often; only some laws ask."""
    if contract.delivers is None:
        return
    if not contract.delivers:
        yield paragraph(say("The vendor delivers nothing under it.", at=at))
        return
    yield paragraph(say("The vendor delivers:", at=at))
    yield listing(
        say(f"{one.what.plain}, {interval(one.every)}", at=[at / n / "what", at / n / "every"])
        for n, one in enumerate(contract.delivers)
    )


def _contract_days(contract: Contract, at: Pointer, what: str) -> Iterator[Sentence]:
    if contract.signed is not None:
        yield say(f"The contract was signed on {long_day(contract.signed)}.", at=at / "signed")
    if contract.expires is not None:
        yield say(f"The contract ends on {long_day(contract.expires)}.", at=at / "expires")
    if contract.document is not None:
        yield say(
            "The contract is on file as ", name(str(contract.document)), ".", at=at / "document"
        )
    missing = [
        (words, at / key)
        for key, words in (
            ("signed", "the day it was signed"),
            ("expires", "its last day"),
            ("document", "where it is on file"),
        )
        if getattr(contract, key) is None
    ]
    if missing:
        yield say(
            f"Of the contract, the {what} does not give ",
            *enumeration([words for words, _ in missing], "or"),
            ".",
            silent=[place for _, place in missing],
        )


def _contract_retention(contract: Contract, at: Pointer, what: str) -> Iterator[Sentence]:
    if contract.retention is not None:
        yield say(
            f"The contract lets the vendor keep reads for {contract.retention} at most.",
            at=at / "retention",
        )
    else:
        yield say(
            f"The {what} does not say how long the contract lets the vendor keep reads.",
            silent=at / "retention",
        )
