"""The directory files of Connecticut and its neighbors say what the public lists say."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from lprpolicy.model.directory import Agency, Directory
from lprpolicy.model.words import AgencyKind, Program
from lprpolicy.read import yaml

FOLDER = Path(__file__).parents[2] / "policies" / "directory"
FILES = ("us-ct.yaml", "neighbours.yaml")
KINDS = {
    "City": {AgencyKind.MUNICIPAL_POLICE},
    "County": {AgencyKind.COUNTY_SHERIFF, AgencyKind.COUNTY_POLICE},
    "University or College": {AgencyKind.CAMPUS_POLICE},
    "Other State Agency": {AgencyKind.STATE_AGENCY},
    "State Police": {AgencyKind.STATE_POLICE},
    "Tribal": {AgencyKind.TRIBAL_POLICE},
    "Other": {AgencyKind.TRANSIT_POLICE},
}
IN_A_NOTE = {"CT0018500": "us-ny/mta-police", "CT001690X": "us-ct/yale-university-police"}
"""The ORIs of the FBI's Connecticut lines that are second ones of an entry."""
STATES = {
    "us-ct": "CONNECTICUT",
    "us-ma": "MASSACHUSETTS",
    "us-ny": "NEW YORK",
    "us-ri": "RHODE ISLAND",
}


def directory(name: str) -> Directory:
    return Directory.model_validate(yaml.read(name, (FOLDER / name).read_bytes()).data)


def agencies() -> list[Agency]:
    return [agency for name in FILES for agency in directory(name).agencies]


def fbi(real_data: Path) -> dict[str, dict[str, str]]:
    with (real_data / "reference/fbi-lee/fbi_lee_latest.csv").open(encoding="utf-8") as file:
        return {row["ori"]: row for row in csv.DictReader(file)}


def ice(real_data: Path) -> set[tuple[str, str, str]]:
    path = real_data / "reference/ice-287g/participating_2025-07-18.csv"
    with path.open(encoding="utf-8") as file:
        return {
            (
                row["STATE"].strip(),
                row["LAW ENFORCEMENT AGENCY"].strip().casefold(),
                row["SUPPORT TYPE"].strip(),
            )
            for row in csv.DictReader(file)
        }


@pytest.mark.parametrize("name", FILES)
def test_entries_are_sorted_by_id(name: str) -> None:
    ids = [agency.id for agency in directory(name).agencies]
    assert ids == sorted(ids)


def test_ids_and_oris_are_given_once() -> None:
    ids = [agency.id for agency in agencies()]
    oris = [agency.ori for agency in agencies() if agency.ori is not None]
    assert len(ids) == len(set(ids))
    assert len(oris) == len(set(oris))


def test_the_state_is_the_one_in_the_id() -> None:
    assert [a.id for a in agencies() if a.id.partition("/")[0] != a.state] == []


def test_an_entry_without_an_ori_has_a_source_and_a_note() -> None:
    bare = [a.id for a in agencies() if a.ori is None and (a.source is None or a.note is None)]
    assert bare == []


@pytest.mark.real
def test_every_connecticut_agency_of_the_fbi_list_is_there(real_data: Path) -> None:
    listed = {row["ori"] for row in fbi(real_data).values() if row["state_abbr"] == "CT"}
    ours = {agency.ori for agency in directory("us-ct.yaml").agencies}
    notes = {agency.id: agency.note or "" for agency in agencies()}
    assert listed - ours == set(IN_A_NOTE)
    for ori, entry in IN_A_NOTE.items():
        assert ori in notes[entry]


@pytest.mark.real
def test_oris_kinds_and_states_are_those_of_the_fbi_list(real_data: Path) -> None:
    listed = fbi(real_data)
    for agency in agencies():
        if agency.ori is None:
            continue
        row = listed[agency.ori]
        assert agency.kind in KINDS[row["agency_type_name"]], agency.id
        assert agency.state == f"us-{row['state_abbr'].lower()}", agency.id


@pytest.mark.real
def test_names_are_those_of_the_fbi_list(real_data: Path) -> None:
    """A police department is called after the place that the list has under its ORI."""
    listed = fbi(real_data)
    for agency in agencies():
        if agency.ori is None or agency.kind is not AgencyKind.MUNICIPAL_POLICE:
            continue
        place = listed[agency.ori]["pub_agency_name"]
        place = place.removesuffix(" Village").removesuffix(" Town")
        assert place in agency.name, agency.id


@pytest.mark.real
def test_287g_status_is_that_of_the_ice_list(real_data: Path) -> None:
    signed = ice(real_data)
    for agency in agencies():
        names = {name.casefold() for name in (agency.name, *agency.aliases)}
        models = {
            model
            for state, name, model in signed
            if state == STATES[agency.state or ""] and name in names
        }
        for membership in agency.programs:
            assert membership.program is Program.ICE_287G
            assert membership.member == bool(models), agency.id
            assert set(membership.models) == models, agency.id
            assert membership.source.on.isoformat() == "2025-07-18"


@pytest.mark.real
def test_no_connecticut_agency_is_on_the_ice_list(real_data: Path) -> None:
    assert [row for row in ice(real_data) if row[0] == STATES["us-ct"]] == []
