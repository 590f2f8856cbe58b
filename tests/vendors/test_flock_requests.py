"""Pending share requests: what is asked for, by whom, and that nobody is let in by asking."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lprpolicy.errors import ExportError
from lprpolicy.model.observation import Completeness, Observation
from lprpolicy.model.words import Data, RowStatus, Tri
from lprpolicy.repository.directories import near
from lprpolicy.tasks.import_ import draft
from lprpolicy.vendors import observe
from tests.limits import examples

HEADER = "Organization,Request Date,Permissions"


def seen(*rows: str, header: str = HEADER) -> Observation:
    return observe("requests.csv", "\n".join([header, *rows]).encode())


def asked(permissions: str) -> set[Data]:
    (share,) = seen(f'Birch CA PD,2026-04-01,"{permissions}"').shares
    assert Tri.NO not in share.data.values()
    return {kind for kind, said in share.data.items() if said is Tri.YES}


def test_a_request_is_pending_and_lets_nobody_in() -> None:
    found = seen("Birch CA PD,2026-04-01,Search")
    assert [share.status for share in found.shares] == [RowStatus.PENDING]
    assert (found.outbound(), found.pending_requests()) == ((), found.shares)
    assert found.completeness is Completeness.LOWER_BOUND
    assert found.shares[0].since == dt.date(2026, 4, 1)
    assert "whether a request has been answered since is not in it" in found.notes


def test_requests_are_not_imported_as_a_policy(tmp_path: Path) -> None:
    export = tmp_path / "requests.csv"
    export.write_text(f"{HEADER}\nBirch CA PD,2026-04-01,Search\n")
    with pytest.raises(ExportError, match="lists requests to share, and nobody who is let in"):
        draft(
            observe("requests.csv", export.read_bytes()),
            "us-ct/x-pd",
            near((), tmp_path),
            schema="s",
        )


@pytest.mark.parametrize(
    ("permissions", "data"),
    [
        ("Search", {Data.READS}),
        ("Search, Hot List", {Data.READS, Data.HOT_LISTS}),
        ("VMS", {Data.IMAGES}),
        ("VMS Historical, VMS Download", {Data.IMAGES}),
        ("VMS Go-Live", {Data.LIVE_VIDEO}),
        ("vms go live", {Data.LIVE_VIDEO}),
        ("Analytics", set()),
        ("", set()),
    ],
)
def test_permissions_ask_for_data(permissions: str, data: set[Data]) -> None:
    assert asked(permissions) == data


@pytest.mark.parametrize(
    ("permissions", "note"),
    [
        ("Search, Analytics", "row 2: what the permission 'Analytics' opens is not documented"),
        ("Search, Drones", "row 2: what the permission 'Drones' means is not known"),
        ("", "row 2: no permission is named, so what is asked for is unknown"),
    ],
)
def test_what_is_not_understood_is_said(permissions: str, note: str) -> None:
    assert note in seen(f'Birch CA PD,2026-04-01,"{permissions}"').notes


def test_who_asks_twice_is_said() -> None:
    found = seen("Ay PD,2026-04-01,Search", "Bee PD,2026-04-01,Search", "Ay PD,2026-05-01,Search")
    assert len(found.shares) == 3
    assert "'Ay PD' asks in rows 2, 4" in found.notes


def test_the_last_e_mail_is_the_day_of_the_list() -> None:
    found = seen(
        "2026-04-02T08:00:00Z,Ay PD,2026-04-01,Search",
        "2026-05-02T08:00:00Z,Bee PD,,Search",
        header="email_date_utc,organization,request_date,permissions",
    )
    assert found.reported == dt.date(2026, 5, 2)
    assert found.shares[1].since is None
    assert "the requests are from e-mails of 2 days: 2026-04-02 to 2026-05-02" in found.notes


REFUSED = {
    "a missing column": (["Ay,2026-04-01"], "Organization,Request Date", "there is no column"),
    "a blank name": ([" ,2026-04-01,Search"], HEADER, "row 2, column 1: the organization is blank"),
    "no day": (["Ay,soon,Search"], HEADER, "row 2, column 2: 'soon' is no day"),
    "bare commas": (["Ay,2026-04-01,Search,Hot List"], HEADER, "the row has 4 cells"),
    "no time": (["Ay,,x,x"], f"{HEADER},email_date_utc", "'x' is no time"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_list_that_is_not_as_due_is_refused_with_its_place(case: str) -> None:
    rows, header, message = REFUSED[case]
    with pytest.raises(ExportError) as caught:
        seen(*rows, header=header)
    assert message in str(caught.value)
    assert caught.value.hint


@given(st.text(max_size=200))
@settings(max_examples=examples(80), deadline=None)
def test_any_text_is_read_or_refused(noise: str) -> None:
    try:
        raw = f"{HEADER}\n{noise}".encode("utf-8", "surrogatepass")
        assert isinstance(observe("r.csv", raw, format="flock-requests"), Observation)
    except ExportError:
        return
