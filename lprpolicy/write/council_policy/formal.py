"""The words of an ordinance for each word of the vocabularies, and the terms that it defines."""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import Final

from lprpolicy.model.prose import words
from lprpolicy.model.words import (
    Affirmation,
    ApprovalKind,
    Artifact,
    Auditor,
    BasisKind,
    ContractDuty,
    ContractTerm,
    Data,
    Field,
    HotListFile,
    LogField,
    NoticeEvent,
    Place,
    PolicyTopic,
    Purpose,
    Receiver,
    RecordClass,
    ReportItem,
    Until,
    UserClass,
    Vendor,
)

_FORMAL: Final[tuple[tuple[StrEnum, str], ...]] = (
    (Field.PLATE, "license plate"),
    (Field.PLATE_STATE, "state that issued the plate"),
    (Field.VEHICLE_IMAGE, "image of the vehicle"),
    (Field.VEHICLE_VIDEO, "video of the vehicle"),
    (Field.VEHICLE_COLOR, "vehicle color"),
    (Field.VEHICLE_FEATURES, "distinguishing features of the vehicle"),
    (Field.TIME, "date and time"),
    (Field.DIRECTION, "direction of travel"),
    (Field.READER, "license plate reader that made the read"),
    (Field.OCCUPANT_IMAGE, "image of the occupants of the vehicle"),
    (Field.FACE, "facial features"),
    (Field.RACE_OR_ETHNICITY, "race or ethnicity"),
    (Field.SEX_OR_GENDER, "sex or gender"),
    (Place.PROTECTED_HEALTH_FACILITY, "facilities that provide legally protected health care"),
    (Place.IMMIGRATION_FACILITY, "immigration facilities"),
    (Place.SCHOOL, "schools"),
    (Place.PLACE_OF_WORSHIP, "places of worship"),
    (Place.COURT, "courts"),
    (Place.FOOD_BANK, "food banks"),
    (Purpose.WARRANT, "any warrant"),
    (Purpose.GENDER_AFFIRMING_CARE, "gender-affirming care"),
    (Purpose.FIRST_AMENDMENT_ACTIVITY, "activity protected by the First Amendment"),
    (
        Purpose.PROTECTED_CLASS_MONITORING,
        "monitoring of persons because of a protected characteristic",
    ),
    (Purpose.HARASSMENT, "harassment or intimidation of any person"),
    (HotListFile.IMMIGRATION_VIOLATOR, "immigration violator file"),
    (HotListFile.GANG, "gang file"),
    (HotListFile.THREAT_SCREENING, "threat screening file"),
    (HotListFile.PROTECTIVE_INTEREST, "protective interest file"),
    (LogField.USER, "identity of the user"),
    (LogField.AGENCY, "agency of the user"),
    (LogField.ORI, "originating agency identifier (ORI)"),
    (LogField.DEVICE, "device used"),
    (LogField.TIME, "date and time of the search"),
    (LogField.QUERY, "query"),
    (LogField.REASON, "reason for the search"),
    (LogField.OFFENCE_TYPE, "type of offense"),
    (LogField.OUTCOME, "outcome of the search"),
    (LogField.READER_LOCATIONS, "license plate readers searched"),
    (LogField.EXPORTS, "data exported"),
    (ContractTerm.SALE, "selling the reads"),
    (
        ContractTerm.TRANSFER_WITHOUT_WRITTEN_PERMISSION,
        "transferring the reads without written permission",
    ),
    (ContractTerm.VENDOR_USE, "using the reads for its own purposes"),
    (ContractTerm.COMMERCIAL_POOLING, "pooling the reads with data that is sold"),
    (
        ContractTerm.CHANGE_OF_SHARING_WITHOUT_CONSENT,
        "changing who can search the reads without consent",
    ),
    (RecordClass.READS, "Reads that match no hot list"),
    (RecordClass.HITS, "Hits"),
    (RecordClass.CASE_EVIDENCE, "Reads that are evidence in a case"),
    (RecordClass.COURT_HOLD, "Reads held under a warrant or court order"),
    (RecordClass.SEARCH_LOG, "Search log entries"),
    (RecordClass.PARKING, "Reads made for parking enforcement"),
    (RecordClass.TRAFFIC_STUDY, "Reads made for traffic studies"),
    (RecordClass.COMMERCIAL_VEHICLE, "Reads made for commercial vehicle enforcement"),
    (RecordClass.TOLL, "Reads made for toll collection"),
    (Until.CASE_CLOSED, "the case is closed"),
    (Until.FINAL_DISPOSITION, "final disposition of the case"),
    (Until.COURT_ORDER_ENDS, "the court order ends"),
    (Until.NO_LONGER_EVIDENCE, "the reads are no longer evidence"),
    (Artifact.HIT_OUTCOME, "record of the outcome of the hit"),
    (Artifact.SWORN_REQUEST, "request made under oath"),
    (BasisKind.STATUTE, "statute that requires it"),
    (ApprovalKind.COUNCIL_VOTE, "vote of the council"),
    (ApprovalKind.RIGHT_OF_WAY_PERMIT, "right-of-way permit"),
    (ApprovalKind.STATE_APPROVED_SYSTEM, "state approval of the system"),
    (ApprovalKind.COORDINATOR_APPOINTED, "appointment of a coordinator"),
    (ApprovalKind.HEAD_OF_AGENCY_CERTIFICATION, "certification by the head of the agency"),
    (ApprovalKind.POLICY_FILED_WITH_STATE, "filing of the policy with the state"),
    (ApprovalKind.TECHNICAL_CONTROLS_CERTIFIED, "certification of the technical controls"),
    (Vendor.OTHER, "another vendor"),
    (Data.LIVE_ALERTS, "live alerts"),
    (Data.LIVE_VIDEO, "live video"),
)
"""Words of two vocabularies may be spelled alike, so each is found by its kind too."""
_BY_KIND: Final = MappingProxyType({(type(word), word): said for word, said in _FORMAL})
_PLAIN: Final = (
    Affirmation,
    Auditor,
    ContractDuty,
    NoticeEvent,
    PolicyTopic,
    Receiver,
    ReportItem,
    UserClass,
)
"""Vocabularies whose plain words an ordinance can use as they are."""


