"""What kind of body an agency is, and how it is tied to others."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from lprpolicy.model.words.word import member


class AgencyKind(StrEnum):
    """What kind of body an agency or recipient is."""

    MUNICIPAL_POLICE = (
        "municipal-police",
        "a municipal police department",
        "city or town police department",
        "city and town police departments",
    )
    COUNTY_SHERIFF = "county-sheriff", "a county sheriff", "county sheriff", "county sheriffs"
    COUNTY_POLICE = (
        "county-police",
        "a county police department",
        "county police department",
        "county police departments",
    )
    STATE_POLICE = (
        "state-police",
        "a state police force",
        "state police force",
        "state police forces",
    )
    STATE_AGENCY = "state-agency", "a state agency", "other state agency", "other state agencies"
    CAMPUS_POLICE = (
        "campus-police",
        "a campus police department",
        "campus police department",
        "campus police departments",
    )
    TRANSIT_POLICE = (
        "transit-police",
        "a transit police department",
        "transit police department",
        "transit police departments",
    )
    TRIBAL_POLICE = (
        "tribal-police",
        "a tribal police department",
        "tribal police department",
        "tribal police departments",
    )
    SPECIAL_DISTRICT = (
        "special-district",
        "a special district's police",
        "police department of a special district",
        "police departments of special districts",
    )
    PROSECUTOR = (
        "prosecutor",
        "a prosecutor's office",
        "prosecutor’s office",
        "prosecutors’ offices",
    )
    CORRECTIONS = (
        "corrections",
        "a corrections agency",
        "prison or jail agency",
        "prison and jail agencies",
    )
    TASK_FORCE = "task-force", "a task force", "task force", "task forces"
    FUSION_CENTER = "fusion-center", "a fusion center", "fusion center", "fusion centers"
    FEDERAL_IMMIGRATION = (
        "federal-immigration",
        "a federal immigration agency",
        "federal immigration agency",
        "federal immigration agencies",
    )
    FEDERAL_LAW_ENFORCEMENT = (
        "federal-law-enforcement",
        "a federal law enforcement agency",
        "federal police agency",
        "federal police agencies",
    )
    FEDERAL_OTHER = (
        "federal-other",
        "a federal agency",
        "other federal agency",
        "other federal agencies",
    )
    MILITARY = "military", "a military body", "military body", "military bodies"
    LOCAL_GOVERNMENT = (
        "local-government",
        "an office of local government",
        "office of local government",
        "offices of local government",
    )
    PRIVATE = "private", "a private party", "private party", "private parties"
    VENDOR = "vendor", "a vendor", "vendor", "vendors"
    FOREIGN = "foreign", "a foreign body", "foreign body", "foreign bodies"
    TEST_ACCOUNT = "test-account", "a test account", "test account", "test accounts"

    noun: str
    """With its article, as one says it of one agency."""
    one: str
    many: str

    def __new__(cls, value: str, noun: str = "", one: str = "", many: str = "") -> Self:
        return member(cls, value, noun=noun, one=one, many=many)

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
GRAVEST_FIRST = (
    AgencyKind.FEDERAL_IMMIGRATION,
    AgencyKind.FEDERAL_LAW_ENFORCEMENT,
    AgencyKind.FEDERAL_OTHER,
    AgencyKind.MILITARY,
    AgencyKind.PRIVATE,
    AgencyKind.VENDOR,
    AgencyKind.FOREIGN,
    AgencyKind.FUSION_CENTER,
    AgencyKind.TASK_FORCE,
    AgencyKind.MUNICIPAL_POLICE,
    AgencyKind.COUNTY_SHERIFF,
    AgencyKind.COUNTY_POLICE,
    AgencyKind.STATE_POLICE,
    AgencyKind.CAMPUS_POLICE,
    AgencyKind.TRANSIT_POLICE,
    AgencyKind.TRIBAL_POLICE,
    AgencyKind.SPECIAL_DISTRICT,
    AgencyKind.PROSECUTOR,
    AgencyKind.CORRECTIONS,
    AgencyKind.STATE_AGENCY,
    AgencyKind.LOCAL_GOVERNMENT,
    AgencyKind.TEST_ACCOUNT,
)
"""Every kind, in the order in which people ask about them."""


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


class Program(StrEnum):
    """Programs that tie an agency to another one."""

    ICE_287G = "287g"

    @property
    def shown(self) -> str:
        """As the law writes it: section 287(g) of the Immigration and Nationality Act."""
        return "287(g)"


class RowStatus(StrEnum):
    """What the vendor's own text says about a row. An inactive row is still on the list."""

    ACTIVE = "active"
    INACTIVE = "inactive"
    PENDING = "pending"
