"""DuckDB and the standard library make the same groups file, byte for byte."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings

from lprpolicy.audit.cells import state_of, state_of_plate
from lprpolicy.audit.groups_file import to_json
from lprpolicy.errors import ExportError, UsageError
from lprpolicy.evaluate.searches.duckdb_start import duckdb_within
from lprpolicy.evaluate.searches.duckdb_texts import A_VALUE
from lprpolicy.evaluate.searches.opening import group_logs
from lprpolicy.evaluate.searches.options import LogOptions
from lprpolicy.model.search import CellState
from tests.audit.logs import ANY_ROWS, ORGANIZATION, changed, text
from tests.limits import examples

pytest.importorskip("duckdb", reason="the extra `audit` is not installed")
from lprpolicy.evaluate.searches import duckdb_engine, duckdb_source

EASTERN = {"zone": "America/New_York", "state": "us-ct", "own": True}


def both(raw: bytes) -> tuple[str, str, bool]:
    """The groups file of each engine, and whether DuckDB itself read the log."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "log.csv"
        path.write_bytes(raw)
        plain, _ = group_logs([path], LogOptions(**EASTERN))  # type: ignore[arg-type]  # fields
        counted = group_logs([path], LogOptions(**EASTERN, duckdb=True))[0]  # type: ignore[arg-type]
        even = duckdb_source.digest_if_even(path, 1 << 30, parquet=False)
    return to_json(plain), to_json(counted), even is not None


@settings(max_examples=examples(12))
@given(ANY_ROWS)
@example([changed()])
@example([changed(ID=f"e{n}") for n in range(25)])
@example([changed(), changed()])
@example([changed(ID=f"e{n}", Reason=f"26-{123_456 + n}") for n in range(25)])
@example([changed(ID="exempt-1", Case="wi5-1"), changed(ID="00000", Case="x" * 41)])
def test_both_engines_make_the_same_bytes(rows: list[tuple[str, ...]]) -> None:
    plain, counted, by_duckdb = both(text(ORGANIZATION, *rows))
    assert plain == counted
    assert by_duckdb


@pytest.mark.parametrize("title", [one for one in ORGANIZATION if one != "Search Time"])
def test_a_log_without_one_of_the_columns_has_the_same_answer(title: str) -> None:
    at = ORGANIZATION.index(title)
    rows = (
        changed(),
        changed(ID="e2", Reason="", SearchTime="10/03/2026, 09:30:00 AM UTC"),
        changed(ID="e2", Reason="", SearchTime="10/03/2026, 09:30:00 AM UTC"),
    )
    plain, counted, by_duckdb = both(
        text(*((*row[:at], *row[at + 1 :]) for row in (ORGANIZATION, *rows)))
    )
    assert plain == counted
    assert by_duckdb


@pytest.mark.parametrize(
    "odd",
    [
        {"OrgName": "10/02/2026, 09:30:00 AM UTC"},
        {"SearchType": "10/02/2026, 09:30:00 AM UTC"},
        {"Reason": "10/02/2026, 09:30:00 AM UTC"},
        {"Case": "10/02/2026, 09:30:00 AM UTC"},
        {"TotalNetworksSearched": "Elm"},
        {"TotalDevicesSearched": "Elm"},
    ],
)
def test_a_shifted_cell_is_refused_at_its_row(tmp_path: Path, odd: dict[str, str]) -> None:
    (tmp_path / "log.csv").write_bytes(text(ORGANIZATION, changed(), changed(**odd)))
    with pytest.raises(ExportError, match="row 3, column"):
        group_logs([tmp_path / "log.csv"], LogOptions(duckdb=True))


def test_a_line_that_ends_with_a_carriage_return_alone_is_left_to_python(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_bytes(text(ORGANIZATION, changed()) + b'"e2\r","x"\r\n')
    assert duckdb_source.digest_if_even(path, 1 << 30, parquet=False) is None


def test_what_stands_for_a_value_is_one() -> None:
    assert state_of(A_VALUE) is state_of_plate(A_VALUE) is CellState.VALUE


def test_reasons_that_differ_in_their_numbers_are_not_one_reason() -> None:
    rows = [changed(ID=f"e{n}", Reason=f"26-{123_456 + n}") for n in range(25)]
    plain, counted, _ = both(text(ORGANIZATION, *rows))
    assert plain == counted
    assert '"value","","nobody","number"' in counted
    assert "every row has the same reason" not in counted


@pytest.mark.parametrize(
    "time",
    [
        "11/01/2026, 05:30:60 AM UTC",
        "11/01/2026, 05:30:0a AM UTC",
        "2026-03-08T07:00:01.0x0Z",
        "2026-03-08T07:00:0 Z",
    ],
)
def test_a_time_whose_seconds_are_none_is_refused_at_its_row(tmp_path: Path, time: str) -> None:
    (tmp_path / "log.csv").write_bytes(text(ORGANIZATION, changed(), changed(SearchTime=time)))
    with pytest.raises(ExportError, match="row 3, column 11"):
        group_logs([tmp_path / "log.csv"], LogOptions(duckdb=True))


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


def test_what_does_not_fit_goes_to_a_folder_for_this_user_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """DuckDB would write rows of the log to `.tmp` where the command was given."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "log.csv").write_bytes(text(ORGANIZATION, *(changed(ID=f"e{n}") for n in range(9))))
    seen = []

    class Watching(duckdb_engine._LogReading):
        def read(self, path: Path, source: str, sha256: str) -> bool:
            ((spill,),) = self._rows("SELECT current_setting('temp_directory')")
            ((tables,),) = self._rows("SELECT file FROM pragma_database_list WHERE name = 'tables'")
            assert Path(tables).parent == Path(spill)
            seen.append((Path(spill), Path(spill).stat().st_mode & 0o777))
            return super().read(path, source, sha256)

    monkeypatch.setattr(duckdb_engine, "_LogReading", Watching)
    group_logs([tmp_path / "log.csv"], LogOptions(**EASTERN, duckdb=True))  # type: ignore[arg-type]  # fields
    ((spill, mode),) = seen
    assert mode == 0o700
    assert not spill.exists()
    assert not spill.is_relative_to(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["log.csv"]


def test_a_signal_while_duckdb_works_stops_the_run_and_is_no_bug() -> None:
    """DuckDB raises an error of its own in its place."""
    with pytest.raises(KeyboardInterrupt), duckdb_within("1GB"):
        raise RuntimeError("Query interrupted")
    with pytest.raises(RuntimeError, match="else"), duckdb_within("1GB"):
        raise RuntimeError("something else")


@pytest.mark.parametrize("memory", ["much", "-1GB", ""])
def test_a_memory_that_is_none_is_bad_usage(tmp_path: Path, memory: str) -> None:
    (tmp_path / "log.csv").write_bytes(text(ORGANIZATION, changed()))
    with pytest.raises(UsageError, match="--memory"):
        group_logs([tmp_path / "log.csv"], LogOptions(duckdb=True, memory=memory))
