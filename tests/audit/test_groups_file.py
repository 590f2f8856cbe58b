"""A groups file that no log could have given is refused, with what is wrong, and judged by nobody."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from lprpolicy.audit.groups_file import from_json, to_json
from lprpolicy.errors import ExportError
from lprpolicy.evaluate.searches.opening import LogOptions, group_logs, read_groups
from lprpolicy.evaluate.searches.rows import sheet_result
from lprpolicy.model.small_cells import CountCell, hide_cells
from tests.audit.logs import ORGANIZATION, ROW, changed, written

DAY = "2026-10-02"


@pytest.fixture
def groups(tmp_path: Path) -> dict[str, Any]:
    log = written(tmp_path, ORGANIZATION, ROW, changed(ID="e2", Reason="theft"))
    found, _ = group_logs([log], LogOptions(zone="America/New_York", state="us-ct"))
    assert from_json("log.groups.json", to_json(found).encode()) == found
    made: dict[str, Any] = json.loads(to_json(found))
    return made


@pytest.mark.parametrize(
    ("table", "key"),
    [
        ("types", ["2026-13-01", "search", ""]),
        ("types", [DAY, "search"]),
        ("types", [20261002, "search", ""]),
        ("hours", [DAY, 24]),
        ("hours", [DAY, True]),
        ("windows", [DAY, 1, "sometimes"]),
        ("networks", [DAY, "12"]),
        ("cells", [DAY, "case_number", "v"]),
        ("cells", [DAY, "shoe_size", "value"]),
        ("purposes", [DAY, "Elm CT PD", "value", "", "somebody", "none", 0, 0]),
        ("repeated", [0]),
    ],
)
def test_a_key_that_no_log_gives_is_named(
    groups: dict[str, Any], table: str, key: list[object]
) -> None:
    groups[table] = [[key, 2, [0, 2]]]
    says = f"log.groups.json: it is no groups file \\(group 1 of {table} is none of a log\\)"
    with pytest.raises(ExportError, match=says):
        from_json("log.groups.json", json.dumps(groups).encode())


def test_a_class_of_reasons_that_another_version_knew_is_refused(
    groups: dict[str, Any], tmp_path: Path
) -> None:
    """Its lexicon may be older or newer than ours: what it says of a reason we cannot judge."""
    groups["purposes"][0][0][3] = "stolen-vehicie"
    file = tmp_path / "log.groups.json"
    file.write_text(json.dumps(groups))
    with pytest.raises(ExportError, match="knows not every class of its reasons"):
        group_logs([file], LogOptions(zone="America/New_York", state="us-ct"))
    with pytest.raises(ExportError, match="knows not every class of its reasons"):
        read_groups(file, "us-ct/elm-police-department", "nothing was published")


@pytest.mark.parametrize("first", [[1, 2], [7, 2]])
def test_a_row_of_a_log_that_is_not_there_is_refused(
    groups: dict[str, Any], first: list[int]
) -> None:
    groups["types"][0][2] = first
    with pytest.raises(ExportError, match="group 1 of types"):
        from_json("log.groups.json", json.dumps(groups).encode())


@pytest.mark.parametrize("more", [-1, 1])
def test_tables_that_do_not_add_up_are_refused(groups: dict[str, Any], more: int) -> None:
    groups["hours"][0][1] += more
    with pytest.raises(ExportError, match="its tables do not add up"):
        from_json("log.groups.json", json.dumps(groups).encode())


def test_a_count_without_any_group_hides_nothing_and_breaks_nothing() -> None:
    """The sum of an empty table is known, and nothing follows from it."""
    few = CountCell(2, frozenset({"a"}))
    many = CountCell(90, frozenset({"b"}))
    assert few.parts in hide_cells([[few, many], []]).parts


@pytest.mark.parametrize("cell", ["a" * 200_000, "in \r order", "\x00"])
def test_a_sample_that_is_no_csv_is_refused_in_words(cell: str) -> None:
    with pytest.raises(ValueError, match=r"this is no CSV|the judgment is none"):
        sheet_result(f"row,judgment\n1,{cell}\n")
