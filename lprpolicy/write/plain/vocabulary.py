"""The closed vocabularies in everyday words: every word has its own, so that none can hide."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final, TypeVar

from lprpolicy.model.page import Part, Role
from lprpolicy.model.vocabulary import (
    AgencyKind,
    ApprovalKind,
    Artifact,
    BasisKind,
    ContractTerm,
    Data,
    Field,
    HotListFile,
    LogField,
    Place,
    Purpose,
    RecordClass,
    Until,
    Vendor,
)

FIELDS: Final = {
    Field.PLATE: "the plate",
    Field.PLATE_STATE: "the state of the plate",
    Field.VEHICLE_IMAGE: "a picture of the vehicle",
    Field.VEHICLE_VIDEO: "a video of the vehicle",
    Field.VEHICLE_MAKE: "the make of the vehicle",
    Field.VEHICLE_MODEL: "the model of the vehicle",
    Field.VEHICLE_COLOUR: "the colour of the vehicle",
    Field.VEHICLE_TYPE: "the type of the vehicle, such as a van",
    Field.VEHICLE_FEATURES: "marks of the vehicle, such as a roof rack or a dent",
    Field.TIME: "the time",
    Field.LOCATION: "the place",
    Field.DIRECTION: "the way the vehicle is heading",
    Field.SPEED: "the speed",
    Field.READER: "which reader saw it",
    Field.AUDIO: "sound",
    Field.OCCUPANT_IMAGE: "a picture of the people in the vehicle",
    Field.FACE: "faces",
    Field.RACE_OR_ETHNICITY: "race or ethnic group",
    Field.SEX_OR_GENDER: "sex or gender",
    Field.AGE: "age",
    Field.RELIGION: "religion",
    Field.NATIONAL_ORIGIN: "the country a person comes from",
    Field.IMMIGRATION_STATUS: "immigration status",
    Field.DISABILITY: "disability",
    Field.CLOTHING: "clothing",
    Field.BUMPER_STICKERS: "bumper stickers",
}
PERSONAL: Final = (
    Field.AUDIO,
    Field.OCCUPANT_IMAGE,
    Field.FACE,
    Field.RACE_OR_ETHNICITY,
    Field.SEX_OR_GENDER,
    Field.AGE,
    Field.RELIGION,
    Field.NATIONAL_ORIGIN,
    Field.IMMIGRATION_STATUS,
    Field.DISABILITY,
    Field.CLOTHING,
    Field.BUMPER_STICKERS,
)
"""What is about people and not about vehicles: people ask whether it is recorded."""

PLACES: Final = {
    Place.PROTECTED_HEALTH_FACILITY: "places that give health care which the law protects",
    Place.IMMIGRATION_FACILITY: "immigration offices",
    Place.SCHOOL: "schools",
    Place.PLACE_OF_WORSHIP: "places of worship",
    Place.COURT: "courts",
    Place.FOOD_BANK: "food banks",
}

RECORDS: Final[Mapping[RecordClass, tuple[str | Part, ...]]] = {
    RecordClass.READS: (Part("Reads", Role.TERM, key="read"), " that match no list"),
    RecordClass.HITS: ("Reads that match a ", Part("hot list", Role.TERM, key="hot list")),
    RecordClass.CASE_EVIDENCE: ("Reads that are evidence in a case",),
    RecordClass.COURT_HOLD: ("Reads that a court, or a paper from one, tells the police to hold",),
    RecordClass.SEARCH_LOG: (
        "Entries of the ",
        Part("search log", Role.TERM, key="search log"),
    ),
    RecordClass.PARKING: ("Reads made to check parking",),
    RecordClass.TRAFFIC_STUDY: ("Reads made to study traffic",),
    RecordClass.COMMERCIAL_VEHICLE: ("Reads made to check trucks",),
    RecordClass.TOLL: ("Reads made to collect tolls",),
}
UNTIL: Final = {
    Until.CASE_CLOSED: "the case is closed",
    Until.FINAL_DISPOSITION: "the courts have ruled on the case for the last time",
    Until.COURT_ORDER_ENDS: "the court order ends",
    Until.NO_LONGER_EVIDENCE: "they are no longer evidence",
}
ARTIFACTS: Final[Mapping[Artifact, str | Part]] = {
    Artifact.SUPERVISOR_APPROVAL: "the approval of a supervisor",
    Artifact.CASE_NUMBER: "a case number",
    Artifact.WARRANT: Part("a warrant", Role.TERM, key="warrant"),
    Artifact.COURT_ORDER: "a court order",
    Artifact.SUBPOENA: Part("a subpoena", Role.TERM, key="subpoena"),
    Artifact.SWORN_REQUEST: "a request made under oath",
    Artifact.PRESERVATION_REQUEST: "a written request not to delete them",
    Artifact.HIT_OUTCOME: "a note of what came of the hit",
}
PURPOSES: Final[Mapping[Purpose, str | Part]] = {
    Purpose.STOLEN_VEHICLE: "a stolen vehicle",
    Purpose.STOLEN_PLATE: "a stolen plate",
    Purpose.MISSING_PERSON: "a missing person",
    Purpose.ENDANGERED_PERSON: "a person in danger",
    Purpose.HUMAN_TRAFFICKING: "human trafficking",
    Purpose.HOMICIDE: "a killing",
    Purpose.FELONY_WARRANT: Part("a felony warrant", Role.TERM, key="felony"),
    Purpose.GROSS_MISDEMEANOR_WARRANT: Part(
        "a warrant for a gross misdemeanor", Role.TERM, key="gross misdemeanor"
    ),
    Purpose.WARRANT: Part("a warrant of any kind", Role.TERM, key="warrant"),
    Purpose.COURT_ORDER: "a court order",
    Purpose.FELONY_INVESTIGATION: Part("a felony case", Role.TERM, key="felony"),
    Purpose.GROSS_MISDEMEANOR_INVESTIGATION: Part(
        "a gross misdemeanor case", Role.TERM, key="gross misdemeanor"
    ),
    Purpose.ACTIVE_INVESTIGATION: "a case that is open",
    Purpose.HOT_LIST_COMPARISON: Part("a match with a hot list", Role.TERM, key="hot list"),
    Purpose.SUSPENDED_REGISTRATION: "a suspended registration",
    Purpose.TERRORISM: "terrorism",
    Purpose.COMMERCIAL_VEHICLE_ENFORCEMENT: "a check of trucks",
    Purpose.WEIGH_STATION: "a weigh station for trucks",
    Purpose.PARKING_ENFORCEMENT: "parking",
    Purpose.TOLL_COLLECTION: "tolls",
    Purpose.TRAFFIC_STUDY: "a study of traffic",
    Purpose.TRAFFIC_ENFORCEMENT: "a traffic offence",
    Purpose.CIVIL_IMMIGRATION_ENFORCEMENT: "immigration law where no crime is charged",
    Purpose.IMMIGRATION_ENFORCEMENT: "immigration law of any kind",
    Purpose.REPRODUCTIVE_HEALTH_CARE: "health care around birth, pregnancy or abortion",
    Purpose.GENDER_AFFIRMING_CARE: "gender-affirming care",
    Purpose.FIRST_AMENDMENT_ACTIVITY: "protest, speech, press or prayer",
    Purpose.PROTECTED_CLASS_MONITORING: "watching people for their race, faith, sex or the like",
    Purpose.PERSONAL_USE: "anything private",
    Purpose.DEBT_COLLECTION: "debts",
    Purpose.COMMERCIAL_USE: "business",
}
VENDORS: Final = {
    Vendor.MOTOROLA_LEARN: "Motorola’s LEARN, once called Vigilant",
    Vendor.FLOCK: "Flock Safety",
    Vendor.AXON: "Axon",
    Vendor.ELSAG: "ELSAG of Leonardo",
    Vendor.REKOR: "Rekor",
    Vendor.GENETEC: "Genetec",
    Vendor.OTHER: "another company",
}
CONTRACT: Final = {
    ContractTerm.SALE: "to sell the records",
    ContractTerm.TRANSFER_WITHOUT_WRITTEN_PERMISSION: ("to pass them on without leave in writing"),
    ContractTerm.VENDOR_USE: "to use them for its own ends",
    ContractTerm.COMMERCIAL_POOLING: "to pool them with data that is for sale",
    ContractTerm.CHANGE_OF_SHARING_WITHOUT_CONSENT: (
        "to change who can search them without being asked to"
    ),
}
HOT_LIST_FILES: Final = {
    HotListFile.IMMIGRATION_VIOLATOR: "people wanted under immigration law",
    HotListFile.GANG: "people listed as gang members",
    HotListFile.THREAT_SCREENING: "people on the terrorist watch list",
    HotListFile.PROTECTIVE_INTEREST: "people who may threaten those under guard",
}
DATA: Final = {
    Data.READS: "the reads",
    Data.IMAGES: "the pictures",
    Data.HOT_LISTS: "the hot lists",
    Data.LIVE_ALERTS: "alerts as they happen",
    Data.LIVE_VIDEO: "live videos",
}
BASES: Final[Mapping[BasisKind, str | Part]] = {
    BasisKind.AGREEMENT: "an agreement",
    BasisKind.WRITTEN_DECLARATION: "a written declaration",
    BasisKind.WRITTEN_CERTIFICATION: "a written certificate",
    BasisKind.WARRANT: Part("a warrant", Role.TERM, key="warrant"),
    BasisKind.COURT_ORDER: "a court order",
    BasisKind.SUBPOENA: Part("a subpoena", Role.TERM, key="subpoena"),
    BasisKind.STATUTE: "a law that asks for it",
}
LOG: Final[Mapping[LogField, str | Part]] = {
    LogField.USER: "who searched",
    LogField.AGENCY: "which agency that person works for",
    LogField.ORI: Part("the agency’s ORI", Role.TERM, key="ORI"),
    LogField.DEVICE: "on which device",
    LogField.TIME: "when",
    LogField.QUERY: "what was searched for",
    LogField.REASON: "why",
    LogField.OFFENCE_TYPE: "for what kind of offence",
    LogField.CASE_NUMBER: "the case number",
    LogField.OUTCOME: "what came of it",
    LogField.READER_LOCATIONS: "at which readers",
    LogField.EXPORTS: "what was taken out of the system",
}
APPROVALS: Final = {
    ApprovalKind.COUNCIL_VOTE: "a vote of the council",
    ApprovalKind.PUBLIC_HEARING: "a public hearing",
    ApprovalKind.STATE_REGISTRATION: "an entry in the state’s register",
    ApprovalKind.STATE_APPROVED_SYSTEM: "the state’s approval of the system",
    ApprovalKind.RIGHT_OF_WAY_PERMIT: "a permit to stand by the road",
    ApprovalKind.COORDINATOR_APPOINTED: "the naming of a person in charge",
    ApprovalKind.HEAD_OF_AGENCY_CERTIFICATION: "a signed word of the head of the agency",
    ApprovalKind.POLICY_FILED_WITH_STATE: "the filing of the policy with the state",
    ApprovalKind.TECHNICAL_CONTROLS_CERTIFIED: "a signed word that the technical limits work",
}
KINDS: Final = {
    AgencyKind.FEDERAL_IMMIGRATION: ("federal immigration agency", "federal immigration agencies"),
    AgencyKind.FEDERAL_LAW_ENFORCEMENT: ("federal police agency", "federal police agencies"),
    AgencyKind.FEDERAL_OTHER: ("other federal agency", "other federal agencies"),
    AgencyKind.MILITARY: ("military body", "military bodies"),
    AgencyKind.PRIVATE: ("private party", "private parties"),
    AgencyKind.VENDOR: ("vendor", "vendors"),
    AgencyKind.FOREIGN: ("foreign body", "foreign bodies"),
    AgencyKind.FUSION_CENTER: ("fusion center", "fusion centers"),
    AgencyKind.TASK_FORCE: ("task force", "task forces"),
    AgencyKind.MUNICIPAL_POLICE: (
        "city or town police department",
        "city and town police departments",
    ),
    AgencyKind.COUNTY_SHERIFF: ("county sheriff", "county sheriffs"),
    AgencyKind.COUNTY_POLICE: ("county police department", "county police departments"),
    AgencyKind.STATE_POLICE: ("state police force", "state police forces"),
    AgencyKind.CAMPUS_POLICE: ("campus police department", "campus police departments"),
    AgencyKind.TRANSIT_POLICE: ("transit police department", "transit police departments"),
    AgencyKind.TRIBAL_POLICE: ("tribal police department", "tribal police departments"),
    AgencyKind.SPECIAL_DISTRICT: (
        "police department of a special district",
        "police departments of special districts",
    ),
    AgencyKind.PROSECUTOR: ("prosecutor’s office", "prosecutors’ offices"),
    AgencyKind.CORRECTIONS: ("prison or jail agency", "prison and jail agencies"),
    AgencyKind.STATE_AGENCY: ("other state agency", "other state agencies"),
    AgencyKind.LOCAL_GOVERNMENT: ("office of local government", "offices of local government"),
    AgencyKind.TEST_ACCOUNT: ("test account", "test accounts"),
}
"""One and many of a kind; in the order in which people ask about them."""

E = TypeVar("E", bound=StrEnum)


def plain(text: str | Part) -> Part:
    return Part(text) if isinstance(text, str) else text
