"""The headings of transparency portals: which list they begin, and which is unknown."""

from __future__ import annotations

import pytest

from lprpolicy.model.observation import (
    ClaimSubject,
    Completeness,
    Direction,
)
from tests.vendors.portal_pages import (
    AGENCY,
    FORMS,
    NAMES,
    blocks,
    granted,
    names,
    scraped,
    seen,
    text,
)


@pytest.mark.parametrize("form", FORMS)
def test_a_list_that_is_missing_is_unknown_and_not_empty(form: str) -> None:
    found = seen(FORMS[form](blocks(**{granted(): None})))
    assert found.shares == ()
    assert "there is no list of who is granted access, so it is unknown, not empty" in found.notes
    assert found.completeness is Completeness.LOWER_BOUND


def test_an_empty_list_of_a_scraper_is_a_missing_one() -> None:
    found = seen(scraped(sharing_outbound=[]))
    assert "there is no list of who is granted access, so it is unknown, not empty" in found.notes


@pytest.mark.parametrize(
    "said",
    ["None", "None: it shares with nobody", "N/A", "No agencies", "Alder PD does not share data."],
)
def test_a_list_that_says_none_is_a_claim_that_it_is_empty(said: str) -> None:
    found = seen(text(blocks(**{granted(): said})))
    assert found.shares == ()
    assert [one.text for one in found.claims if one.subject is ClaimSubject.SHARING] == [said]
    assert any("empty, as the page claims" in note for note in found.notes)
    assert found.empty == (Direction.OUTBOUND,)
    assert found.tells_who_is_let_in()


@pytest.mark.parametrize(
    "heading",
    [
        "External organizations with access - None",
        "External Organizations With Access: none",
        "Organizations granted access to Alder XX PD data- NONE",
        "None: Alder XX PD does not share data with outside agencies",
    ],
)
@pytest.mark.parametrize("form", ["text", "the page"])
def test_a_heading_may_say_none_itself(form: str, heading: str) -> None:
    found = seen(FORMS[form](blocks(**{granted(): None, heading: ""})))
    assert (found.shares, found.empty, found.owner) == ((), (Direction.OUTBOUND,), AGENCY)
    assert not any("is not known" in note for note in found.notes)


def test_none_with_an_exception_is_unknown() -> None:
    found = seen(text(blocks(**{granted(): "None, except where a court orders it"})))
    assert not found.tells_who_is_let_in()
    assert not seen(text(blocks(**{granted(): "None: only with a warrant"}))).tells_who_is_let_in()


def test_none_beside_a_list_that_is_not_read_is_unknown() -> None:
    of = blocks(**{granted(): "None", "Data Friends": "Elm CT PD, Oak CT PD, Yew CT PD"})
    found = seen(text(of))
    assert not found.tells_who_is_let_in()
    assert any("names stand under 'Data Friends', not read" in note for note in found.notes)


LONG = (
    " Alder lends its reads to no private body whatever, and to public ones only as its ordinance "
    "and the law of the state allow it to do, and as its council decides from time to time."
)


@pytest.mark.parametrize("form", FORMS)
def test_a_list_under_a_heading_as_long_as_a_paragraph_is_read(form: str) -> None:
    heading = f"External Organizations with Access.{LONG}"
    found = seen(FORMS[form](blocks(**{granted(): None, heading: ", ".join(NAMES)})))
    assert names(found) == list(NAMES)


def test_a_long_heading_that_is_not_known_is_said_and_its_list_is_unknown() -> None:
    heading = f"With these we are in touch.{LONG}"
    found = seen(text(blocks(**{granted(): None, heading: ", ".join(NAMES)})))
    assert not found.tells_who_is_let_in()
    assert any(
        "'With these we are in touch." in note and "not known" in note for note in found.notes
    )


