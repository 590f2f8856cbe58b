"""`lprpolicy audit` on files that were made to break it: one clear error, nothing audited."""

from __future__ import annotations

import csv
import datetime as dt
import io
import os
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings

from lprpolicy.audit.groups import Grouper
from lprpolicy.audit.reading import begin
from lprpolicy.cli.run import run
from lprpolicy.evaluate.searches import annual
from lprpolicy.evaluate.searches.example import looked_up
from lprpolicy.evaluate.searches.options import LogOptions, new_grouper
from lprpolicy.evaluate.subjects import judged_agency
from lprpolicy.identify.index import Index
from lprpolicy.model.search_groups import SearchGroups
from lprpolicy.model.search_log import SearchLog
from lprpolicy.model.words import Tri
from lprpolicy.repository.directories import federal
from lprpolicy.repository.lexicons import phrases_of
from tests.audit.logs import ANY_ROWS, ORGANIZATION, changed, text, written
from tests.limits import examples

AGENCY = "us-fl/elm-police-department"
GOOD = text(ORGANIZATION, changed(), changed(ID="e2"))


def zip_of(size: int) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"<a/>" * (size // 4))
        archive.writestr("[Content_Types].xml", "<Types/>")
    return made.getvalue()


HOSTILE = {
    "a NUL": GOOD[:-20] + b"\x00" + GOOD[-20:],
    "half of UTF-16": GOOD.decode().encode("utf-16")[:-3],
    "not UTF-8": GOOD.replace(b"stolen", b"\xff\xfe\xfa"),
    "a quotation mark that is never closed": GOOD + b'"e3,x\r\n' * 9,
    "a cell that is too long": GOOD.replace(b"stolen", b"s" * 200_000),
    "a line without an end": GOOD + b'"' + b"x" * 21_000_000,
    "a row with too many cells": GOOD + b"x," * 5_000 + b"\r\n",
    "a workbook that is none": b"PK\x03\x04" + b"x" * 500,
    "a zip that swells": zip_of(200_000_000),
    "an old workbook": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 500,
    "two exports joined": GOOD + text(ORGANIZATION[::-1], changed()),
    "no header": text(changed(), changed()),
    "nothing": b"",
    "a groups file that is cut": b'{"schema":"lprpolicy/search-groups/v1","zone":null,',
}


@pytest.mark.parametrize("engine", ["python", "duckdb"])
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_one_clear_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, engine: str
) -> None:
    path = tmp_path / "log.csv"
    path.write_bytes(HOSTILE[name])
    assert run(["audit", str(path), "--agency", AGENCY, f"--engine={engine}"]) in (1, 2, 3)
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("error: log.csv")
    assert "nothing was audited" in said.err
    assert "Traceback" not in said.err
    for private in ("U. One", "AAA1", "26-101"):
        assert private not in said.err


def test_a_pipe_is_never_waited_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo(tmp_path / "log.csv")
    assert run(["audit", str(tmp_path / "log.csv"), "--agency", AGENCY]) != 0
    assert "a pipe" in capsys.readouterr().err


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_is_no_part_of_a_title(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], encoding: str
) -> None:
    (tmp_path / "log.csv").write_bytes(GOOD.decode().encode(encoding))
    run(["audit", str(tmp_path / "log.csv"), "--agency", AGENCY])
    assert "from log.csv: 2 rows" in capsys.readouterr().out


def test_no_name_of_a_file_runs_in_a_spreadsheet(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    written(tmp_path, ORGANIZATION, *(changed(ID=f"e{n}") for n in range(9)), name="=cmd|x.csv")
    asked = ["audit", "./=cmd|x.csv", "--agency", AGENCY, "--sample", "50%", "--out"]
    assert run([*asked, str(tmp_path / "rows.csv")]) == 0
    rows = list(csv.DictReader(io.StringIO((tmp_path / "rows.csv").read_text())))
    assert {row["file"] for row in rows} == {"'=cmd|x.csv"}


def test_a_line_with_a_comma_is_one_cell_of_a_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [changed(ID=f"e{n}", Reason="hit and run" if n % 2 else "theft") for n in range(40)]
    log = written(tmp_path, ORGANIZATION, *rows)
    asked = ["audit", str(log), "--agency", "us-va/elm-police-department", "--report", "us-va"]
    assert run([*asked, "--format", "csv"]) == 0
    made = capsys.readouterr().out
    assert {len(row) for row in csv.reader(io.StringIO(made))} == {3}
    out = tmp_path / "report.csv"
    assert run([*asked, "--format", f"csv={out}", "--format", "text"]) == 0
    assert out.read_text() == made
    assert capsys.readouterr().out.startswith("Figures for the annual report")


def test_a_format_of_another_document_is_bad_usage(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log = written(tmp_path, ORGANIZATION, changed())
    asked = ["audit", str(log), "--agency", "us-va/elm-police-department"]
    for more in (["--format", "csv"], ["--report", "us-va", "--format", "json"]):
        assert run([*asked, *more]) == 2
        assert "there is no format" in capsys.readouterr().err


@settings(max_examples=examples(25))
@given(ANY_ROWS)
def test_every_table_of_every_report_adds_up_to_the_log(rows: list[tuple[str, ...]]) -> None:
    index = Index.of(federal())
    grouper: Grouper = new_grouper(LogOptions(zone="America/New_York", state="us-ct"))
    numbered = iter(list(enumerate((ORGANIZATION, *rows), 1)))
    sheet = begin("log.csv", None, numbered)
    assert sheet is not None
    grouper.add(sheet, numbered, lambda: "")
    groups = SearchGroups(tuple(grouper.sources), grouper.tables(), None, "us-ct", "")
    days = [str(group.key[0]) for group in groups.tables[next(iter(groups.tables))]]
    assert days
    log = SearchLog(
        groups=groups,
        policy=None,
        agency=judged_agency("us-ct/westport-pd", index),
        day=dt.date(2026, 12, 1),
        own=False,
        classes=phrases_of("us-ct").classes,
        who=lambda name: looked_up(name, index),
        granted=lambda name, day: (Tri.UNKNOWN, ""),
    )
    for statute in annual.STATUTES.values():
        for table in statute.tables:
            assert sum(cell.count for _, cell in table(log).lines) == groups.searches
