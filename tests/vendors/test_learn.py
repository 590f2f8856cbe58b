"""The LEARN sharing report: its layout, its sections, and what it does not say."""

from __future__ import annotations

import contextlib
import datetime as dt
import string

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from lprpolicy.errors import ExportError
from lprpolicy.model.observation import Completeness, Direction, Observation, Share
from lprpolicy.model.words import Data, RowStatus, Tri, Vendor
from lprpolicy.vendors import observe
from tests.limits import examples
from tests.vendors.learn_report import NONE, OWNER, Draft, whole, wrapped
from tests.vendors.pdf_writer import Page, pdf, width

LONG = "Westchester and Somewhere County District Attorneys Office (NY)"


def read(draft: Draft) -> Observation:
    return observe("report.pdf", pdf(draft.done()))


def outbound(seen: Observation) -> list[str]:
    return [share.raw for share in seen.outbound()]


def inbound(seen: Observation) -> list[Share]:
    return [share for share in seen.shares if share.direction is Direction.INBOUND]


def test_a_whole_report_says_whose_it_is_and_of_which_day() -> None:
    seen = read(whole())
    assert seen.vendor is Vendor.MOTOROLA_LEARN
    assert (seen.owner, seen.reported) == (OWNER, dt.date(2026, 10, 2))
    assert seen.completeness is Completeness.COMPLETE


@pytest.mark.parametrize(("x", "top"), [(900, 100), (-300, 100), (100, 900), (100, -40)])
def test_text_beyond_the_edges_of_a_page_is_no_agency(x: float, top: float) -> None:
    names = ["Ex Police Department", "Why Police Department"]
    (made := whole(shared=names)).pages[0].text(x, top, "Hidden Police Department")
    seen = read(made)
    assert (outbound(seen), seen.owner) == (names, OWNER)
    assert any("text beyond its edges" in note for note in seen.notes)


def test_names_are_read_across_then_down() -> None:
    names = ["Ay PD", "Bee PD", "Cee PD", "Dee PD", "Ee PD"]
    assert outbound(read(whole(shared=names))) == names


def test_a_name_that_wraps_in_either_column_is_one_name() -> None:
    names = [LONG, "Bee PD", "Cee PD", LONG + " West", "Ee PD", "Eff PD"]
    assert outbound(read(whole(shared=names))) == names


def test_a_row_that_wraps_in_both_columns_is_one_row() -> None:
    assert outbound(read(whole(shared=[LONG, f"{LONG} East"]))) == [LONG, f"{LONG} East"]


def test_one_name_alone_that_wraps_is_one_name() -> None:
    assert outbound(read(whole(shared=[LONG]))) == [LONG]


def test_a_word_broken_at_its_hyphen_is_joined_again() -> None:
    draft = Draft()
    draft.shared(["Ay PD", "Bee PD"])
    draft.pages[-1].text(draft.left, draft.top, "Athens-")
    draft.pages[-1].text(draft.left, draft.top + 16.5, "Clarke Police Department")
    assert outbound(read(draft)) == ["Ay PD", "Bee PD", "Athens-Clarke Police Department"]


def test_cells_that_touch_are_two_names() -> None:
    wide = "Sacramento County District Attorneys (CA)"
    names = ["Ay PD", "Bee PD", wide, "Riverside County Sheriff", "Ee PD", "Eff PD"]
    seen = read(whole(shared=names, right=67.5 + width(wide, 11)))
    assert outbound(seen) == names


@pytest.mark.parametrize(("left", "right"), [(20, 250), (67.5, 367.3), (90, 310)])
def test_columns_may_stand_anywhere(left: float, right: float) -> None:
    assert outbound(read(whole(shared=[LONG, *"ABCD"], left=left, right=right))) == [LONG, *"ABCD"]


def test_a_name_that_is_cut_by_the_end_of_a_page_is_one_name() -> None:
    draft = Draft()
    draft.shared(["Ay PD", "Bee Police Department"])
    draft.pages.append(Page())
    draft.pages[-1].centred(297, 9, "Agency", size=20)
    draft.pages[-1].centred(297, 33, "Data Sharing Report", size=16)
    draft.pages[-1].text(draft.right, 78, "West (CA)")
    draft.pages[-1].text(draft.left, 105, "Cee PD")
    assert outbound(read(draft)) == ["Ay PD", "Bee Police Department West (CA)", "Cee PD"]


