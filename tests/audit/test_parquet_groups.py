"""The groups file as Parquet holds what the JSON file holds, and is refused where it is broken."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings

from lprpolicy.audit.groups_file import to_json
from lprpolicy.cli.run import run
from lprpolicy.errors import ExportError
from lprpolicy.evaluate.searches.opening import group_logs, is_groups_file, read_groups
from lprpolicy.evaluate.searches.options import LogOptions
from lprpolicy.evaluate.searches.parquet_groups import groups_as_parquet, parquet_groups
from tests.audit.logs import ANY_ROWS, ORGANIZATION, changed, written
from tests.limits import examples

duckdb = pytest.importorskip("duckdb", reason="the extra `audit` is not installed")

EASTERN = LogOptions(zone="America/New_York", state="us-ct", own=True)
AGENCY = "us-ct/elm-police-department"


@settings(max_examples=examples(4))
@given(ANY_ROWS)
def test_any_groups_come_back_byte_for_byte(rows: list[tuple[str, ...]]) -> None:
    with TemporaryDirectory() as folder:
        made, _ = group_logs([written(Path(folder), ORGANIZATION, *rows)], EASTERN)
        path = Path(folder) / "log's groups.parquet"
        path.write_bytes(groups_as_parquet(made))
        assert parquet_groups(path) == made
        assert to_json(group_logs([path], EASTERN)[0]) == to_json(made)


@pytest.fixture
def groups(tmp_path: Path) -> Path:
    """A groups file as Parquet; an agency of the log has a quotation mark and ends a line."""
    log = written(tmp_path, ORGANIZATION, changed(OrgName='Elm "x"\nPD'), changed(ID="e2"))
    path = tmp_path / "log.groups.parquet"
    path.write_bytes(groups_as_parquet(group_logs([log], EASTERN)[0]))
    return path


def test_the_command_writes_it_for_its_owner_and_reads_it_in_place_of_the_log(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    log, made = written(tmp_path, ORGANIZATION, changed(), changed(ID="e2")), tmp_path / "g.parquet"
    asked = ["--agency", AGENCY, "--as-of=2026-12-10"]
    direct = run(["audit", str(log), "--groups", str(made), *asked]), capsys.readouterr().out
    assert (run(["audit", str(made), *asked]), capsys.readouterr().out) == direct
    assert made.stat().st_mode & 0o777 == 0o600
    rows = ["--rows-for", "us-ct/searches-reason", "--out", str(tmp_path / "rows.csv")]
    run(["audit", str(made), *asked, *rows])
    assert not (tmp_path / "rows.csv").exists()
    assert read_groups(made, AGENCY, "nothing was published").searches == 2


def test_a_program_that_reads_tables_finds_the_counts(groups: Path) -> None:
    found = duckdb.sql(
        f"SELECT key->>0, sum(searches) FROM '{groups}' WHERE \"table\" = 'types' GROUP BY ALL"
    ).fetchall()
    assert found == [("2026-10-02", 2)]


BROKEN = {
    "a column is missing": "SELECT * EXCLUDE (row) FROM held",
    "a count is no number": "SELECT * REPLACE ('many' AS searches) FROM held",
    "a key that no log has": "SELECT * REPLACE ('[1]' AS key) FROM held",
    "a key that is no list": "SELECT * REPLACE ('[\"' AS key) FROM held",
    "a key that would end its table": "SELECT * REPLACE ('1]],\"cells\":[[1' AS key) FROM held",
    "a table that there is not": "SELECT * REPLACE ('people' AS \"table\") FROM held",
    "a group is gone": "SELECT * FROM held WHERE \"table\" <> 'types'",
    "fewer than none": "SELECT * REPLACE (-1::BIGINT AS searches) FROM held",
    "no row": "SELECT * REPLACE (NULL::BIGINT AS row) FROM held",
}


def rewritten(groups: Path, select: str, head: bytes | None = None) -> Path:
    """Write the groups again, changed."""
    path = groups.with_name("other.parquet")
    with duckdb.connect() as connection:
        connection.execute(f"CREATE TABLE held AS FROM '{groups}'")
        ((known,),) = connection.execute(
            f"SELECT value FROM parquet_kv_metadata('{groups}') WHERE key = 'lprpolicy'"
        ).fetchall()
        says = (known if head is None else head).decode()
        connection.execute(
            f"COPY ({select}) TO '{path}' (FORMAT parquet, KV_METADATA {{lprpolicy: ?}})", [says]
        )
    return path


@pytest.mark.parametrize("name", BROKEN)
def test_groups_that_no_log_gives_are_refused(groups: Path, name: str) -> None:
    with pytest.raises(ExportError, match=r"other\.parquet: it is no groups file"):
        group_logs([rewritten(groups, BROKEN[name])], EASTERN)


@pytest.mark.parametrize(
    "head", [b"", b"}", b"{}", b"[1]", b'{"schema":"lprpolicy/search-groups/v2"}']
)
def test_what_stands_before_the_tables_is_checked_too(groups: Path, head: bytes) -> None:
    with pytest.raises(ExportError, match=r"other\.parquet: it is no groups file"):
        group_logs([rewritten(groups, "FROM held", head)], EASTERN)


def test_rows_in_another_order_are_the_same_groups(groups: Path) -> None:
    other = rewritten(groups, "SELECT * FROM held ORDER BY searches, key DESC")
    assert parquet_groups(other) == parquet_groups(groups)


def test_a_file_that_is_cut_or_holds_no_groups_is_said_to_be_so(groups: Path) -> None:
    other = groups.with_name("cut.parquet")
    other.write_bytes(groups.read_bytes()[:-9])
    with pytest.raises(ExportError, match=r"cut\.parquet: it cannot be read as Parquet"):
        is_groups_file(other)
    duckdb.sql(f"COPY (SELECT 1 AS one) TO '{other}' (FORMAT parquet)")
    assert not is_groups_file(other)
    with pytest.raises(ExportError, match="it holds no groups"):
        read_groups(other, AGENCY, "nothing was published")
