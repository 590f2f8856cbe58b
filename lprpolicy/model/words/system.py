"""Vendors, what their contracts forbid them, and the switches that open reads to many."""

from __future__ import annotations

from typing import Final, Self

from lprpolicy.model.words.word import Word, member

_CALLED: Final = {
    "motorola-learn": ("learn", "motorola", "vigilant", "vigilant-learn", "vehiclemanager"),
    "flock": ("flock-safety",),
}
"""Other names under which people know a vendor, by its word."""


class Vendor(Word):
    """Whose database holds the reads."""

    MOTOROLA_LEARN = "motorola-learn", "Motorola’s LEARN, once called Vigilant", "learn"
    FLOCK = "flock", "Flock Safety", "flock"
    AXON = "axon", "Axon", "axon"
    ELSAG = "elsag", "ELSAG of Leonardo", "elsag"
    REKOR = "rekor", "Rekor", "rekor"
    GENETEC = "genetec", "Genetec", "genetec"
    OTHER = "other", "another company", "plate-reads"

    system: str
    """The id of the one system of a first draft."""

    def __new__(cls, value: str, plain: str = "", system: str = "") -> Self:
        return member(cls, value, plain=plain, system=system)

    @classmethod
    def from_name(cls, name: str) -> Self | None:
        """Return the vendor that people call so, in any case.

        >>> [str(Vendor.from_name(name)) for name in ("Vigilant", "FLOCK safety", "x")]
        ['motorola-learn', 'flock', 'None']
        """
        word = "-".join(name.casefold().split())
        return next((one for one in cls if word in (one.value, *_CALLED.get(one.value, ()))), None)


class Storage(Word):
    """Where the reads are stored, and beside whose."""

    OWN_SERVER = "own-server", "on a server of the agency"
    VENDOR_SEPARATE = "vendor-separate", "at the vendor, apart from the reads of others"
    VENDOR_POOL = "vendor-pool", "at the vendor, together with the reads of others"
    AREA_POOL = "area-pool", "in a database that several agencies share"
    STATE_SERVER = "state-server", "on a server of the state"


class ReaderProgram(Word):
    """The program that a system serves, where the law has one of its own for it."""

    GENERAL = "general", "the agency’s own work"
    INSURANCE_ENFORCEMENT = "insurance-enforcement", "the state’s program on uninsured vehicles"
    STATE_EXPRESSWAYS = "state-expressways", "the state’s cameras on expressways"


class ContractTerm(Word):
    """What a vendor's contract forbids the vendor."""

    SALE = "sale", "to sell the records"
    TRANSFER_WITHOUT_WRITTEN_PERMISSION = (
        "transfer-without-written-permission",
        "to pass them on without written permission",
    )
    VENDOR_USE = "vendor-use", "to use them for its own ends"
    COMMERCIAL_POOLING = "commercial-pooling", "to pool them with data that is for sale"
    CHANGE_OF_SHARING_WITHOUT_CONSENT = (
        "change-of-sharing-without-consent",
        "to change who can search them without being asked to",
    )


class Switch(Word):
    """A switch of the vendor's that opens the reads to many agencies at once."""

    STATEWIDE = (
        "statewide",
        "statewide lookup",
        "every agency in the state that uses the same vendor",
    )
    NATIONAL = (
        "national",
        "national lookup",
        "every agency in the country that uses the same vendor",
    )
    SHARE_ALL = "share_all", "sharing with every new agency", "each new agency, without asking"

    lets_in: str

    def __new__(cls, value: str, plain: str = "", lets_in: str = "") -> Self:
        return member(cls, value, plain=plain, lets_in=lets_in)