def test_the_received_table_gives_city_and_state() -> None:
    rows = [
        ("Norwalk Police Department", "Norwalk", "CT"),
        ("United States Example Service", "1938 Saturn St.", "ca"),
        ("L6A UbiHub Demo", "N/A", "N/A"),
        (LONG + " of Long Island and More", "North Hempstead Village Hall", "NY"),
        ("Ee PD", "Ee", "TX"),
    ]
    seen = read(whole(received=rows))
    found = [(share.raw, share.city, share.state) for share in inbound(seen)]
    assert found == [
        ("Norwalk Police Department", "Norwalk", "us-ct"),
        ("United States Example Service", "1938 Saturn St.", "us-ca"),
        ("L6A UbiHub Demo", None, None),
        (LONG + " of Long Island and More", "North Hempstead Village Hall", "us-ny"),
        ("Ee PD", "Ee", "us-tx"),
    ]


def test_a_state_that_is_none_stays_unknown_and_is_noted() -> None:
    seen = read(whole(received=[("Ay PD", "Ay", "CT"), ("Bee PD", "Bee", "QQ")]))
    assert [share.state for share in inbound(seen)] == ["us-ct", None]
    assert any("'QQ'" in note for note in seen.notes)


def test_the_older_report_lists_received_names_in_two_columns() -> None:
    draft = Draft()
    draft.shared(["Ay PD", "Bee PD"])
    draft.received(["Zed PD", "Cee PD", "Ay PD"])
    seen = read(draft)
    assert outbound(seen) == ["Ay PD", "Bee PD"]
    assert [share.raw for share in inbound(seen)] == ["Zed PD", "Cee PD", "Ay PD"]


def test_the_received_row_of_the_same_name_settles_the_state_of_a_shared_one() -> None:
    seen = read(whole(shared=["Norwalk PD", "Bee PD"], received=[("Norwalk PD", "Norwalk", "CT")]))
    norwalk, bee = seen.outbound()
    assert norwalk.state == "us-ct"
    assert norwalk.state_from == inbound(seen)[0].where
    assert (bee.state, bee.state_from) == (None, None)


def test_a_name_in_two_states_settles_nothing() -> None:
    rows = [("Brentwood PD", "Brentwood", "CA"), ("Brentwood PD", "Brentwood", "MO")]
    seen = read(whole(shared=["Brentwood PD"], received=rows))
    assert seen.outbound()[0].state is None
    assert [share.state for share in inbound(seen)] == ["us-ca", "us-mo"]
    assert any("different states" in note for note in seen.notes)


def test_hot_lists_join_the_detections_row_of_the_same_name() -> None:
    seen = read(whole(shared=["Ay PD", "Bee PD"], hot_sharing=[("Bee PD", "BEE MASTER")]))
    ay, bee = seen.outbound()
    assert (ay.hot_lists, ay.data[Data.HOT_LISTS]) == ((), Tri.UNKNOWN)
    assert (bee.hot_lists, bee.data[Data.HOT_LISTS]) == (("BEE MASTER",), Tri.YES)
    assert bee.data[Data.READS] is Tri.YES


def test_a_hot_list_without_a_detections_row_is_a_share_of_its_own() -> None:
    seen = read(whole(hot_received=[("Bee PD", "HSI MASTER"), (LONG, "LEARN_" + LONG)]))
    _, bee, long = inbound(seen)
    assert (bee.raw, bee.hot_lists, bee.data[Data.READS]) == ("Bee PD", ("HSI MASTER",), "unknown")
    assert (long.raw, long.hot_lists) == (LONG, ("LEARN_" + LONG,))


def test_several_hot_lists_of_one_agency_are_kept_together() -> None:
    seen = read(whole(hot_sharing=[("Bee PD", "One"), ("Bee PD", "Two"), ("Cee PD", "Three")]))
    assert [share.hot_lists for share in seen.outbound()[1:]] == [("One", "Two"), ("Three",)]


def test_none_is_a_value_and_no_agency() -> None:
    seen = read(whole(shared=NONE))
    assert seen.outbound() == ()
    assert seen.completeness is Completeness.COMPLETE
    assert "page 1: Detections Shared says None: it is empty, and known to be" in seen.notes


def test_what_the_report_does_not_print_is_unknown() -> None:
    seen = read(whole(shared=["Ay PD"], hot_sharing=[("Ay PD", "List")]))
    for share in seen.shares:
        for kind in (Data.IMAGES, Data.LIVE_ALERTS, Data.LIVE_VIDEO):
            assert share.data[kind] is Tri.UNKNOWN
        assert set(share.data) == set(Data)
        assert (share.since, share.networks) == (None, None)
    assert set(seen.lookups.values()) == {Tri.UNKNOWN}
    assert seen.retention is None


def test_an_inactive_row_is_listed_and_marked() -> None:
    seen = read(whole(shared=["Inactive Ay PD", "Bee PD"]))
    assert [(share.raw, share.status) for share in seen.outbound()] == [
        ("Inactive Ay PD", RowStatus.INACTIVE),
        ("Bee PD", RowStatus.ACTIVE),
    ]


