"""A log as Parquet makes the groups of the same log as CSV, and is refused where it cannot be one."""

from __future__ import annotations

from pathlib import Path

import pytest

from lprpolicy.errors import ExportError
from lprpolicy.evaluate.searches.opening import each_search, group_logs
from lprpolicy.evaluate.searches.options import LogOptions
from lprpolicy.model.search_groups import SearchGroups
from tests.audit.logs import ORGANIZATION, changed, written

duckdb = pytest.importorskip("duckdb", reason="the extra `audit` is not installed")

EASTERN = LogOptions(zone="America/New_York", state="us-ct", own=True)
BY_DUCKDB = LogOptions(zone="America/New_York", state="us-ct", own=True, duckdb=True)
ROWS = [
    changed(),
    changed(),
    changed(ID="e2", Reason="two\nlines", SearchTime="11/01/2026, 05:30:07 AM UTC"),
    changed(ID="e3", Reason="", Case="00-000", TotalNetworksSearched=""),
]


def as_parquet(csv: Path, types: str = "{}", select: str = "*") -> Path:
    """Write a CSV file again as Parquet, every cell as text but for some types."""
    path = csv.with_suffix(".parquet")
    duckdb.sql(
        f"COPY (SELECT {select} FROM read_csv('{csv}', header=true, all_varchar=true, types={types})) "
        f"TO '{path}' (FORMAT parquet)"
    )
    return path


def counts(found: SearchGroups) -> tuple[object, ...]:
    source = found.sources[0]
    return found.tables, source.rows, source.repeated, source.columns


@pytest.mark.parametrize("options", [EASTERN, BY_DUCKDB])
def test_parquet_makes_the_groups_of_the_same_log_as_csv(
    tmp_path: Path, options: LogOptions
) -> None:
    csv = written(tmp_path, ORGANIZATION, *ROWS)
    path = as_parquet(csv)
    found, _ = group_logs([path], options)
    assert counts(found) == counts(group_logs([csv], EASTERN)[0])
    assert found.searches == 3
    assert [row for row, _ in each_search([path], options)] == [(0, 2), (0, 4), (0, 5)]


@pytest.mark.parametrize("options", [EASTERN, BY_DUCKDB])
def test_numbers_may_be_numbers_and_no_cell_may_be_a_fraction(
    tmp_path: Path, options: LogOptions
) -> None:
    csv = written(tmp_path, ORGANIZATION, *ROWS)
    networks = '* REPLACE ("Total Networks Searched"::INTEGER AS "Total Networks Searched")'
    found, _ = group_logs([as_parquet(csv, select=networks)], options)
    assert counts(found) == counts(group_logs([csv], EASTERN)[0])
    fraction = networks.replace("INTEGER", "DOUBLE")
    with pytest.raises(ExportError, match=r"column 4 .*DOUBLE is no kind of a log's cells"):
        group_logs([as_parquet(csv, select=fraction)], options)


@pytest.mark.parametrize("options", [EASTERN, BY_DUCKDB])
def test_a_row_that_is_wrong_is_named(tmp_path: Path, options: LogOptions) -> None:
    csv = written(tmp_path, ORGANIZATION, changed(), changed(SearchTime="yesterday"))
    with pytest.raises(ExportError, match="row 3, column 11") as raised:
        group_logs([as_parquet(csv)], options)
    assert "yesterday" not in str(raised.value)


@pytest.mark.parametrize("options", [EASTERN, BY_DUCKDB])
def test_bytes_that_only_begin_as_parquet_are_refused(tmp_path: Path, options: LogOptions) -> None:
    path = tmp_path / "log.parquet"
    path.write_bytes(b"PAR1" + bytes(range(256)) * 3)
    with pytest.raises(ExportError, match=r"log\.parquet: it cannot be read as Parquet"):
        group_logs([path], options)


@pytest.mark.parametrize("separator", ["\x1d", "\x1e", "\x1f"])
@pytest.mark.parametrize("column", ["Reason", "OrgName", "Case", "Filters"])
def test_what_stands_between_texts_may_stand_in_one(
    tmp_path: Path, column: str, separator: str
) -> None:
    csv = written(tmp_path, ORGANIZATION, changed(**{column: f"a{separator}b"}), changed(ID="e2"))
    found, _ = group_logs([as_parquet(csv)], BY_DUCKDB)
    assert counts(found) == counts(group_logs([csv], EASTERN)[0])


def test_a_name_that_is_a_pattern_reads_no_other_file(tmp_path: Path) -> None:
    csv = written(tmp_path, ORGANIZATION, *ROWS)
    written(tmp_path, ORGANIZATION, *(changed(ID=f"x{n}") for n in range(9)), name="log2.csv")
    starred = csv.rename(tmp_path / "log*.csv")
    assert group_logs([starred], BY_DUCKDB)[0].searches == 3
    with pytest.raises(ExportError, match="may hold none of"):
        group_logs([as_parquet(csv.with_name("log2.csv")).rename(tmp_path / "l*.parquet")], EASTERN)
