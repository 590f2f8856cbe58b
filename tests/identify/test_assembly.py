"""Lists put together: one entry an agency, joined by state, name and county, and never by guess."""

from __future__ import annotations

import datetime as dt
from itertools import permutations

import pytest

from lprpolicy.identify.index import FederalNames
from lprpolicy.identify.listed_entry import entry_of
from lprpolicy.identify.partners import assemble
from lprpolicy.lists import read_list
from lprpolicy.model.directory import Agency, Directory
from lprpolicy.model.lists import AgencyList, ListName
from lprpolicy.model.words import AgencyKind as K
from tests.lists.samples import (
    AGREEMENTS_HEADER,
    PENDING_HEADER,
    lines,
    read_fbi,
    read_ice,
    read_neutral,
)

ELMIRA = "us-oh/elmira-county-sheriff"
BELLS = ("us-pa/bell-township-pd-adams-county", "us-pa/bell-township-pd-york-county")


@pytest.fixture(scope="session")
def names(federal: Directory) -> FederalNames:
    return FederalNames.of(federal)


def entries(names: FederalNames, *lists: AgencyList) -> dict[str, Agency]:
    made = assemble(names, lists)
    return {id_: entry_of(one, made.sources) for id_, one in made.agencies.items()}


def partner(agency: Agency) -> bool | None:
    """What the newest list says; None where none speaks of the agency."""
    newest = max(agency.programs, key=lambda one: one.source.on, default=None)
    return newest.member if newest else None


def test_ids_are_short_and_have_the_county_only_where_two_share_a_name(
    names: FederalNames,
) -> None:
    assert sorted(entries(names, read_fbi())) == [
        "us-ca/university-of-somewhere-police-department-alpine-county-ca0990100",
        "us-ca/university-of-somewhere-police-department-butte-county-ca0990200",
        "us-ct/ashford-harbor-pd",
        "us-ct/tidewater-college-police",
        "us-la/calcagne-parish-sheriff",
        "us-mi/state-police",
        "us-mt/plains-agency-police",
        "us-nj/warren-county-prosecutors-office",
        "us-oh/ashford-harbor-pd",
        ELMIRA,
        *BELLS,
        "us-wa/ferry-bend-pd",
        "us-wi/pinewater-tribal-police",
        "us-wv/department-of-natural-resources",
    ]


def test_posts_of_one_state_police_are_one_agency_without_a_posts_ori(names: FederalNames) -> None:
    made = entries(names, read_fbi())["us-mi/state-police"]
    assert (made.name, made.ori, made.kind) == ("Michigan State Police", None, K.STATE_POLICE)


def test_an_agency_that_last_reported_years_ago_says_so(names: FederalNames) -> None:
    rows = ("CT0990100,2018,Elm,CT,A,City,", "CT0990200,2025,Oak,CT,A,City,")
    made = entries(names, read_fbi(*rows))
    assert made["us-ct/elm-pd"].note == "last on the list with the year 2018"
    assert made["us-ct/oak-pd"].note is None


@pytest.mark.parametrize(
    ("name", "type_", "kind"),
    [
        ("Elm Metropolitan Authority", "Other", None),
        ("Elm Academy of Arts", "Other", K.CAMPUS_POLICE),
        ("Elm Southern Railroad", "Other", K.TRANSIT_POLICE),
        ("Elm Park District", "Other", K.SPECIAL_DISTRICT),
        ("Elm School District", "Other", K.CAMPUS_POLICE),
        ("Elm Constable", "Other", K.MUNICIPAL_POLICE),
        ("Elm Metropolitan Authority", "City", K.MUNICIPAL_POLICE),
    ],
)
def test_what_is_listed_as_no_city_is_no_towns_police_because_we_add_the_word(
    names: FederalNames, name: str, type_: str, kind: K | None
) -> None:
    found = entries(names, read_fbi(f"CT0990100,2025,{name},CT,WINDHAM,{type_},"))
    assert [one.kind for one in found.values()] == [kind]


def test_a_partner_is_joined_by_state_name_and_county(names: FederalNames) -> None:
    made = entries(names, read_fbi(), read_ice())
    assert partner(made[ELMIRA]) is True
    assert made[ELMIRA].programs[0].models == ("Jail Enforcement Model", "Task Force Model")
    assert [partner(made[one]) for one in BELLS] == [False, True]


def test_whoever_is_absent_from_the_whole_list_was_looked_up_on_that_day(
    names: FederalNames,
) -> None:
    stated = entries(names, read_fbi(), read_ice())["us-ct/ashford-harbor-pd"].programs[0]
    assert (stated.member, stated.source.on) == (False, dt.date(2025, 7, 18))


def test_without_a_whole_list_nobody_is_said_to_be_none(names: FederalNames) -> None:
    asked = "OHIO,Elmira County Sheriff's Office,County,Elmira County,Task Force Model"
    raw = lines(PENDING_HEADER, asked)
    (pending,) = read_list(ListName.ICE_287G, "pending_2025-07-18.csv", raw)
    made = entries(names, read_fbi(), pending)
    assert {partner(one) for one in made.values()} == {None}
    assert "pending" in (made[ELMIRA].note or "")