def test_a_missing_section_is_unknown_and_not_empty() -> None:
    draft = Draft()
    draft.shared(["Ay PD"])
    seen = read(draft)
    assert seen.completeness is Completeness.LOWER_BOUND
    assert "the section Hot List Sharing is missing, so what it would say is unknown" in seen.notes


def test_a_missing_page_makes_a_lower_bound() -> None:
    pages = whole(shared=[f"Agency {n} PD" for n in range(150)]).done()
    seen = observe("report.pdf", pdf([*pages[:1], *pages[2:]]))
    assert seen.completeness is Completeness.LOWER_BOUND
    assert f"page 2 of {len(pages)} is missing" in seen.notes


def test_without_its_first_page_a_report_is_refused() -> None:
    pages = whole(shared=[f"Agency {n} PD" for n in range(150)]).done()
    with pytest.raises(ExportError, match=r"page 1 of \d is missing"):
        observe("report.pdf", pdf(pages[1:]))


def test_pages_in_another_order_are_put_right() -> None:
    names = [f"Agency {n} PD" for n in range(150)]
    first, second, third, *rest = whole(shared=names).done()
    assert outbound(observe("report.pdf", pdf([first, third, second, *rest]))) == names


def test_the_cut_end_of_a_report_is_noticed() -> None:
    pages = whole(shared=[f"Agency {n} PD" for n in range(150)]).done()
    assert observe("r.pdf", pdf(pages[:2])).completeness is Completeness.LOWER_BOUND


def test_two_reports_in_one_file_are_refused() -> None:
    one, other = whole().done(), whole(day="10-03-26").done()
    with pytest.raises(ExportError, match="different days: 2026-10-02, 2026-10-03"):
        observe("report.pdf", pdf([*one, *other]))


def test_a_long_owner_wraps_its_sentence() -> None:
    owner = "Metropolitan Commission of Police and Public Safety of the Greater Ex Valley Region"
    seen = read(whole(owner=owner))
    assert seen.owner == owner
    assert outbound(seen) == ["Ex Police Department"]


def test_an_unknown_section_is_not_read_as_the_one_above() -> None:
    draft = Draft()
    draft.shared(["Ay PD", "Bee PD", "Cee PD", "Dee PD"])
    draft.heading("Stakeout Shared", "Sharing its Stakeout data with")
    draft.names(["Spy PD"])
    seen = read(draft)
    assert "Spy PD" not in outbound(seen)
    assert any("'Stakeout Shared' that is not known" in note for note in seen.notes)


def test_an_empty_cell_in_the_middle_is_a_sign_of_lost_text() -> None:
    draft = whole(shared=["Ay PD", "Bee PD", "Cee PD", "Dee PD"])
    page = draft.pages[0]
    page.drawn = [one for one in page.drawn if "Bee PD" not in one]
    seen = read(draft)
    assert seen.completeness is Completeness.LOWER_BOUND
    assert any("1 row has an empty cell" in note for note in seen.notes)


def test_a_blank_where_a_row_was_taken_out_makes_a_lower_bound() -> None:
    draft = whole(shared=[f"Agency {n} PD" for n in range(20)])
    page = draft.pages[0]
    page.drawn = [one for one in page.drawn if "Agency 8 " not in one and "Agency 9 " not in one]
    seen = read(draft)
    assert seen.completeness is Completeness.LOWER_BOUND
    assert any("a blank where a row could stand, under 'Agency 6 PD" in note for note in seen.notes)


class TestScans:
    def test_invisible_text_over_a_picture_is_a_scan(self) -> None:
        pages = whole().done()
        for page in pages:
            page.drawn = [one.replace(" 0 Tr ", " 3 Tr ") for one in page.drawn]
        seen = observe("scan.pdf", pdf(pages))
        assert seen.completeness is Completeness.OCR
        assert seen.notes[0].startswith("read off a scan")

    def test_pictures_by_another_program_are_a_scan(self) -> None:
        seen = observe("scan.pdf", pdf(whole().done(), producer="Some Copier 300"))
        assert seen.completeness is Completeness.OCR

    def test_the_vendors_own_picture_is_no_scan(self) -> None:
        assert read(whole()).completeness is Completeness.COMPLETE

    def test_without_a_picture_another_program_is_no_scan(self) -> None:
        pages = whole().done()
        for page in pages:
            page.picture = False
        seen = observe("printed.pdf", pdf(pages, producer="Print To PDF"))
        assert seen.completeness is Completeness.COMPLETE

    def test_a_garbled_page_number_is_a_scan(self) -> None:
        pages = whole().done()
        pages[0].drawn = [one.replace("Page 1 of ", "Page lof") for one in pages[0].drawn]
        assert observe("scan.pdf", pdf(pages)).completeness is Completeness.OCR

    def test_a_heading_with_a_wrong_letter_is_still_a_heading(self) -> None:
        pages = whole().done()
        for page in pages:
            page.drawn = [
                one.replace("Detections Shared", "Detectlons Shared") for one in page.drawn
            ]
        seen = observe("scan.pdf", pdf(pages, producer="Tesseract"))
        assert outbound(seen) == ["Ex Police Department"]

    def test_a_pdf_without_text_is_refused(self) -> None:
        with pytest.raises(ExportError, match="no text on its 2 pages"):
            observe("scan.pdf", pdf([Page(), Page()]))


