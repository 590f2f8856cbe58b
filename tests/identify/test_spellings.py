"""Every agency of the directory, as vendors and clerks spell its name: found, or nobody else."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

import pytest

from lprpolicy.identify.assembled import AssembledAgency
from lprpolicy.identify.index import Index
from lprpolicy.model.words import AgencyKind as K
from lprpolicy.repository.directories import federal
from lprpolicy.repository.national import national

SAMPLE = 400
POLICE, SHERIFF = " Police Department", " Sheriff's Office"
SHORT = {
    "Beach": "Bch",
    "Fort": "Ft",
    "Heights": "Hts",
    "Lake": "Lk",
    "Mount": "Mt",
    "North": "N",
    "Park": "Pk",
    "Saint": "St",
    "Springs": "Spgs",
    "Township": "Twp",
    "University": "Univ",
    "Village": "Vlg",
    "West": "W",
}
TOWNS = (
    "{0} {1} PD",
    "{0} Police Dept. ({1})",
    "City of {0} {1} PD",
    "{1} - {0} P.D.",
    "{0} PD {1}",
)
COUNTIES = ("{0} County {1} SO", "{0} Co SO {1}", "{0} CSO {1}", "{0} Cnty {1} Sheriffs Dept")
CAMPUSES = ("{0} {1} PD", "{0} Campus PD ({1})", "{0} Police {1}")


def shortened(name: str) -> str:
    for long, short in SHORT.items():
        name = re.sub(rf"\b{long}\b", short, name)
    return name


def spelled(one: AssembledAgency) -> Iterator[str]:
    """Yield an agency's name in other spellings, each with its state."""
    state = one.state.removeprefix("us-").upper()
    if one.kind is K.COUNTY_SHERIFF and one.name.endswith(f" County{SHERIFF}"):
        place, ways = one.name.removesuffix(f" County{SHERIFF}"), COUNTIES
    elif one.kind in (K.MUNICIPAL_POLICE, K.CAMPUS_POLICE) and one.name.endswith(POLICE):
        place = one.name.removesuffix(POLICE)
        ways = TOWNS if one.kind is K.MUNICIPAL_POLICE else CAMPUSES
    else:
        return
    yield from (way.format(place, state) for way in ways)


@pytest.fixture(scope="module")
def index() -> Index:
    return Index.of(federal(), lists=national())


@pytest.fixture(scope="module")
def sample() -> list[AssembledAgency]:
    return random.Random(15).sample(list(national().all_assembled()), SAMPLE)


def test_a_name_in_another_spelling_is_the_same_agency_or_nobody(
    index: Index, sample: list[AssembledAgency]
) -> None:
    found = [(raw, one, index.identify(raw)) for one in sample for raw in spelled(one)]
    assert [raw for raw, one, who in found if who.id not in (one.id, None)] == []
    assert [raw for raw, _, who in found if who.federal] == []
    assert sum(who.id is None for _, _, who in found) <= 0.03 * len(found)
    assert [raw for raw, one, who in found if who.kind is not one.kind] == []


def test_a_place_that_is_shortened_is_the_same_agency_or_nobody(
    index: Index, sample: list[AssembledAgency]
) -> None:
    towns = [one for one in sample if shortened(one.name) != one.name and list(spelled(one))]
    raws = [
        (f"{shortened(one.name.removesuffix(POLICE))} {one.state[3:].upper()} PD", one)
        for one in towns
        if one.name.endswith(POLICE)
    ]
    found = [(raw, one, index.identify(raw)) for raw, one in raws]
    assert len(found) > 30
    assert [raw for raw, one, who in found if who.id not in (one.id, None)] == []
    assert sum(who.id is None for _, _, who in found) <= 0.1 * len(found)