def test_a_row_that_fits_nobody_becomes_an_entry_of_its_own(names: FederalNames) -> None:
    made = entries(names, read_fbi(), read_ice())["us-tx/lottery-commission"]
    assert (made.name, made.kind) == ("Texas Lottery Commission", K.STATE_AGENCY)
    assert partner(made) is True


def test_a_row_that_fits_two_is_joined_to_none_and_both_are_unknown(names: FederalNames) -> None:
    row = "PENNSYLVANIA,Bell Township Police Department,Municipality,#N/A,Task Force Model,,l"
    lists = (read_fbi(), read_ice(row))
    made = entries(names, *lists)
    assert [partner(made[one]) for one in BELLS] == [None, None]
    assert any("may be any of" in note for note in assemble(names, lists).notes)


@pytest.mark.parametrize(
    "row",
    [
        "OHIO,Elmirra County Sheriff's Office,County,Elmirra County,Task Force Model,,l",
        "OHIO,Sheriff of Elmira,County,Elmira County,Task Force Model,,l",
        "OHIO,Elmira Place Sheriff's Office,County,Elmira County,Task Force Model,,l",
    ],
)
def test_a_misspelt_sheriff_is_never_said_to_be_no_partner(names: FederalNames, row: str) -> None:
    assert partner(entries(names, read_fbi(), read_ice(row))[ELMIRA]) is not False


def test_a_town_of_another_county_is_not_the_one_that_is_meant(names: FederalNames) -> None:
    row = "WASHINGTON,Ferry Bend Police Department,Municipality,Yakima County,Task Force Model,,l"
    lists = (read_fbi(), read_ice(row))
    assert partner(entries(names, *lists)["us-wa/ferry-bend-pd"]) is None
    assert "is not in us-wa/ferry-bend-pd's county" in assemble(names, lists).notes[-1]


def test_an_agreement_leaves_a_no_open_and_makes_no_yes(names: FederalNames) -> None:
    row = "CT,ashford harbor police department,TFM,a.pdf,agreements_20260608_181341"
    (agreements,) = read_list(ListName.ICE_287G, "moa.csv", lines(AGREEMENTS_HEADER, row))
    made = entries(names, read_fbi(), read_ice(), agreements)
    assert partner(made["us-ct/ashford-harbor-pd"]) is None
    assert partner(made["us-oh/ashford-harbor-pd"]) is False


def test_a_newer_whole_list_settles_who_ceased(names: FederalNames) -> None:
    later = read_ice(
        "OHIO,Other Sheriff's Office,County,#N/A,Task Force Model,,l", on=dt.date(2026, 7, 1)
    )
    made = entries(names, read_fbi(), read_ice(), later)
    assert partner(made[ELMIRA]) is False


def test_a_federal_name_on_a_list_is_left_out_and_reported(names: FederalNames) -> None:
    lists = (
        read_fbi("CT0990100,2025,HSI New Haven,CT,A,Other,", "CT0990200,2025,Elm,CT,A,City,"),
        read_neutral("name,state,kind\nICE,CT,municipal-police\n"),
    )
    assert list(entries(names, *lists)) == ["us-ct/elm-pd"]
    assert len([note for note in assemble(names, lists).notes if "is left out" in note]) == 2


def test_two_lists_that_disagree_on_a_kind_leave_it_unknown(names: FederalNames) -> None:
    text = "name,state,kind,ori\nAshford Harbor PD,CT,transit-police,CT0990100\n"
    made = entries(names, read_fbi(), read_neutral(text))
    assert made["us-ct/ashford-harbor-pd"].kind is None


def test_a_neutral_row_adds_names_and_statements_to_an_agency(names: FederalNames) -> None:
    text = "name,state,kind,ori,aliases,287g\nHarbor Patrol,CT,,CT0990100,Harbor Watch,yes\n"
    lists = (read_fbi(), read_neutral(text))
    made = assemble(names, lists)
    assert made.agencies["us-ct/ashford-harbor-pd"].forms["harbor watch"] == 0
    assert partner(entries(names, *lists)["us-ct/ashford-harbor-pd"]) is True


def test_the_order_of_imports_changes_nothing(names: FederalNames) -> None:
    lists = (
        read_fbi(),
        read_ice(),
        read_ice(
            "OHIO,Elm Police Department,Municipality,#N/A,Task Force Model,,l",
            on=dt.date(2026, 1, 1),
        ),
        read_neutral("name,state,kind\nElm Police Department,OH,municipal-police\n"),
    )
    first = assemble(names, lists)
    for order in permutations(lists):
        again = assemble(names, order)
        assert (again.sources, again.agencies, again.notes) == (
            first.sources,
            first.agencies,
            first.notes,
        )
