"""What in a name speaks against a town's police, one reason at a time."""

from __future__ import annotations

import pytest

from lprpolicy.identify.against import against, in_brackets
from lprpolicy.identify.names import read_name
from lprpolicy.model.words import AgencyKind as K

PD, SO, CAMPUS, TASK = K.MUNICIPAL_POLICE, K.COUNTY_SHERIFF, K.CAMPUS_POLICE, K.TASK_FORCE


@pytest.mark.parametrize(
    ("name", "kind", "says"),
    [
        ("Hartford PD [Federal]", PD, "marked as federal"),
        ("Hartford TX PD", PD, "it says us-tx"),
        ("Hartford Border PD", PD, "'border' may mean a federal body"),
        ("Hartford Removal Police", PD, "'removal'"),
        ("Hartford Strike Police", PD, "is that of a program"),
        ("Hartford Sharing Police", PD, "is that of a vendor's switch"),
        ("Hartford Palantir Police", PD, "is that of a company"),
        ("Hartford Police via Boston Police", PD, "puts somebody else behind it"),
        ("Toronto Police", PD, "is that of another country"),
        ("Conrail Police", PD, "a body in many states"),
        ("1CE Police", PD, "mixes letters and figures"),
        ("DHSERO Police", PD, "may be initials of a federal body"),
        ("ICEHSIX Police", PD, "may be initials of a federal body"),
        ("EROBOS Police", PD, "may be initials of a federal body"),
        ("Immigratory Police", PD, "speaks of a federal body"),
        ("Deportatoin Police", PD, "speaks of a federal body"),
        ("Hmoeland Police", PD, "may be 'homeland'"),
        ("Custms Police", PD, "may be 'customs'"),
        ("Xqz Police", PD, "what 'xqz' is short for"),
        ("I C E Police", PD, "its letters stand apart"),
        ("H SI Police", PD, "may be initials of a federal body"),
        ("Home Lamd Police", PD, "it may mean 'homeland'"),
        ("Hart|ford Police", PD, "is no letter of a name"),
        ("HSboston Police", PD, "has capitals inside"),
        ("Police Department", PD, "it names no place"),
        ("Regional Police", PD, "it names no place"),
        ("New England Police", PD, "it names no place"),
        ("Connecticut Police", PD, "it names a whole state"),
        ("Hartford Police Annals", PD, "does not end as the name of a police department"),
        ("Hartford Police Boston Police", PD, "it names two bodies"),
        ("University Police", CAMPUS, "it names no place"),
        ("Vermont Hill Police", PD, "it names us-vt"),
        ("Houston Police", PD, "it names a place in us-tx"),
        ("Houston Sheriff", SO, "it names a place in us-tx"),
    ],
)
def test_each_reason_is_found(name: str, kind: K, says: str) -> None:
    found = against(read_name(name), kind, "us-ct")
    assert found is not None
    assert says in found


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Hartford Police Department", PD),
        ("Hartford Police Department Precinct 4", PD),
        ("McAdoo Police", PD),
        ("St. Mary's Police", PD),
        ("Hartford County Sheriff", SO),
        ("Wesleyan University Police", CAMPUS),
        ("Hartford Fugitive Task Force", TASK),
        ("West Virginia City Police", PD),
        ("21st Street Police", PD),
    ],
)
def test_nothing_speaks_against_a_plain_name(name: str, kind: K) -> None:
    assert against(read_name(name), kind, "us-ct") is None


def test_a_short_name_need_not_have_the_shape_of_a_full_one() -> None:
    name = read_name("City of Hartford")
    assert against(name, PD, "us-ct") is not None
    assert against(name, PD, "us-ct", short=True) is None


def test_no_name_speaks_against_a_federal_kind() -> None:
    assert against(read_name("ICE"), K.FEDERAL_IMMIGRATION, "us-ct") is None


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("Hartford PD (DHS)", "'dhs' may mean a federal body"),
        ("Hartford PD (sub annex)", "is that of a program"),
        ("Hartford PD (HSIB)", "may be initials of a federal body"),
        ("Hartford PD (Falcon) (ICE)", "'ice' may mean a federal body"),
    ],
)
def test_what_stands_in_brackets_is_asked_too(name: str, says: str) -> None:
    found = in_brackets(read_name(name))
    assert found is not None
    assert says in found
    assert in_brackets(read_name("Hartford PD (Falcon Flex)")) is None
