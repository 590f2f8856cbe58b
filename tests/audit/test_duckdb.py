"""DuckDB and the standard library make the same groups file, byte for byte."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings

from lprpolicy.audit.groups_file import to_json
from lprpolicy.evaluate.searches.opening import group_logs
from lprpolicy.evaluate.searches.options import LogOptions
from tests.audit.logs import ANY_ROWS, ORGANIZATION, changed, text

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


@settings(max_examples=25)
@given(ANY_ROWS)
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
