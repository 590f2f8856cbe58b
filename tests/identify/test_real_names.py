"""Names as vendors really print them. Counted, not tuned to."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from lprpolicy.identify.entries import Own
from lprpolicy.identify.index import Index
from lprpolicy.identify.names import read_name
from lprpolicy.identify.states import STATES
from lprpolicy.model.directory import Agency, Directory
from lprpolicy.model.words import AgencyKind as K

pytestmark = pytest.mark.real


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def vendor_names(real_data: Path) -> set[str]:
    learn = {row["agency"] for path in real_data.glob("learn/*.csv") for row in rows(path)}
    flock = {
        row["Organization Name"]
        for path in real_data.glob("flock/sharednetworks/*.csv")
        for row in rows(path)
    }
    portals = {
        name
        for path in real_data.glob("flock/portals/*/*.json")
        for key in ("sharing_outbound", "sharing_inbound")
        for name in json.loads(path.read_text(encoding="utf-8")).get(key) or ()
    }
    return learn | flock | portals


CLASSES = {
    "campus": {K.CAMPUS_POLICE},
    "local": {K.MUNICIPAL_POLICE},
    "state": {K.STATE_AGENCY, K.STATE_POLICE},
    "task_force": {K.TASK_FORCE},
    "hidta": {K.TASK_FORCE},
    "fusion_center": {K.FUSION_CENTER},
    "placeholder": {K.TEST_ACCOUNT},
}
LABELS_MENDED = {"College Park Police Department": "local"}
"""Labels were given from the name alone; the FBI's roster has a city of College Park."""


def test_no_federal_name_is_called_anything_else(index: Index, real_data: Path) -> None:
    labelled = rows(real_data / "names" / "labelled_names_dev.csv")
    found = [(row, index.identify(row["raw_name"])) for row in labelled]
    assert [one.raw for row, one in found if row["is_federal"] == "1" and not one.federal] == []
    assert [one.raw for row, one in found if row["is_federal"] == "0" and one.federal] == []
    dhs = [one for row, one in found if row["dhs_component"]]
    assert {one.kind for one in dhs} == {K.FEDERAL_IMMIGRATION}
    wrong = []
    for row, one in found:
        kinds = CLASSES.get(LABELS_MENDED.get(one.raw, row["recipient_class"]))
        if not (one.federal if kinds is None else one.kind in kinds):
            wrong.append((one.raw, one.kind))
    assert wrong == []


def test_nearly_every_name_on_a_vendors_list_is_told(index: Index, real_data: Path) -> None:
    found = [index.identify(raw) for raw in sorted(vendor_names(real_data))]
    federal = [one for one in found if one.federal]
    unknown = [one for one in found if one.kind is None and not one.federal]
    told = len(found) - len(federal) - len(unknown)
    print(f"\nfederal {len(federal)}, told by their words {told}, unknown {len(unknown)}")
    assert len(unknown) <= 0.02 * len(found)


def named(row: dict[str, str], form: str) -> tuple[str, str]:
    state = row["state_abbr"].replace("NB", "NE")
    return form.format(name=row["pub_agency_name"].strip(), state=state), f"us-{state.lower()}"


def score(index: Index, names: Iterable[tuple[str, str]], kinds: set[K]) -> None:
    """At least 97 in 100 have the right kind, none a wrong state, none is called federal."""
    found = [(state, index.identify(raw)) for raw, state in names]
    assert [one.raw for _, one in found if one.federal] == []
    assert [one.raw for state, one in found if one.state not in (None, state)] == []
    right = sum(one.kind in kinds for _, one in found)
    print(f"\n{sorted(kinds)}: {right} of {len(found)}")
    assert right >= 0.97 * len(found)


@pytest.mark.parametrize("form", ["{name} {state} PD", "{name} Police Department ({state})"])
def test_cities_of_the_fbi_roster_are_municipal(index: Index, real_data: Path, form: str) -> None:
    roster = rows(real_data / "reference" / "fbi-lee" / "fbi_lee_latest.csv")
    city = [row for row in roster if row["agency_type_name"] == "City"]
    names = [named(row, form) for row in city if row["state_abbr"].lower() in {*STATES, "nb"}]
    score(index, names, {K.MUNICIPAL_POLICE})


def test_counties_of_the_fbi_roster_are_sheriffs(index: Index, real_data: Path) -> None:
    roster = rows(real_data / "reference" / "fbi-lee" / "fbi_lee_latest.csv")
    county = [
        row
        for row in roster
        if row["agency_type_name"] == "County" and "olice" not in row["pub_agency_name"]
    ]
    score(index, [named(row, "{name} County {state} SO") for row in county], {K.COUNTY_SHERIFF})


def test_colleges_of_the_fbi_roster_are_campus_police(index: Index, real_data: Path) -> None:
    roster = rows(real_data / "reference" / "fbi-lee" / "fbi_lee_latest.csv")
    college = [
        row
        for row in roster
        if row["agency_type_name"] == "University or College"
        and not row["pub_agency_name"].strip().endswith(":")
    ]
    score(index, [named(row, "{name} {state} PD") for row in college], {K.CAMPUS_POLICE})


def test_federal_agencies_of_the_fbi_roster_are_never_local(index: Index, real_data: Path) -> None:
    roster = rows(real_data / "reference" / "fbi-lee" / "fbi_lee_latest.csv")
    federal = [row["pub_agency_name"] for row in roster if row["agency_type_name"] == "Federal"]
    assert [raw for raw in federal if index.identify(raw).federal is False] == []


def test_tribes_of_the_fbi_roster_are_tribal_or_unknown(index: Index, real_data: Path) -> None:
    """What the roster calls an Agency is an office of the Bureau of Indian Affairs."""
    roster = rows(real_data / "reference" / "fbi-lee" / "fbi_lee_latest.csv")
    tribal = [row for row in roster if row["agency_type_name"] == "Tribal"]
    own = [row for row in tribal if "Agency" not in row["pub_agency_name"]]
    score(index, [named(row, "{name} {state} PD") for row in own], {K.TRIBAL_POLICE})
    offices = [named(row, "{name} {state} PD")[0] for row in tribal if row not in own]
    assert [raw for raw in offices if index.identify(raw).federal is False] == []


def test_every_name_of_the_fbi_roster_is_in_its_own_state(index: Index, real_data: Path) -> None:
    roster = rows(real_data / "reference" / "fbi-lee" / "fbi_lee_latest.csv")
    local = [
        row
        for row in roster
        if row["agency_type_name"] != "Federal" and row["state_abbr"].lower() in {*STATES, "nb"}
    ]
    wrong = []
    for row in local:
        raw, state = named(row, "{name} {state} PD")
        name = read_name(raw)
        if name.states != {state}:
            wrong.append((raw, name.states))
    assert wrong == []


def test_a_national_roster_is_indexed_and_matched(federal: Directory, real_data: Path) -> None:
    roster = rows(real_data / "reference" / "fbi-lee" / "fbi_lee_latest.csv")
    agencies = tuple(
        Agency(
            id=f"us-{row['state_abbr'].lower()}/{row['ori'].lower()}",
            name=f"{row['pub_agency_name'].strip()} Police Department",
            kind=K.MUNICIPAL_POLICE,
            state=f"us-{row['state_abbr'].lower()}",
        )
        for row in roster
    )
    other = federal.model_copy(update={"agencies": agencies, "patterns": ()})
    index = Index.of(federal, lists=Own.of(other))
    names = sorted(vendor_names(real_data))[:1000]
    found = [index.identify(raw) for raw in names]
    assert sum(one.id is not None for one in found) > 300
