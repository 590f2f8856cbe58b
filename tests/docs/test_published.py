"""The drafts made from agencies' own pages are drafts, and the table counts what is found in them."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from pathlib import Path

import pytest

from lprpolicy.evaluate.options import Options
from lprpolicy.evaluate.report import check
from lprpolicy.model.report import Report
from lprpolicy.model.verdicts import Answer
from lprpolicy.model.words import Binding
from lprpolicy.repository.layout import folder
from lprpolicy.repository.national import national

HERE = "docs/examples/published"
DAY = dt.date(2026, 11, 28)


@pytest.fixture(scope="module")
def judged(root: Path) -> Report:
    return check(folder((root / HERE,)), Options(DAY), lists=national())


def test_nobody_is_said_to_have_adopted_them(root: Path) -> None:
    found = sorted((root / HERE).rglob("policy.yaml"))
    assert len(found) == 3
    for one in found:
        text = one.read_text(encoding="utf-8")
        assert "\nstatus: proposed\n" in text
        assert "https://" in text.splitlines()[1]


def test_each_is_of_a_known_agency_and_another_state(judged: Report) -> None:
    assert len({one.agency.partition("/")[0] for one in judged.subjects}) == 3
    unknown = [
        one.spot.message
        for one in judged.findings
        if one.rule.id == "directory/unknown-agency" and str(one.spot.pointer) == "/agency"
    ]
    assert unknown == []


def test_the_table_counts_what_is_found(judged: Report, root: Path) -> None:
    violated, open_ = Counter[str](), Counter[str]()
    for one in judged.findings:
        if one.rule.binding is Binding.MUST and one.agency is not None:
            (violated if one.answer is Answer.VIOLATION else open_)[one.agency] += one.count
    text = (root / HERE / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"\]\((us-[^)]*)/policy\.yaml\).*\| (.*) \| (\d+) places \|", text)
    assert {agency: int(count) for agency, _, count in rows} == dict(open_)
    for agency, says, _ in rows:
        assert (says == "nothing") is (violated[agency] == 0)
