"""The closed vocabularies. A word here is spelled the same in YAML, in Python and in prose."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class AgencyKind(StrEnum):
    """What kind of body an agency or recipient is."""

    MUNICIPAL_POLICE = "municipal-police"
    COUNTY_SHERIFF = "county-sheriff"
    COUNTY_POLICE = "county-police"
    STATE_POLICE = "state-police"
    STATE_AGENCY = "state-agency"
    CAMPUS_POLICE = "campus-police"
    TRANSIT_POLICE = "transit-police"
    TRIBAL_POLICE = "tribal-police"
    SPECIAL_DISTRICT = "special-district"
    PROSECUTOR = "prosecutor"
    CORRECTIONS = "corrections"
    TASK_FORCE = "task-force"
    FUSION_CENTER = "fusion-center"
    FEDERAL_IMMIGRATION = "federal-immigration"
    FEDERAL_LAW_ENFORCEMENT = "federal-law-enforcement"
    FEDERAL_OTHER = "federal-other"
    MILITARY = "military"
    LOCAL_GOVERNMENT = "local-government"
    PRIVATE = "private"
    VENDOR = "vendor"
    FOREIGN = "foreign"
    TEST_ACCOUNT = "test-account"

    @property
    def federal(self) -> bool:
        return self in _FEDERAL


_FEDERAL = frozenset(
    {
        AgencyKind.FEDERAL_IMMIGRATION,
        AgencyKind.FEDERAL_LAW_ENFORCEMENT,
        AgencyKind.FEDERAL_OTHER,
        AgencyKind.MILITARY,
    }
)


class Component(StrEnum):
    """The part of the federal government that a federal agency belongs to."""

    ICE = "ice"
    ICE_ERO = "ice-ero"
    ICE_HSI = "ice-hsi"
    CBP = "cbp"
    CBP_BORDER_PATROL = "cbp-border-patrol"
    CBP_FIELD_OPERATIONS = "cbp-field-operations"
    CBP_AIR_AND_MARINE = "cbp-air-and-marine"
    CBP_NTC = "cbp-ntc"
    USCIS = "uscis"
    DHS = "dhs"
    DOJ = "doj"
    TREASURY = "treasury"
    USPS = "usps"
    INTERIOR = "interior"
    AGRICULTURE = "agriculture"
    DEFENSE = "defense"
    STATE = "state"
    OTHER = "other"


class Tri(StrEnum):
    """What a source says about a fact. Silence is `unknown`, never `no`."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Status(StrEnum):
    """How far a policy has come. Only an adopted one is a decision of its town."""

    PROPOSED = "proposed"
    ADOPTED = "adopted"
    SUPERSEDED = "superseded"


class Vendor(StrEnum):
    """Whose database holds the reads."""

    MOTOROLA_LEARN = "motorola-learn"
    FLOCK = "flock"
    AXON = "axon"
    ELSAG = "elsag"
    REKOR = "rekor"
    GENETEC = "genetec"
    OTHER = "other"


class Field(StrEnum):
    """What is recorded with a read. The demographic ones exist so that a rule can forbid them."""

    PLATE = "plate"
    PLATE_STATE = "plate-state"
    VEHICLE_IMAGE = "vehicle-image"
    VEHICLE_VIDEO = "vehicle-video"
    VEHICLE_MAKE = "vehicle-make"
    VEHICLE_MODEL = "vehicle-model"
    VEHICLE_COLOUR = "vehicle-colour"
    VEHICLE_TYPE = "vehicle-type"
    VEHICLE_FEATURES = "vehicle-features"
    TIME = "time"
    LOCATION = "location"
    DIRECTION = "direction"
    SPEED = "speed"
    READER = "reader"
    AUDIO = "audio"
    OCCUPANT_IMAGE = "occupant-image"
    FACE = "face"
    RACE_OR_ETHNICITY = "race-or-ethnicity"
    SEX_OR_GENDER = "sex-or-gender"
    AGE = "age"
    RELIGION = "religion"
    NATIONAL_ORIGIN = "national-origin"
    IMMIGRATION_STATUS = "immigration-status"
    DISABILITY = "disability"
    CLOTHING = "clothing"
    BUMPER_STICKERS = "bumper-stickers"


