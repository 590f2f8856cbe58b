"""Why a search is made."""

from __future__ import annotations

from typing import Final

from lprpolicy.model.words.word import Word


class Purpose(Word):
    """Why a search is made."""

    STOLEN_VEHICLE = "stolen-vehicle", "a stolen vehicle"
    STOLEN_PLATE = "stolen-plate", "a stolen plate"
    MISSING_PERSON = "missing-person", "a missing person"
    ENDANGERED_PERSON = "endangered-person", "a person in danger"
    HUMAN_TRAFFICKING = "human-trafficking", "human trafficking"
    HOMICIDE = "homicide", "a killing"
    FELONY_WARRANT = "felony-warrant", "[a felony warrant|felony]"
    GROSS_MISDEMEANOR_WARRANT = (
        "gross-misdemeanor-warrant",
        "[a warrant for a gross misdemeanor|gross misdemeanor]",
    )
    WARRANT = "warrant", "[a warrant of any kind|warrant]"
    COURT_ORDER = "court-order", "a court order"
    FELONY_INVESTIGATION = "felony-investigation", "[a felony case|felony]"
    GROSS_MISDEMEANOR_INVESTIGATION = (
        "gross-misdemeanor-investigation",
        "[a gross misdemeanor case|gross misdemeanor]",
    )
    ACTIVE_INVESTIGATION = "active-investigation", "a case that is open"
    HOT_LIST_COMPARISON = "hot-list-comparison", "[a match with a hot list|hot list]"
    SUSPENDED_REGISTRATION = "suspended-registration", "a suspended registration"
    TERRORISM = "terrorism", "terrorism"
    COMMERCIAL_VEHICLE_ENFORCEMENT = "commercial-vehicle-enforcement", "a check of trucks"
    WEIGH_STATION = "weigh-station", "a weigh station for trucks"
    PARKING_ENFORCEMENT = "parking-enforcement", "parking"
    TOLL_COLLECTION = "toll-collection", "tolls"
    TRAFFIC_STUDY = "traffic-study", "a study of traffic"
    TRAFFIC_ENFORCEMENT = "traffic-enforcement", "a traffic offense"
    UNINSURED_VEHICLE = "uninsured-vehicle", "a vehicle without insurance"
    UNREGISTERED_VEHICLE = "unregistered-vehicle", "a vehicle that is not registered"
    EQUIPMENT_VIOLATION = "equipment-violation", "a fault of the vehicle that the law forbids"
    SECURED_AREA = "secured-area", "entry to a secured area"
    CRASH_INVESTIGATION = "crash-investigation", "a crash"
    INFRASTRUCTURE_PROTECTION = "infrastructure-protection", "guarding roads and bridges"
    TRANSIT_PLANNING = "transit-planning", "planning of transit"
    INSURANCE_CLAIM = "insurance-claim", "a claim against an insurer"
    LIEN_RECOVERY = "lien-recovery", "a vehicle that a lender takes back"
    CRIMINAL_DEFENSE = "criminal-defense", "the defense in a criminal case"
    CIVIL_IMMIGRATION_ENFORCEMENT = (
        "civil-immigration-enforcement",
        "immigration law where no crime is charged",
    )
    IMMIGRATION_ENFORCEMENT = "immigration-enforcement", "immigration law of any kind"
    REPRODUCTIVE_HEALTH_CARE = (
        "reproductive-health-care",
        "health care around birth, pregnancy or abortion",
    )
    GENDER_AFFIRMING_CARE = "gender-affirming-care", "gender-affirming care"
    FIRST_AMENDMENT_ACTIVITY = "first-amendment-activity", "protest, speech, press or prayer"
    PROTECTED_CLASS_MONITORING = (
        "protected-class-monitoring",
        "watching people for their race, faith, sex or the like",
    )
    HARASSMENT = "harassment", "harassing or intimidating anybody"
    PERSONAL_USE = "personal-use", "anything private"
    DEBT_COLLECTION = "debt-collection", "debts"
    COMMERCIAL_USE = "commercial-use", "business"


WIDER: Final = {Purpose.CIVIL_IMMIGRATION_ENFORCEMENT: Purpose.IMMIGRATION_ENFORCEMENT}
"""A purpose and the wider one that includes it: to prohibit or allow the wider is to do both."""
