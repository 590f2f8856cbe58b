"""The page that compares states' laws is of the rules as they are, and its cells are true."""

from __future__ import annotations

import datetime as dt
import importlib.util
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import pytest

from lprpolicy.evaluate.strictness.files import check_files, refused_by, repository
from lprpolicy.evaluate.strictness.ready import frames
from lprpolicy.evaluate.strictness.sides import RuleSet, on_policies
from lprpolicy.evaluate.strictness.world import Frame, exchange_places
from lprpolicy.model.states import state_name
from lprpolicy.repository.law import built_in
from tests.conftest import ROOT
from tests.limits import THOROUGH

DAY = re.compile(r"<!-- made of \w+ on (\d{4}-\d{2}-\d{2}) -->")
QUICK = ("Purposes", "Search log", "Audits")


def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("strictness_page", ROOT / "docs/strictness.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


PAGE = script()
TEXT = (ROOT / "docs/explanation/strictness.md").read_text(encoding="utf-8")
SECTIONS = PAGE.sections(TEXT)


@pytest.mark.parametrize("topic", PAGE.TOPICS, ids=lambda topic: topic.title)
def test_each_table_is_made_of_the_rules_as_they_are(topic: object) -> None:
    section = SECTIONS[topic.title]  # type: ignore[attr-defined]
    made = DAY.search(section)
    assert made is not None
    sides = PAGE.states_on(topic, built_in(), dt.date.fromisoformat(made[1]))
    assert f"<!-- made of {PAGE.digest(sides)} on " in section, "run python docs/strictness.py"
    assert f" {len(sides)} states have rules on this." in section


@pytest.mark.parametrize("title", QUICK)
def test_a_table_made_again_is_the_same(title: str) -> None:
    topic = next(one for one in PAGE.TOPICS if one.title == title)
    made = DAY.search(SECTIONS[title])
    assert made is not None
    day = dt.date.fromisoformat(made[1])
    fresh = PAGE.section(topic, PAGE.states_on(topic, built_in(), day), day)
    assert fresh.rstrip("\n") == SECTIONS[title].rstrip("\n")


def test_a_state_is_as_strict_as_itself_and_the_heading_stands() -> None:
    assert TEXT.startswith(PAGE.HEAD)
    assert "| nothing |" in TEXT
    assert "`?`" not in TEXT.removeprefix(PAGE.HEAD)


def test_a_cell_says_whose_policy_passes_where_a_police_departments_would_not() -> None:
    """Virginia's law leaves local governments and companies alone."""
    assert "*a policy of us-va/example-local-government that does not mention" in TEXT
    assert "mention agency" not in TEXT


@dataclass(frozen=True)
class Cell:
    """One cell of a table: a row's law lets pass what it shows, and a column's law refuses it."""

    topic: Any
    day: dt.date
    row: RuleSet
    column: RuleSet
    shows: str


def cells() -> Iterator[Cell]:
    for topic in PAGE.TOPICS:
        section = SECTIONS[topic.title]
        made = DAY.search(section)
        assert made is not None
        day = dt.date.fromisoformat(made[1])
        sides = {state_name(str(s.state)): s for s in PAGE.states_on(topic, built_in(), day)}
        head, _, *rows = (line for line in section.splitlines() if line.startswith("|"))
        columns = [name.partition(",")[0].strip() for name in head.strip("|").split("|")[1:]]
        for line in rows:
            name, *said = (one.strip() for one in line.strip("|").split(" | "))
            row = sides[name.strip("*").partition(",")[0]]
            for column, shows in zip(columns, said, strict=True):
                if shows not in ("", PAGE.NOTHING, PAGE.UNSURE):
                    yield Cell(topic, day, row, sides[column], shows)


CELLS = list(cells())
SOME = CELLS if THOROUGH else CELLS[::3]


def refuses(side_: RuleSet, data: dict[str, Any], frame: Frame) -> bool:
    """Whether `check` refuses a policy by one of these rules."""
    found = refused_by(check_files(repository(data, frame), on_policies(side_), frame))
    return not {rule.id for rule in side_.rules}.isdisjoint(found)


def test_check_lets_each_cell_pass_by_the_law_of_its_row_and_not_by_its_columns() -> None:
    assert len(CELLS) > 1000
    for cell in SOME:
        home, away = frames(cell.column, cell.row, cell.day)
        data = PAGE.policy_of(cell.shows.strip("`*"), home, cell.topic.at)
        where = (cell.topic.title, cell.row.name, cell.column.name, cell.shows)
        if cell.shows.startswith("`"):
            assert not refuses(cell.row, data, home), where
            assert refuses(cell.column, exchange_places(data, home, away), away), where


def test_only_whose_policy_it_is_keeps_check_from_a_cell() -> None:
    italic = {cell.shows for cell in CELLS if not cell.shows.startswith("`")}
    assert italic
    for shows in italic:
        assert re.search(r"\bus-[a-z]{2}/example-(local-government|private|vendor)\b", shows), shows