class RecordClass(StrEnum):
    """The classes of record that laws give different clocks to."""

    READS = "reads"
    HITS = "hits"
    CASE_EVIDENCE = "case-evidence"
    COURT_HOLD = "court-hold"
    SEARCH_LOG = "search-log"
    PARKING = "parking"
    TRAFFIC_STUDY = "traffic-study"
    COMMERCIAL_VEHICLE = "commercial-vehicle"
    TOLL = "toll"


class Until(StrEnum):
    """An event that ends a retention period."""

    CASE_CLOSED = "case-closed"
    FINAL_DISPOSITION = "final-disposition"
    COURT_ORDER_ENDS = "court-order-ends"
    NO_LONGER_EVIDENCE = "no-longer-evidence"


class Artifact(StrEnum):
    """A paper that must exist before an exception is used."""

    SUPERVISOR_APPROVAL = "supervisor-approval"
    CASE_NUMBER = "case-number"
    WARRANT = "warrant"
    COURT_ORDER = "court-order"
    SUBPOENA = "subpoena"
    SWORN_REQUEST = "sworn-request"
    PRESERVATION_REQUEST = "preservation-request"
    HIT_OUTCOME = "hit-outcome"


class Purpose(StrEnum):
    """Why a search is made."""

    STOLEN_VEHICLE = "stolen-vehicle"
    STOLEN_PLATE = "stolen-plate"
    MISSING_PERSON = "missing-person"
    ENDANGERED_PERSON = "endangered-person"
    HUMAN_TRAFFICKING = "human-trafficking"
    HOMICIDE = "homicide"
    FELONY_WARRANT = "felony-warrant"
    GROSS_MISDEMEANOR_WARRANT = "gross-misdemeanor-warrant"
    WARRANT = "warrant"
    COURT_ORDER = "court-order"
    FELONY_INVESTIGATION = "felony-investigation"
    GROSS_MISDEMEANOR_INVESTIGATION = "gross-misdemeanor-investigation"
    ACTIVE_INVESTIGATION = "active-investigation"
    HOT_LIST_COMPARISON = "hot-list-comparison"
    SUSPENDED_REGISTRATION = "suspended-registration"
    TERRORISM = "terrorism"
    COMMERCIAL_VEHICLE_ENFORCEMENT = "commercial-vehicle-enforcement"
    WEIGH_STATION = "weigh-station"
    PARKING_ENFORCEMENT = "parking-enforcement"
    TOLL_COLLECTION = "toll-collection"
    TRAFFIC_STUDY = "traffic-study"
    TRAFFIC_ENFORCEMENT = "traffic-enforcement"
    CIVIL_IMMIGRATION_ENFORCEMENT = "civil-immigration-enforcement"
    IMMIGRATION_ENFORCEMENT = "immigration-enforcement"
    REPRODUCTIVE_HEALTH_CARE = "reproductive-health-care"
    GENDER_AFFIRMING_CARE = "gender-affirming-care"
    FIRST_AMENDMENT_ACTIVITY = "first-amendment-activity"
    PROTECTED_CLASS_MONITORING = "protected-class-monitoring"
    PERSONAL_USE = "personal-use"
    DEBT_COLLECTION = "debt-collection"
    COMMERCIAL_USE = "commercial-use"


WIDER: Final = {Purpose.CIVIL_IMMIGRATION_ENFORCEMENT: Purpose.IMMIGRATION_ENFORCEMENT}
"""A purpose and the wider one that includes it: to prohibit or allow the wider is to do both."""


class Data(StrEnum):
    """What of an agency's data a grant opens."""

    READS = "reads"
    IMAGES = "images"
    HOT_LISTS = "hot-lists"
    LIVE_ALERTS = "live-alerts"
    LIVE_VIDEO = "live-video"