def formal(word: StrEnum) -> str:
    """Return a word of a vocabulary as an ordinance says it, without an article.

    >>> formal(Purpose.STOLEN_VEHICLE), formal(LogField.TIME), formal(Field.TIME)
    ('stolen vehicle', 'date and time of the search', 'date and time')
    """
    if isinstance(word, _PLAIN) or (isinstance(word, Vendor) and word is not Vendor.OTHER):
        return word.plain
    return _BY_KIND.get((type(word), word), words(word))


DEFINITIONS: Final = (
    (
        "Hit",
        "a read whose license plate is on a hot list. A hit shows only that the plate is on the "
        "list.",
    ),
    ("Hot list", "a list of license plates that raises an alert when a read matches it."),
    (
        "License plate reader",
        "a camera and the software that record the license plates of passing vehicles.",
    ),
    ("Per-request access", "access that is requested and answered one request at a time."),
    ("Read", "the record that a license plate reader makes of one plate at one place and time."),
    (
        "Recipient",
        "an agency or person outside the Department that can search its reads.",
    ),
    ("Search log", "the record of who searched the reads, when, and why."),
    ("Standing access", "access at any time, without a request for each search."),
    ("System", "a database that holds reads."),
    ("Vendor", "the company that operates a system."),
    (
        "Vendor-wide lookup",
        "a setting of a system that opens the reads to many agencies at once, and not to one "
        "recipient.",
    ),
)
"""What the terms of the document mean, in the order of the alphabet."""
