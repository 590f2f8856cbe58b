"""Whoever a row that cannot be read may mean is neither a partner nor said to be none."""

from __future__ import annotations

import datetime as dt

import pytest

from lprpolicy.identify.index import FederalNames
from lprpolicy.identify.listed_entry import entry_of
from lprpolicy.identify.partners import assemble
from lprpolicy.model.directory import Agency
from lprpolicy.model.lists import AgencyList
from lprpolicy.repository.directories import federal
from tests.lists.samples import PARTNERS, read_fbi, read_ice, read_neutral

FERRY = "us-wa/ferry-bend-pd"
ASHFORD_OH = "us-oh/ashford-harbor-pd"
ASHFORD_CT = "us-ct/ashford-harbor-pd"
LATER = dt.date(2026, 2, 1)


def entries(*lists: AgencyList) -> dict[str, Agency]:
    made = assemble(FederalNames.of(federal()), (read_fbi(), *lists))
    return {id_: entry_of(one, made.sources) for id_, one in made.agencies.items()}


def with_row(row: str) -> AgencyList:
    return read_ice(*PARTNERS, row)


def answers(found: dict[str, Agency], *ids: str) -> list[list[bool]]:
    return [[one.member for one in found[id_].programs] for id_ in ids]


def test_a_mistyped_state_leaves_everybody_of_that_name_open() -> None:
    row = "OHIOH,Ashford Harbor Police Department,Municipality,,Task Force Model,,l"
    found = entries(with_row(row))
    assert answers(found, ASHFORD_OH, ASHFORD_CT, FERRY) == [[], [], [False]]
    assert "may be on the ICE participating agencies list" in (found[ASHFORD_CT].note or "")


def test_a_known_state_leaves_only_its_own_open() -> None:
    row = "OHIO,Ashford Harbor Police Department,Municipality,,Dance Model,,l"
    assert answers(entries(with_row(row)), ASHFORD_OH, ASHFORD_CT) == [[], [False]]


def test_without_a_name_the_whole_state_is_open() -> None:
    row = "WASHINGTON,,Municipality,,Task Force Model,,l"
    assert answers(entries(with_row(row)), FERRY, ASHFORD_CT) == [[], [False]]


def test_without_name_and_state_nobody_is_said_to_be_no_partner() -> None:
    found = entries(with_row(",,Municipality,,Task Force Model,,l"))
    assert [one for one in found.values() if any(not said.member for said in one.programs)] == []


def test_a_name_that_is_nearly_the_same_is_open_too() -> None:
    row = "WASHINGTONE,Ferry Bendd Police Department,Municipality,,Task Force Model,,l"
    assert answers(entries(with_row(row)), FERRY) == [[]]


def test_who_is_named_by_another_row_is_a_partner() -> None:
    row = PARTNERS[0].replace("Jail Enforcement", "Jale")
    found = entries(with_row(row))
    assert answers(found, "us-oh/elmira-county-sheriff") == [[True]]


def test_a_partner_of_an_older_sheet_stays_one_where_the_newer_is_in_doubt() -> None:
    row = "WASHINGTON,Ferry Bend Police Department,Municipality,,Task Force Model,,l"
    newer = read_ice(*PARTNERS, row.replace("WASHINGTON", "WASHINGTOM"), on=LATER)
    assert answers(entries(with_row(row), newer), FERRY) == [[True]]


@pytest.mark.parametrize(("said", "answer"), [("yess", []), ("", [False])])
def test_a_wrong_row_of_another_list_is_a_doubt_only_where_it_speaks_of_partners(
    said: str, answer: list[bool]
) -> None:
    other = read_neutral(
        "name,state,kind,287g,ori\nElm Police Department,WA,,,\n"
        f"Ferry Bend Police Department,WA,,{said},XX\n"
    )
    assert answers(entries(read_ice(), other), FERRY) == [answer]