class Mode(StrEnum):
    """Whether a grant stands by itself or is answered request by request."""

    STANDING = "standing"
    PER_REQUEST = "per-request"


class BasisKind(StrEnum):
    """The paper that a grant rests on."""

    AGREEMENT = "agreement"
    WRITTEN_DECLARATION = "written-declaration"
    WRITTEN_CERTIFICATION = "written-certification"
    WARRANT = "warrant"
    COURT_ORDER = "court-order"
    SUBPOENA = "subpoena"
    STATUTE = "statute"


class Onward(StrEnum):
    """Whether a recipient may pass on what it got."""

    FORBIDDEN = "forbidden"
    WITH_PERMISSION = "with-permission"
    ALLOWED = "allowed"


class ContractTerm(StrEnum):
    """What a vendor's contract forbids the vendor."""

    SALE = "sale"
    TRANSFER_WITHOUT_WRITTEN_PERMISSION = "transfer-without-written-permission"
    VENDOR_USE = "vendor-use"
    COMMERCIAL_POOLING = "commercial-pooling"
    CHANGE_OF_SHARING_WITHOUT_CONSENT = "change-of-sharing-without-consent"


class HotListFile(StrEnum):
    """Parts of a hot list that can be left out."""

    IMMIGRATION_VIOLATOR = "immigration-violator"
    GANG = "gang"
    THREAT_SCREENING = "threat-screening"
    PROTECTIVE_INTEREST = "protective-interest"


class LogField(StrEnum):
    """What the search log records of one search."""

    USER = "user"
    AGENCY = "agency"
    ORI = "ori"
    DEVICE = "device"
    TIME = "time"
    QUERY = "query"
    REASON = "reason"
    OFFENCE_TYPE = "offence-type"
    CASE_NUMBER = "case-number"
    OUTCOME = "outcome"
    READER_LOCATIONS = "reader-locations"
    EXPORTS = "exports"


class Place(StrEnum):
    """Places that readers are kept away from."""

    PROTECTED_HEALTH_FACILITY = "protected-health-facility"
    IMMIGRATION_FACILITY = "immigration-facility"
    SCHOOL = "school"
    PLACE_OF_WORSHIP = "place-of-worship"
    COURT = "court"
    FOOD_BANK = "food-bank"


class ApprovalKind(StrEnum):
    """A decision or registration that a law asks for before or while readers run."""

    COUNCIL_VOTE = "council-vote"
    PUBLIC_HEARING = "public-hearing"
    STATE_REGISTRATION = "state-registration"
    STATE_APPROVED_SYSTEM = "state-approved-system"
    RIGHT_OF_WAY_PERMIT = "right-of-way-permit"
    COORDINATOR_APPOINTED = "coordinator-appointed"
    HEAD_OF_AGENCY_CERTIFICATION = "head-of-agency-certification"
    POLICY_FILED_WITH_STATE = "policy-filed-with-state"
    TECHNICAL_CONTROLS_CERTIFIED = "technical-controls-certified"


class Program(StrEnum):
    """Programs that tie an agency to another one."""

    ICE_287G = "287g"


class Visibility(StrEnum):
    """Whether a record is open to the public."""

    PUBLIC = "public"
    REDACTED = "redacted"
    CONFIDENTIAL = "confidential"


class Requirement(StrEnum):
    """Whether a step is asked for."""

    REQUIRED = "required"
    OPTIONAL = "optional"
    ABSENT = "absent"


class Binding(StrEnum):
    """`must` blocks, `should` advises."""

    MUST = "must"
    SHOULD = "should"


class Verified(StrEnum):
    """Whether somebody read the law's own words or relied on another reader."""

    TEXT = "text"
    SECONDARY = "secondary"


class Layer(StrEnum):
    """Whose rule it is, from the widest to the narrowest."""

    FEDERAL = "federal"
    STATE = "state"
    AGENCY = "agency"
    TOWN = "town"


class RowStatus(StrEnum):
    """What the vendor's own text says about a row. An inactive row is still on the list."""

    ACTIVE = "active"
    INACTIVE = "inactive"
    PENDING = "pending"
