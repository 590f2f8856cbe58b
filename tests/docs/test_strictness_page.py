"""The page that compares states' laws is of the rules as they are, and its cells are true."""

from __future__ import annotations

import datetime as dt
import importlib.util
import re
import sys
from types import ModuleType

import pytest

from lprpolicy.repository.law import built_in
from tests.conftest import ROOT

DAY = re.compile(r"<!-- made of \w+ on (\d{4}-\d{2}-\d{2}) -->")
QUICK = ("Purposes", "Vendor-wide switches", "Search log", "Audits")


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
    assert "a policy of us-va/example-local-government that does not mention" in TEXT
    assert "mention agency" not in TEXT
