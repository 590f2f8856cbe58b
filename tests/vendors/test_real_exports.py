"""Exports as vendors really wrote them, against our own earlier reading of the same files."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import pytest

from lprpolicy.model.observation import Completeness, Direction, Observation
from lprpolicy.model.vocabulary import Data, Tri
from lprpolicy.vendors import observe

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
