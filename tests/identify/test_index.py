"""Who a name is; what it is when no directory lists it; and when to say that nobody can tell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lprpolicy.identify.entries import Own
from lprpolicy.identify.index import Index
from lprpolicy.model.directory import Directory
from lprpolicy.model.words import AgencyKind, RowStatus
from tests.limits import examples

Make = Callable[..., Directory]

FEDERAL = {
    "ICE": "us/ice",
    "I.C.E.": "us/ice",
    "U.S. Immigration & Customs Enforcement": "us/ice",
    "ICE - Newark": "us/ice",
    "Inactive ICE": "us/ice",
    "ICE/ERO Boston": "us/ice-ero",
    "Enforcement and Removal Operations Boston": "us/ice-ero",
    "HSI": "us/ice-hsi",
    "DHS - HSI (Newark NJ)": "us/ice-hsi",
    "HSI Task Force": "us/ice-hsi",
    "Bulk Cash Smuggling Center": "us/ice-hsi",
    "Homeland Security Investigations (Tampa)": "us/ice-hsi",
    "Riverside County Narcotics (HSI)": "us/ice-hsi",
    "CBP - NTC": "us/cbp-ntc",
    "San Diego Sector Border Patrol (CA)": "us/cbp-border-patrol",
    "Yuma Sector": "us/cbp-border-patrol",
    "[Federal] US Border Patrol [Inactive]": "us/cbp-border-patrol",
    "Customs & Border Patrol": "us/cbp-border-patrol",
    "CBP Blaine WA": "us/cbp",
    "USCIS FDNS": "us/uscis",
    "Dept. of Homeland Security": "us/dhs",
    "Federal Bureau of Investigations (FBI)": "us/fbi",
    "FBI Safe Streets Task Force": "us/fbi",
    "Drug Enforcement Agency (NATL)": "us/dea",
    "DEA Task Force Group 2": "us/dea",
    "[Federal] ATF Louisville KY [inactive]": "us/atf",
    "ATF National Account": "us/atf",
    "U.S. Marshal's Service": "us/usms",
    "Gulf Coast Regional Fugitive Task Force": "us/usms",
    "US Postal Inspection Service [Federal]": "us/uspis",
    "Inactive United States Forest Service CA": "us/usfs",
    "US GSA Office of Inspector General": "us/gsa-oig",
    "[Federal] Lake Mead NV NRA": "us/nps",
    "[Federal] US Park Police - Chattahoochee River NRA": "us/uspp",
    "[Federal] Roudebush Medical Center IN Veterans Affairs PD": "us/va",
    "[Federal] Langley VA Air Force Base": "us/air-force",
    "Langley AFB": "us/air-force",
    "Fort Bragg NC PD": "us/army",
    "Fort Liberty Military Police": "us/army",
    "Naval Air Station Pensacola": "us/navy",
    "us/ice-hsi": "us/ice-hsi",
}

NOT_FEDERAL = {
    "Federal Way Police Department": (AgencyKind.MUNICIPAL_POLICE, None),
    "Federal Heights CO PD": (AgencyKind.MUNICIPAL_POLICE, "us-co"),
    "Justice IL PD": (AgencyKind.MUNICIPAL_POLICE, "us-il"),
    "Rice Lake WI PD": (AgencyKind.MUNICIPAL_POLICE, "us-wi"),
    "Marshall TX PD": (AgencyKind.MUNICIPAL_POLICE, "us-tx"),
    "Ouachita City Marshal": (AgencyKind.MUNICIPAL_POLICE, None),
    "Tombstone Marshals Office (AZ)": (AgencyKind.MUNICIPAL_POLICE, "us-az"),
    "Fort Worth Police Department": (AgencyKind.MUNICIPAL_POLICE, None),
    "Fort Bragg CA PD": (AgencyKind.MUNICIPAL_POLICE, "us-ca"),
    "Fort Lee NJ PD": (AgencyKind.MUNICIPAL_POLICE, "us-nj"),
    "National Park NJ PD": (AgencyKind.MUNICIPAL_POLICE, "us-nj"),
    "Amo IN PD": (AgencyKind.MUNICIPAL_POLICE, "us-in"),
    "Forest Park GA PD": (AgencyKind.MUNICIPAL_POLICE, "us-ga"),
    "College Park GA PD": (AgencyKind.MUNICIPAL_POLICE, "us-ga"),
    "Foothill-DeAnza CA PD": (AgencyKind.MUNICIPAL_POLICE, "us-ca"),
    "Laredo TX PD": (AgencyKind.MUNICIPAL_POLICE, "us-tx"),
    "Albion MI DPS": (AgencyKind.MUNICIPAL_POLICE, "us-mi"),
    "Harris County Const TX Pct 4": (AgencyKind.MUNICIPAL_POLICE, "us-tx"),
    "US Virgin Islands Police": (AgencyKind.STATE_POLICE, "us-vi"),
    "TX DPS": (AgencyKind.STATE_POLICE, "us-tx"),
    "Connecticut State Police": (AgencyKind.STATE_POLICE, "us-ct"),
    "California Highway Patrol": (AgencyKind.STATE_POLICE, "us-ca"),
    "New Mexico Department of Homeland Security (NM)": (AgencyKind.STATE_AGENCY, "us-nm"),
    "CA DOJ - Bureau of Firearms (CA)": (AgencyKind.STATE_AGENCY, "us-ca"),
    "Virginia Department of Veterans Services": (AgencyKind.STATE_AGENCY, "us-va"),
    "County Park Police": (AgencyKind.SPECIAL_DISTRICT, None),
    "Gwinnett County Police Department (GA)": (AgencyKind.COUNTY_POLICE, "us-ga"),
    "Custer County SO": (AgencyKind.COUNTY_SHERIFF, None),
    "University of California, Berkeley": (AgencyKind.CAMPUS_POLICE, "us-ca"),
    "Virginia Military Institute PD": (AgencyKind.CAMPUS_POLICE, "us-va"),
    "CSX Railroad PD": (AgencyKind.TRANSIT_POLICE, None),
    "Navajo Nation Police": (AgencyKind.TRIBAL_POLICE, None),
    "Pueblo CO PD": (AgencyKind.MUNICIPAL_POLICE, "us-co"),
    "Placer County CA DA Office": (AgencyKind.PROSECUTOR, "us-ca"),
    "Missouri Information Analysis Center": (AgencyKind.FUSION_CENTER, "us-mo"),
    "Alabama Department of Corrections": (AgencyKind.CORRECTIONS, "us-al"),
    "Town of Los Gatos CA": (AgencyKind.LOCAL_GOVERNMENT, "us-ca"),
    "Home Depot #123": (AgencyKind.PRIVATE, None),
    "Test Demo 1234": (AgencyKind.TEST_ACCOUNT, None),
}

NOBODY_CAN_TELL = (
    "Border City PD",
    "Customs House Security",
    "Ice House Storage",
    "Homeland Security New Orleans",
    "Crow Agency Police Department",
    "Florida National Guard",
    "Federal Officers Association",
    "Department of Justice (CA)",
    "DHS (OK)",
    "Fort Bragg",
    "Allenwood Prison",
    "Park Rangers",
    "SCSU Police",
    "GJPD",
    "Norwalk",
    "Decommissioned Org",
    "None",
    "",
)


@pytest.mark.parametrize(("raw", "agency"), FEDERAL.items())
def test_a_federal_agency_is_found_under_its_names(index: Index, raw: str, agency: str) -> None:
    found = index.identify(raw)
    assert (found.id, found.federal) == (agency, True)
    assert found.kind is not None
    assert found.state is None


@pytest.mark.parametrize(("raw", "expected"), NOT_FEDERAL.items())
def test_words_like_federal_ones_do_not_make_a_body_federal(
    index: Index, raw: str, expected: tuple[AgencyKind, str | None]
) -> None:
    found = index.identify(raw)
    assert (found.id, found.kind, found.state) == (None, *expected)
    assert found.federal is False


@pytest.mark.parametrize("raw", NOBODY_CAN_TELL)
def test_what_nobody_can_tell_is_unknown(index: Index, raw: str) -> None:
    found = index.identify(raw)
    assert (found.id, found.kind, found.federal) == (None, None, None)
    assert found.why


@pytest.mark.parametrize(
    "raw", ["HIDTA - Central Valley California", "Appalachia HIDTA", "17th Circuit Drug Task Force"]
)
def test_a_task_force_is_never_certain_to_be_local(index: Index, raw: str) -> None:
    found = index.identify(raw)
    assert (found.kind, found.federal) == (AgencyKind.TASK_FORCE, None)


def test_an_account_that_the_vendor_calls_federal_is_federal_whoever_it_is(index: Index) -> None:
    found = index.identify("[Federal] Bridgeport Field Unit")
    assert (found.id, found.kind, found.federal) == (None, None, True)


def test_a_vendors_mark_is_believed_over_a_listed_town(federal: Directory, directory: Make) -> None:
    town = {"id": "us-ct/westport-pd", "name": "Westport PD", "kind": "municipal-police"}
    index = Index.of(federal, directory(town))
    assert index.identify("[Federal] Westport PD").federal is True


def test_look_alike_letters_are_unknown_and_the_reason_says_so(index: Index) -> None:
    found = index.identify("\u0406CE")
    assert (found.kind, found.federal) == (None, None)
    assert "letters" in found.why


def test_an_inactive_account_is_still_who_it_is(index: Index) -> None:
    assert index.identify("HSI [deactivated]").status is RowStatus.INACTIVE
    assert index.identify("HSI [deactivated]").id == "us/ice-hsi"


NORWALKS = (
    {
        "id": "us-ct/norwalk-pd",
        "name": "Norwalk Police Department",
        "kind": "municipal-police",
        "state": "us-ct",
        "aliases": ("City of Norwalk Police",),
    },
    {
        "id": "us-oh/norwalk-pd",
        "name": "Norwalk Police Department (OH)",
        "kind": "municipal-police",
        "state": "us-oh",
    },
)


@pytest.mark.parametrize("raw", ["Norwalk PD (CT)", "CT - Norwalk P.D.", "norwalk connecticut pd"])
def test_a_listed_agency_is_found_in_its_state(
    federal: Directory, directory: Make, raw: str
) -> None:
    found = Index.of(federal, directory(*NORWALKS)).identify(raw)
    assert (found.id, found.state, found.federal) == ("us-ct/norwalk-pd", "us-ct", False)


def test_a_state_from_elsewhere_in_the_export_settles_a_name(
    federal: Directory, directory: Make
) -> None:
    index = Index.of(federal, directory(*NORWALKS))
    assert index.identify("Norwalk PD", state="us-oh").id == "us-oh/norwalk-pd"
    assert index.identify("Norwalk PD", state="us-ia").id is None
    assert index.identify("Norwalk PD", state="us-ia").kind is AgencyKind.MUNICIPAL_POLICE


def test_two_agencies_of_one_name_are_not_guessed_between(
    federal: Directory, directory: Make
) -> None:
    found = Index.of(federal, directory(*NORWALKS)).identify("Norwalk PD")
    assert (found.id, found.state) == (None, None)
    assert found.suggestions == ("us-ct/norwalk-pd", "us-oh/norwalk-pd")
    assert "us-oh/norwalk-pd" in found.why


def test_a_name_and_an_export_that_disagree_on_the_state_settle_nothing(index: Index) -> None:
    found = index.identify("Westport PD (CT)", state="us-ma")
    assert (found.kind, found.federal) == (None, None)


def test_a_likely_entry_is_suggested_and_never_decides(federal: Directory, directory: Make) -> None:
    index = Index.of(federal, directory(*NORWALKS))
    found = index.identify("Norwalk Polise", similar=True)
    assert found.id is None
    assert index.identify("Norwalk Polise") == replace(found, suggestions=())
    assert "us-ct/norwalk-pd" in found.suggestions


def test_a_name_that_states_share_with_the_federation_can_be_listed(
    federal: Directory, directory: Make
) -> None:
    doj = {"id": "us-ca/doj", "name": "Department of Justice", "kind": "state-agency"}
    entry = directory(doj | {"state": "us-ca"})
    index = Index.of(federal, lists=Own.of(entry))
    assert index.identify("Department of Justice (CA)").id == "us-ca/doj"
    assert Index.of(federal, entry).identify("Department of Justice (CA)").id is None
    assert index.identify("Department of Justice").id == "us/doj"


_federal_names = st.sampled_from(sorted(FEDERAL))
_kinds = st.sampled_from([kind.value for kind in AgencyKind])
_ids = st.sampled_from(["us-ct/town-pd", "us/ice", "us/other", "us-ca/hsi"])


@settings(max_examples=examples(60), deadline=None)
@given(raw=_federal_names, alias=_federal_names, kind=_kinds, entry_id=_ids)
def test_no_entry_of_a_repository_makes_a_federal_name_anything_else(
    federal: Directory, directory: Make, raw: str, alias: str, kind: str, entry_id: str
) -> None:
    entry = {"id": entry_id, "name": raw, "kind": kind, "state": "us-ct", "aliases": (alias,)}
    found = Index.of(federal, directory(entry)).identify(raw)
    assert (found.id, found.federal) == (FEDERAL[raw], True)


_variants: tuple[Callable[[str], str], ...] = (
    str.upper,
    str.lower,
    str.swapcase,
    lambda raw: raw.replace("Police Department", "PD"),
    lambda raw: raw.replace(" PD", " Police Dept."),
    lambda raw: raw.replace(" PD", " P.D."),
    lambda raw: raw.replace(" SO", " Sheriff's Office"),
    lambda raw: raw.replace("County", "Co."),
    lambda raw: f"  {raw.replace(' ', '  ')} ",
    lambda raw: raw.replace(" & ", " and "),
)


@settings(max_examples=examples(300), deadline=None)
@given(
    raw=st.sampled_from(sorted(FEDERAL) + sorted(NOT_FEDERAL)),
    variant=st.sampled_from(_variants),
)
def test_case_blanks_and_short_forms_do_not_change_who_it_is(
    index: Index, raw: str, variant: Callable[[str], str]
) -> None:
    one, other = index.identify(raw), index.identify(variant(raw))
    assert (one.id, one.kind, one.state, one.federal) == (
        other.id,
        other.kind,
        other.state,
        other.federal,
    )


@settings(max_examples=examples(300), deadline=None)
@given(raw=st.text(max_size=400), state=st.sampled_from([None, "us-ct", "us-zz"]))
def test_any_text_gets_an_answer_with_a_reason(index: Index, raw: str, state: str | None) -> None:
    found = index.identify(raw, state=state)
    assert found.raw == raw
    assert found.why
    assert found.kind is not None or found.id is None


def test_a_very_long_text_is_not_a_name(index: Index) -> None:
    assert index.identify("ice " * 50_000).kind is None