class TestDamage:
    def test_another_pdf_is_refused(self) -> None:
        page = Page()
        page.text(50, 50, "Minutes of the council")
        with pytest.raises(ExportError, match="not an Agency Data Sharing Report"):
            observe("minutes.pdf", pdf([page]))

    def test_an_encrypted_pdf_is_refused(self) -> None:
        with pytest.raises(ExportError, match="encrypted"):
            observe("report.pdf", pdf(whole().done(), encrypted=True))

    def test_text_named_pdf_is_refused(self) -> None:
        with pytest.raises(ExportError, match="not an export"):
            observe("report.pdf", b"random")
        with pytest.raises(ExportError, match="is not a PDF"):
            observe("report.pdf", b"random", format="learn")

    def test_contents_that_are_cut_off_are_not_taken_for_a_short_list(self) -> None:
        raw = bytearray(pdf(whole(shared=[f"Agency {n} PD" for n in range(40)]).done()))
        start = raw.index(b"/FlateDecode")
        end = raw.index(b"\nendstream", start)
        raw[end - 60 : end] = b"\n" * 60
        with pytest.raises(ExportError, match="page 1: what is printed on it is damaged"):
            observe("report.pdf", bytes(raw))

    @given(st.binary(max_size=400))
    @settings(max_examples=examples(80), deadline=None)
    def test_any_bytes_are_read_or_refused(self, noise: bytes) -> None:
        _survives(b"%PDF-1.7\n" + noise)

    @given(st.data())
    @settings(max_examples=examples(150), deadline=None)
    def test_a_damaged_report_is_an_observation_or_an_export_error(
        self, data: st.DataObject
    ) -> None:
        raw = bytearray(SAMPLE)
        at = data.draw(st.integers(0, len(raw) - 1))
        raw[at : at + 40] = data.draw(st.binary(min_size=0, max_size=40))
        _survives(bytes(raw))

    @given(st.integers(0, 4000))
    @settings(max_examples=examples(60), deadline=None)
    def test_a_cut_report_is_read_or_refused(self, at: int) -> None:
        _survives(SAMPLE[:at])


SAMPLE = pdf(whole(shared=["Ay PD", LONG, "Cee PD"]).done())


def _survives(raw: bytes) -> None:
    with contextlib.suppress(ExportError):
        assert isinstance(observe("report.pdf", raw, format="learn"), Observation)


WORDS = st.text(string.ascii_letters + string.digits + "&.'/()", min_size=1, max_size=10)
NAMES = st.builds(
    lambda first, rest: " ".join((first, *rest)),
    st.text(string.ascii_uppercase, min_size=2, max_size=10),
    st.lists(WORDS, max_size=3),
).filter(lambda name: name.casefold() != "none")


@given(
    st.lists(NAMES, min_size=1, max_size=70),
    st.floats(15, 90),
    st.floats(200, 280),
    st.floats(22, 40),
)
@settings(max_examples=examples(40), deadline=None)
def test_any_names_in_two_columns_read_back(
    names: list[str], left: float, gap: float, pitch: float
) -> None:
    assume(
        len(names) == 1 or any(width(wrapped(one, gap)[0], 11) < gap - 15 for one in names[:-1:2])
    )
    seen = read(whole(shared=names, left=left, right=left + gap, pitch=pitch))
    assert outbound(seen) == names
    assert seen.completeness is Completeness.COMPLETE


@given(st.lists(st.tuples(NAMES, NAMES, st.sampled_from(["CT", "NY", "N/A"])), min_size=1))
@example([("AA", "AAAAAAAAAA 000000000 0AAAAAAAAA 000000000", "CT")])  # one row of four lines
@settings(max_examples=examples(25), deadline=None)
def test_any_table_reads_back(rows: list[tuple[str, str, str]]) -> None:
    found = inbound(read(whole(received=rows)))
    assert [share.raw for share in found] == [row[0] for row in rows]
    assert [share.state for share in found] == [
        None if row[2] == "N/A" else f"us-{row[2].lower()}" for row in rows
    ]