@pytest.mark.parametrize(
    "said",
    [
        "Organizations sharing with Alder PD data.",
        "Agencies that share data with Alder XX PD.",
        "This list has all partner agencies that share with us.",
    ],
)
def test_the_small_print_of_an_empty_list_is_no_agency(said: str) -> None:
    heading = "Organizations sharing their data with Alder XX PD"
    found = seen(text(blocks(**{heading: said})))
    assert names(found, Direction.INBOUND) == []
    assert Direction.INBOUND not in found.empty
    assert any(heading in note for note in found.notes)


@pytest.mark.parametrize(
    "heading", ["Agencies we share with", "Organizations with access to our cameras"]
)
def test_we_is_no_owner(heading: str) -> None:
    listed = f"{heading}\n\nElm CT PD, Oak CT PD\n"
    assert seen(f"Usage\n\n{listed}").owner is None
    assert seen(f"Alder XX PD\nTransparency Portal\n\nUsage\n\n{listed}").owner == "Alder XX PD"


def test_names_may_follow_a_heading_on_its_line() -> None:
    found = seen(f"Usage\n\n{granted()}: Elm CT PD, Oak CT PD\n")
    assert (names(found), found.owner) == (["Elm CT PD", "Oak CT PD"], AGENCY)


def test_none_beside_a_name_is_not_none() -> None:
    found = seen(text(blocks(**{granted(): "None listed, Birch CA PD"})))
    assert "Birch CA PD" in names(found)


@pytest.mark.parametrize(
    ("heading", "direction"),
    [
        ("Organizations granted access to Alder XX PD data", Direction.OUTBOUND),
        ("External organizations with access", Direction.OUTBOUND),
        ("External agencies who have access", Direction.OUTBOUND),
        ("Only Agencies With External Access", Direction.OUTBOUND),
        ("Sharing Network Data With", Direction.OUTBOUND),
        ("Approved ALDER Share With", Direction.OUTBOUND),
        ("Agencies ALDER Shares With:", Direction.OUTBOUND),
        ("ORGANISATIONS GRANTED ACCESS TO ALDER XX PD DATA", Direction.OUTBOUND),
        ("Access to external organizations", Direction.OUTBOUND),
        ("Agencies we share with", Direction.OUTBOUND),
        ("Agencies with whom we share data", Direction.OUTBOUND),
        ("Agencies who can search our data", Direction.OUTBOUND),
        ("Organizations that have access to our cameras", Direction.OUTBOUND),
        ("Partner Agencies", Direction.OUTBOUND),
        ("Sharing partners", Direction.OUTBOUND),
        ("Shared With", Direction.OUTBOUND),
        ("Data shared with outside agencies", Direction.OUTBOUND),
        ("Networks I'm sharing", Direction.OUTBOUND),
        ("Networks shared with us", Direction.INBOUND),
        ("Shared with us", Direction.INBOUND),
        ("Agencies that share their data with us", Direction.INBOUND),
        ("Organizations sharing their data with Alder XX PD", Direction.INBOUND),
        ("Organizations sharing their data", Direction.INBOUND),
        ("Receiving Network Data From", Direction.INBOUND),
    ],
)
def test_the_names_of_a_list_are_known_by_many_headings(heading: str, direction: Direction) -> None:
    found = seen(text(blocks(**{granted(): None, heading: ", ".join(NAMES)})))
    assert names(found, direction) == list(NAMES)
    assert len(found.shares) == len(NAMES)
    assert {share.where.part for share in found.shares} == {heading}


@pytest.mark.parametrize("form", FORMS)
def test_a_heading_that_nobody_knows_is_said_and_its_words_are_kept(form: str) -> None:
    found = seen(FORMS[form](blocks(**{"Data Partners Overseas": "Maple Leaf Constabulary"})))
    assert any("'Data Partners Overseas' is not known" in note for note in found.notes)
    assert ("Data Partners Overseas", "Maple Leaf Constabulary") in [
        (one.heading, one.text) for one in found.claims
    ]
