"""Exports as vendors really wrote them, against our own earlier reading of the same files."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import pytest

from lprpolicy.model.durations import Duration
from lprpolicy.model.observation import ClaimSubject, Completeness, Direction, Observation
from lprpolicy.model.words import Data, Purpose, Tri
from lprpolicy.vendors import observe
from lprpolicy.vendors.neutral_rows import write

pytestmark = pytest.mark.real
REPORTS = {
    "ocso_2020-02-06": (dt.date(2020, 2, 6), 295, 311, 29),
    "ocso_2022-11-18": (dt.date(2022, 11, 18), 287, 466, 38),
}
SECTIONS = {
    "detections_shared": (Direction.OUTBOUND, Data.READS),
    "detections_received": (Direction.INBOUND, Data.READS),
    "hot_list_received": (Direction.INBOUND, Data.HOT_LISTS),
}


def read(path: Path) -> Observation:
    return observe(path.name, path.read_bytes())


@pytest.mark.parametrize("name", REPORTS)
def test_a_learn_report_is_read_whole(real_data: Path, name: str) -> None:
    day, shared, received, hot = REPORTS[name]
    path = real_data / "learn" / f"{name}.pdf"
    seen = read(path)
    assert (seen.owner, seen.reported) == ("Orange County Sheriffs Department", day)
    assert seen.completeness is Completeness.COMPLETE
    with path.with_suffix(".csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    for (section, (direction, kind)), count in zip(
        SECTIONS.items(), (shared, received, hot), strict=True
    ):
        found = {
            share.raw: share
            for share in seen.shares
            if share.direction is direction and share.data[kind] is Tri.YES
        }
        due = [row for row in rows if row["section"] == section]
        assert len(found) == len(due) == count
        assert set(found) == {row["agency"] for row in due}
        for row in due:
            share = found[row["agency"]]
            if kind is Data.READS:
                assert share.where.page == int(row["page"])
            else:
                assert share.hot_lists == (row["hot_list"],)
            if row["state"]:
                assert (share.state, share.city) == (f"us-{row['state'].lower()}", row["city"])


def test_the_received_table_settles_most_shared_states(real_data: Path) -> None:
    seen = read(real_data / "learn" / "ocso_2022-11-18.pdf")
    states = {share.raw: share.state for share in seen.outbound()}
    assert states["Norwalk Police Department"] == "us-ct"
    assert sum(state is not None for state in states.values()) == 242


def test_a_flock_list_has_its_shares_both_ways(real_data: Path) -> None:
    seen = read(real_data / "flock" / "sharednetworks" / "okaloosa-county-fl-so_undated.csv")
    assert len(seen.outbound()) == 536
    assert len(seen.shares) - len(seen.outbound()) == 655


@pytest.mark.parametrize(
    "path",
    [
        *(f"learn/{name}.pdf" for name in REPORTS),
        "flock/sharednetworks/okaloosa-county-fl-so_undated.csv",
    ],
)
def test_what_no_export_prints_is_unknown(real_data: Path, path: str) -> None:
    seen = read(real_data / path)
    assert set(seen.lookups.values()) == {Tri.UNKNOWN}
    assert seen.retention is None
    for share in seen.shares:
        assert Tri.NO not in share.data.values()
        assert {share.data[kind] for kind in Data if kind not in (Data.READS, Data.HOT_LISTS)} == {
            Tri.UNKNOWN
        }
        assert share.since is None


PORTALS = {
    "el-cajon-pd-ca": [(684, 0), (683, 0), (683, 0)],
    "ncric": [(318, 0), (318, 0), (319, 0), (319, 0), (319, 0)],
    "san-mateo-ca-pd": [(279, 0)] * 5,
    "vallejo-ca-pd": [(281, 317), (281, 318), (276, 317), (65, 317)],
}


@pytest.mark.parametrize("slug", PORTALS)
def test_weeks_of_a_portal_are_read_name_by_name(real_data: Path, slug: str) -> None:
    weeks = [read(path) for path in sorted((real_data / "flock" / "portals" / slug).glob("*.json"))]
    counts = [(len(one.outbound()), len(one.shares) - len(one.outbound())) for one in weeks]
    assert counts == PORTALS[slug]
    for one in weeks:
        assert one.completeness is Completeness.LOWER_BOUND
        assert one.retention == Duration(30, "day")
        assert any(share.raw == "University of California, Berkeley" for share in one.outbound())
        prohibited = {
            purpose
            for claim in one.claims
            if claim.subject is ClaimSubject.PROHIBITED_USES
            for purpose in claim.purposes
        }
        assert (Purpose.IMMIGRATION_ENFORCEMENT in prohibited) == (slug != "ncric")


@pytest.mark.parametrize("slug", PORTALS)
def test_the_text_of_a_portal_says_what_its_scraper_says(real_data: Path, slug: str) -> None:
    (path,) = (real_data / "flock" / "portals" / "raw").glob(f"{slug}_*.txt")
    day = path.stem.rpartition("_")[2]
    shown, scraped = read(path), read(real_data / "flock" / "portals" / slug / f"{day}.json")
    listed = [[(share.direction, share.raw) for share in one.shares] for one in (shown, scraped)]
    assert listed[0] == listed[1]
    assert shown.retention == scraped.retention
    assert shown.reported is not None
    assert scraped.reported is not None
    assert (scraped.reported - shown.reported).days in (0, 1)
    assert not any("is not known" in note or "may be the rest" in note for note in shown.notes)


def test_the_pending_requests_ask_and_let_nobody_in(real_data: Path) -> None:
    seen = read(real_data / "flock" / "share-requests" / "pending_requests.csv")
    assert (len(seen.pending_requests()), seen.outbound()) == (47, ())
    counts = {kind: sum(one.data[kind] is Tri.YES for one in seen.shares) for kind in Data}
    assert counts == {
        Data.READS: 46,
        Data.HOT_LISTS: 38,
        Data.IMAGES: 19,
        Data.LIVE_ALERTS: 0,
        Data.LIVE_VIDEO: 19,
    }
    assert sum("'Analytics'" in note for note in seen.notes) == 6


def test_every_real_export_can_be_carried_in_a_neutral_csv(real_data: Path) -> None:
    flock = real_data / "flock"
    paths = [*flock.glob("portals/**/*.*"), *flock.glob("sharednetworks/*.csv")]
    for path in (
        *paths,
        *flock.glob("share-requests/*.csv"),
        real_data / "learn/ocso_2022-11-18.pdf",
    ):
        seen = read(path)
        text = write(seen)
        again = observe("neutral.csv", text.encode())
        assert [share.raw for share in again.shares] == [share.raw for share in seen.shares]
        assert write(again) == text
