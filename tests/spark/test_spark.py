"""Spark, DuckDB and the standard library make the same groups file, byte for byte."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import example, given, settings

from lprpolicy.audit.groups_file import to_json
from lprpolicy.cli.run import run
from lprpolicy.errors import ExportError, NothingChecked
from lprpolicy.evaluate.searches.opening import group_logs
from lprpolicy.evaluate.searches.options import LogOptions
from lprpolicy.evaluate.searches.spark_engine import group_with_spark
from tests.audit.logs import ANY_ROWS, ORGANIZATION, changed, text, written

if not os.environ.get("LPRPOLICY_REQUIRE_SPARK"):
    pytest.skip("make test-spark runs them", allow_module_level=True)

EASTERN = LogOptions(zone="America/New_York", state="us-ct", own=True)


@pytest.fixture(scope="module", autouse=True)
def session() -> Iterator[Any]:
    """One Spark for every test: it takes a while to start."""
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    builder = builder.config("spark.driver.host", "localhost")
    started = builder.config("spark.default.parallelism", "2").getOrCreate()
    yield started
    started.stop()


def of_each_engine(*paths: Path, options: LogOptions = EASTERN) -> list[str]:
    """The groups file of the standard library, of DuckDB and of Spark."""
    return [
        to_json(group_logs(paths, options)[0]),
        to_json(group_logs(paths, replace(options, duckdb=True))[0]),
        to_json(group_with_spark([str(path) for path in paths], options)),
    ]


GOLDEN = [
    changed(),
    changed(),
    changed(ID="e2", Reason='a "quoted", thing', LicensePlate="A*"),
    changed(ID="e3", Reason="two\nlines\r\nand a third", SearchTime="11/01/2026, 05:30:07 AM UTC"),
    changed(ID="e4", SearchTime="11/01/2026, 06:30:07 AM UTC", Reason="ICE"),
    changed(ID="e5", SearchTime="2026-03-08T07:00:01.000Z", Reason="élan, 日本"),
    changed(ID="e6", SearchTime="2026-03-08 02:30:00", Case="00-000", OrgName=" Oak  NY PD "),
    changed(ID="***", Name="***", TotalNetworksSearched="1,204", TimeFrame="last week"),
]


def test_the_golden_log_has_the_same_bytes_from_every_engine(tmp_path: Path) -> None:
    path = written(tmp_path, ORGANIZATION, *GOLDEN)
    plain, by_duckdb, by_spark = of_each_engine(path)
    assert plain == by_duckdb == by_spark
    held = json.loads(plain)
    assert (held["sources"][0]["rows"], held["sources"][0]["repeated"]) == (8, 1)
    hours = {tuple(key): count for key, count, _ in held["hours"]}
    assert hours["2026-11-01", 1] == 2  # the hour that comes twice when clocks go back


@settings(max_examples=8)
@given(ANY_ROWS)
@example([changed(ID=f"e{n}") for n in range(25)])
def test_any_log_has_the_same_bytes_from_every_engine(rows: list[tuple[str, ...]]) -> None:
    with TemporaryDirectory() as folder:
        plain, by_duckdb, by_spark = of_each_engine(written(Path(folder), ORGANIZATION, *rows))
    assert plain == by_duckdb == by_spark


def test_several_logs_count_a_search_once_wherever_it_stands(tmp_path: Path) -> None:
    days = [changed(ID=f"d{n}", SearchTime=f"10/0{n}/2026, 09:30:00 AM UTC") for n in (2, 3, 4)]
    one = written(tmp_path, ORGANIZATION, *GOLDEN, days[0], name="a.csv")
    other = written(tmp_path, ORGANIZATION, *reversed(GOLDEN), *days, name="b.csv")
    same = [changed(ID=f"s{n}", Reason="Investigation of theft") for n in range(30)]
    third = written(tmp_path, ORGANIZATION, *same, name="c.csv")
    plain, _, by_spark = of_each_engine(one, other, third)
    assert plain == by_spark
    held = json.loads(by_spark)
    assert [source["repeated"] for source in held["sources"]] == [1, 9, 0]
    assert [5, 1] in [[key[0], count] for key, count, _ in held["repeated"]]
    by_folder = to_json(group_with_spark([str(tmp_path)], EASTERN))
    assert by_folder == by_spark


def test_a_log_that_is_wrong_is_refused_at_its_row(tmp_path: Path) -> None:
    path = written(tmp_path, ORGANIZATION, changed(), changed(SearchTime="yesterday"))
    with pytest.raises(ExportError, match=r"log\.csv, row 3, column 11 \(Search Time\)"):
        group_with_spark([str(path)], EASTERN)


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"", "the file is empty"),
        (b"PK\x03\x04rest", "Spark reads text alone"),
        (b"a,b,c\r\n1,2,3\r\n", "no header of a search log"),
        (text(ORGANIZATION, changed())[:-9] + b"\xff\xfe", "is not UTF-8 text"),
    ],
)
def test_what_is_no_log_is_refused(tmp_path: Path, raw: bytes, says: str) -> None:
    (tmp_path / "log.csv").write_bytes(raw)
    with pytest.raises(ExportError, match=says):
        group_with_spark([str(tmp_path / "log.csv")], EASTERN)


def test_nothing_there_is_no_answer(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="there is no file"):
        group_with_spark([str(tmp_path / "none.csv")], EASTERN)
    with pytest.raises(ExportError, match="Spark cannot open it"):
        group_with_spark(["nothing-there://bucket/log.csv"], EASTERN)
    with pytest.raises(NothingChecked):
        group_with_spark([str(written(tmp_path, ORGANIZATION))], EASTERN)


def test_the_command_has_the_same_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path, ORGANIZATION, *GOLDEN)
    asked = ["audit", str(path), "--agency=us-ct/westport-pd", "--as-of=2026-12-10"]
    plain = run(asked), capsys.readouterr().out
    assert (run([*asked, "--engine=spark"]), capsys.readouterr().out) == plain
