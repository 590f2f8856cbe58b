"""DuckDB and the standard library make the same groups file, byte for byte."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from lprpolicy.audit.groups_file import to_json
from lprpolicy.evaluate.searches.opening import LogOptions, group_logs
from tests.audit.logs import ORGANIZATION, changed, text

pytest.importorskip("duckdb", reason="the extra `audit` is not installed")
from lprpolicy.evaluate.searches import duckdb_engine

EASTERN = {"zone": "America/New_York", "state": "us-ct", "own": True}


def both(raw: bytes) -> tuple[str, str, bool]:
    """The groups file of each engine, and whether DuckDB itself read the log."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "log.csv"
        path.write_bytes(raw)
        plain, _ = group_logs([path], LogOptions(**EASTERN))  # type: ignore[arg-type]  # fields
        counted = group_logs([path], LogOptions(**EASTERN, duckdb=True))[0]  # type: ignore[arg-type]
        begun = duckdb_engine._begin(path, 1 << 30, ())
    return to_json(plain), to_json(counted), begun is not None


WINDOW = "10/01/2026, 09:00:00 AM UTC\n10/03/2026, 10:00:00 AM UTC"
ROWS = st.lists(
    st.builds(
        changed,
        ID=st.sampled_from(["e1", "e2", "", "***", "000-01"]),
        Name=st.sampled_from(["U. One", "u1", "***", " u1 ", ""]),
        OrgName=st.sampled_from(["Elm CT PD", " Elm  CT PD", "Oak NY PD", ""]),
        LicensePlate=st.sampled_from(["AAA1", "aaa1", "A*", "***", "[x]1", ""]),
        Reason=st.sampled_from(
            ["theft", "ICE", "", "***", 'a "quoted", thing', "two\nlines", "26-104", "élan", "0"]
        ),
        Case=st.sampled_from(["26-101", "00-000", "", "REDACTED", "12345"]),
        SearchTime=st.sampled_from(
            [
                "11/01/2026, 05:30:07 AM UTC",
                "11/01/2026, 06:30:59 AM UTC",
                "2026-03-08T07:00:01.000Z",
                "2026-03-08 02:30:00",
                "10/02/2026, 5:30 PM",
            ]
        ),
        TimeFrame=st.sampled_from([WINDOW, "", "last week", WINDOW.replace("\n", " to "), "x\ny"]),
        TotalNetworksSearched=st.sampled_from(["1", "0", "1,204", "——", ""]),
        SearchType=st.sampled_from(["search", "lookup", "Lookup - Mobile", ""]),
    ),
    min_size=1,
    max_size=12,
)


@settings(max_examples=25)
@given(ROWS)
@example([changed()])
@example([changed(ID=f"e{n}") for n in range(25)])
@example([changed(), changed()])
def test_both_engines_make_the_same_bytes(rows: list[tuple[str, ...]]) -> None:
    plain, counted, by_duckdb = both(text(ORGANIZATION, *rows))
    assert plain == counted
    assert by_duckdb


ODD = {
    "a blank line": text(ORGANIZATION, changed()) + b"\r\n" + text(changed(ID="e2")),
    "a header in the middle": text(ORGANIZATION, changed(), ORGANIZATION, changed(ID="e2")),
    "a title above": b"Organization Audit\r\n" + text(ORGANIZATION, changed()),
    "lines that end with LF": text(ORGANIZATION, changed(), changed(ID="e2"), end="\n"),
    "a byte order mark": b"\xef\xbb\xbf" + text(ORGANIZATION, changed()),
}


@pytest.mark.parametrize("name", ODD)
def test_an_odd_file_has_the_same_answer(name: str) -> None:
    plain, counted, _ = both(ODD[name])
    assert plain == counted
