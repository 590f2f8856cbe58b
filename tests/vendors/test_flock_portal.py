"""Transparency portals: what is on the page is read or said, what is not on it is unknown."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lprpolicy.errors import ExportError
from lprpolicy.model.durations import Duration
from lprpolicy.model.observation import (
    ClaimSubject,
    Completeness,
    Observation,
)
from lprpolicy.model.words import Data, Purpose, RowStatus, Tri, Vendor
from lprpolicy.vendors import observe
from lprpolicy.vendors.neutral_rows import write
from tests.limits import examples
from tests.vendors.portal_pages import (
    AGENCY,
    FORMS,
    NAMES,
    POLICIES,
    PROHIBITED,
    blocks,
    granted,
    html,
    names,
    scraped,
    seen,
    text,
)


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_a_page_says_the_same(form: str) -> None:
    found = seen(FORMS[form](blocks()))
    assert (found.vendor, found.owner) == (Vendor.FLOCK, AGENCY)
    assert found.reported == dt.date(2026, 4, 28)
    assert names(found) == list(NAMES)
    assert found.retention == Duration(30, "day")
    (claim,) = [one for one in found.claims if one.subject is ClaimSubject.PROHIBITED_USES]
    assert claim.text == PROHIBITED
    assert claim.purposes == (
        Purpose.TRAFFIC_ENFORCEMENT,
        Purpose.IMMIGRATION_ENFORCEMENT,
        Purpose.PROTECTED_CLASS_MONITORING,
        Purpose.HARASSMENT,
        Purpose.PERSONAL_USE,
    )
    assert found.notes == ("there is no list of who shares with it, so it is unknown, not empty",)


def test_a_scrapers_file_says_the_same_as_its_page() -> None:
    found = seen(scraped())
    assert (found.owner, names(found), found.retention) == (
        AGENCY,
        list(NAMES),
        Duration(30, "day"),
    )
    assert found.reported == dt.date(2026, 4, 29)
    assert "the page's own day is not in it; 2026-04-29 is when it was fetched" in found.notes


@pytest.mark.parametrize("form", FORMS)
def test_a_name_on_the_list_opens_reads_and_the_rest_is_unknown(form: str) -> None:
    found = seen(FORMS[form](blocks()))
    assert found.completeness is Completeness.LOWER_BOUND
    assert set(found.lookups.values()) == {Tri.UNKNOWN}
    for share in found.shares:
        assert share.data == {kind: Tri.YES if kind is Data.READS else Tri.UNKNOWN for kind in Data}
        assert (share.state, share.since) == (None, None)


def test_stories_about_people_are_not_kept() -> None:
    page = (
        text(blocks())
        + "\nRecent Success Story\n\nOn 3 May a driver was found.\n\nOur Team\n\nJoe\n"
    )
    found = seen(page)
    assert not any("driver" in one.text or "Joe" in one.text for one in found.claims)
    assert "the heading 'Our Team' in the free part of the page; not read" in found.notes


def test_a_story_among_the_figures_is_not_kept_either() -> None:
    told = {"Success Stories": "Praise.", "A night in May": "A driver was found."}
    found = seen(html({**told, **blocks()}))
    assert names(found) == list(NAMES)
    assert not any("driver" in one.text for one in found.claims)
    assert "the heading 'A night in May' in the free part of the page; not read" in found.notes


def test_a_heading_below_a_list_ends_it_where_prose_follows() -> None:
    page = f"Transparency Portal\n\n{granted()}\n\nElm CT PD, Oak MN PD\n\nSomething New\n\nWe do this.\n"
    found = seen(page)
    assert names(found) == ["Elm CT PD", "Oak MN PD"]
    assert any("'Something New' is not known" in note for note in found.notes)


def test_one_name_a_line_is_a_list_too() -> None:
    for gap in ("\n", "\n\n"):
        page = f"Transparency Portal\n\nSharing Network Data With\n\n{granted()}.\n\n" + gap.join(
            NAMES
        )
        found = seen(
            f"{page}\n\nData Retention\n\nThe number of days data is retained.\n\n21 days\n"
        )
        assert names(found) == list(NAMES)
        assert (found.owner, found.retention) == (AGENCY, Duration(21, "day"))


def test_a_sentence_in_a_list_is_said_and_no_recipient() -> None:
    page = f"Transparency Portal\n\n{granted()}\n\nElm CT PD, Oak MN PD\n\n"
    found = seen(f"{page}Organizations outside the state of Alder have no access.\n")
    assert names(found) == ["Elm CT PD", "Oak MN PD"]
    assert any("have no access.' is no agency's name" in note for note in found.notes)


def test_marked_names_are_listed_and_inactive() -> None:
    listed = "Birch CA PD [Inactive], Decommissioned Org, Elm CT PD"
    found = seen(text(blocks(**{granted(): listed})))
    assert [share.status for share in found.shares] == [
        RowStatus.INACTIVE,
        RowStatus.INACTIVE,
        RowStatus.ACTIVE,
    ]


@pytest.mark.parametrize(
    "said", ["See the city's website.", "https://alder.example/list", "90", "x" * 161]
)
def test_what_is_no_name_is_said_and_no_recipient(said: str) -> None:
    found = seen(text(blocks(**{granted(): f"Birch CA PD, {said}"})))
    kept = names(found)
    assert kept[0] == "Birch CA PD"
    assert len(kept) == 1 or said == "See the city's website."
    assert len(kept) == 2 or any("is no agency's name" in note for note in found.notes)


@pytest.mark.parametrize(
    ("heading", "said", "period"),
    [
        ("Data retention (in days)", "30 days", Duration(30, "day")),
        ("Data retention (in days)", "30", Duration(30, "day")),
        ("Data Retention for Flock Devices", "30 days", Duration(30, "day")),
        ("Data Retention", "1 year", Duration(1, "year")),
        ("Data Retention", "The number of days data is retained.\n\n1,000", Duration(1000, "day")),
        ("Data Retention", "30", None),
        ("Data retention (in days)", "0", None),
        ("Data retention (in days)", "up to 30 days, longer for evidence", None),
        ("Data retention (in days)", "unlimited", None),
    ],
)
def test_a_retention_is_a_number_and_a_unit_or_unknown(
    heading: str, said: str, period: Duration | None
) -> None:
    changed = {"Data retention (in days)": None, heading: said}
    found = seen(text(blocks(**changed)))
    assert found.retention == period
    assert (period is None) == any("no period is read" in note for note in found.notes)


def test_two_retentions_are_none() -> None:
    found = seen(text(blocks(**{"Data Retention": "21 days"})))
    assert found.retention is None
    assert any("more than one retention" in note for note in found.notes)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("Tue Apr 28 2026", dt.date(2026, 4, 28)),
        ("April 28, 2026", dt.date(2026, 4, 28)),
        ("2026-04-28", dt.date(2026, 4, 28)),
        ("Wed Apr 28 2026", None),
        ("Feb 30 2026", None),
        ("yesterday", None),
    ],
)
def test_the_day_is_the_pages_own_or_unknown(said: str, day: dt.date | None) -> None:
    found = seen(text(blocks(), updated=said))
    assert found.reported == day
    assert (day is None) == any("which is no day" in note for note in found.notes)


def test_a_page_that_calls_its_agency_two_names_says_so() -> None:
    found = seen(text(blocks(), agency="Willow XX PD"))
    assert found.owner == AGENCY
    assert "the page calls its agency 'Alder XX PD' and 'Willow XX PD'" in found.notes


def test_an_agency_may_be_known_by_its_address_alone() -> None:
    found = seen(scraped(crawled_name=None, crawled_slug="-alder-xx-pd"))
    assert found.owner == "alder-xx-pd"
    assert "the agency is known only by the page's address, '-alder-xx-pd'" in found.notes


def test_a_portal_in_words_and_as_a_neutral_csv(snapshot: Callable[[str, str], None]) -> None:
    page = text(
        {
            **POLICIES,
            granted(): "Birch CA PD [Inactive], University of California, Berkeley, =Cedar CT PD",
            "Organizations sharing their data with Alder XX PD": "None",
            "Search Specifics": "Filtered out of some searches.",
            "Partners Abroad": "Maple Leaf Constabulary",
            "Data retention (in days)": "a while",
        },
        updated="lately",
    )
    found = seen(page)
    claims = [
        f"{one.subject}: {one.heading}: {list(map(str, one.purposes))}" for one in found.claims
    ]
    lines = [*(f"note: {note}" for note in found.notes), *claims, *(map(str, _places(found)))]
    snapshot("portal.txt", "\n".join([*lines, ""]))
    snapshot("portal.csv", write(found))


def _places(found: Observation) -> list[object]:
    return [share.where for share in found.shares]


REFUSED = {
    "no JSON": (b'{"crawled_slug": "x", }', "line 1, column 23: this is not JSON"),
    "a key twice": (b'{"crawled_slug": "x", "crawled_slug": "y"}', "'crawled_slug' stands twice"),
    "a list that is none": (scraped(sharing_outbound="Birch"), "sharing_outbound is no list"),
    "a name that is none": (scraped(sharing_outbound=[1]), "sharing_outbound is no list"),
    "a text that is none": (scraped(prohibited_uses=3), "prohibited_uses is int, no text"),
    "a retention that is none": (scraped(data_retention_days="30"), "no whole number"),
    "a retention that is yes": (scraped(data_retention_days=True), "no whole number"),
    "a day that is none": (scraped(archived_date="April"), "is no day"),
    "deep JSON": (b'{"crawled_slug": ' + b"[" * 100_000, "this is not JSON"),
    "a page without headings": (
        b"<html><title>Flock Transparency Portal</title><p>moved</p></html>",
        "no heading of a transparency portal",
    ),
    "Latin-1": ("Transparency Portal\n\nUsage\n\nCaf\xe9".encode("latin-1"), "is not UTF-8"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_file_that_is_not_as_due_is_refused_with_its_place(case: str) -> None:
    raw, message = REFUSED[case]
    with pytest.raises(ExportError) as caught:
        seen(raw)
    assert str(caught.value).startswith("portal")
    assert message in str(caught.value)
    assert caught.value.hint


def test_a_key_that_a_scraper_adds_is_said() -> None:
    assert "the key 'shares_with' is not known; not read" in seen(scraped(shares_with=["a"])).notes


@given(st.text(max_size=400))
@settings(max_examples=examples(60), deadline=None)
def test_any_text_is_read_or_refused(noise: str) -> None:
    for page in (noise, f"Transparency Portal\n\n{granted()}\n\n{noise}", f"<html>{noise}"):
        try:
            raw = page.encode("utf-8", "surrogatepass")
            assert isinstance(observe("p", raw, format="flock-portal"), Observation)
        except ExportError:
            continue


WORDS = st.sampled_from(["Ash", "Beech", "Cal Fire", "Elm CT PD", "Oak County MN SO", "Yew (TX)"])


@given(st.lists(WORDS, min_size=1, max_size=12, unique=True))
@settings(max_examples=examples(40), deadline=None)
def test_text_page_and_scraper_give_the_same_names(listed: list[str]) -> None:
    of = blocks(**{granted(): ", ".join(listed)})
    made = [seen(text(of)), seen(html(of)), seen(html(of, table=True))]
    made.append(seen(scraped(sharing_outbound=listed)))
    assert [names(one) for one in made] == [listed] * 4


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=5), st.lists))
@settings(max_examples=examples(60), deadline=None)
def test_any_value_in_a_scrapers_file_is_read_or_refused(value: object) -> None:
    for key in ("crawled_slug", "sharing_outbound", "data_retention_days", "archived_date"):
        try:
            assert isinstance(
                seen(json.dumps({"crawled_slug": "x", key: value}).encode()), Observation
            )
        except ExportError:
            continue
