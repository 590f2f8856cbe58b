"""The drafts made from agencies' own texts are drafts, and their page says what is found in them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from lprpolicy.evaluate.options import Options
from lprpolicy.evaluate.report import check
from lprpolicy.model.report import Report
from lprpolicy.model.verdicts import Answer
from lprpolicy.repository.layout import folder
from lprpolicy.repository.national import national

HERE = "docs/examples/published"
PAGE = "docs/explanation/published-policies.md"
DAY = dt.date(2026, 12, 1)
WORDS = {"violated": Answer.VIOLATION, "not enough information": Answer.UNDECIDED}
RULE = re.compile(r"`([a-z-]+/[a-z-]+)`")
ROW = re.compile(r"^\| .* \| .* \| `([^`]+)` \| (met|violated|not enough information) \|$", re.M)
COUNTS = re.compile(r"^\| \[([^]]+)\]\(([^)]+)\) \| .* \| (\d+) \| (\d+) \|$", re.M)


@pytest.fixture(scope="module")
def judged(root: Path) -> Report:
    return check(folder((root / HERE,)), Options(DAY), lists=national())


@pytest.fixture(scope="module")
def page(root: Path) -> str:
    return (root / PAGE).read_text(encoding="utf-8")


def found(report: Report, agency: str) -> dict[str, Answer]:
    """The worst answer of each required rule about one agency."""
    answers: dict[str, Answer] = {}
    for one in report.findings:
        if one.agency == agency and one.rule.required:
            violated = one.answer is Answer.VIOLATION or (
                answers.get(one.rule.id) is Answer.VIOLATION
            )
            answers[one.rule.id] = Answer.VIOLATION if violated else one.answer
    return answers


def sections(page: str) -> Iterator[tuple[str, str]]:
    """Each agency of the page, with what is said of it."""
    for part in page.split("\n## ")[1:]:
        named = re.search(r"^`(us-[a-z]{2}/[a-z-]+)`, from", part, re.M)
        if named:
            yield named[1], part


def test_nobody_is_said_to_have_adopted_them(root: Path) -> None:
    files = sorted((root / HERE).rglob("policy.yaml"))
    assert len(files) == 4
    for one in files:
        text = one.read_text(encoding="utf-8")
        assert "\nstatus: proposed\n" in text
        assert "https://" in text.splitlines()[1]


def test_each_is_of_a_known_agency_and_another_state(judged: Report) -> None:
    assert len({one.agency.partition("/")[0] for one in judged.subjects}) == 4
    unknown = [
        one.spot.message
        for one in judged.findings
        if one.rule.id == "directory/unknown-agency" and str(one.spot.pointer) == "/agency"
    ]
    assert unknown == []


def test_the_page_counts_what_is_found(judged: Report, page: str) -> None:
    rows = {}
    for agency, link, violated, open_ in COUNTS.findall(page):
        assert link == f"../examples/published/{agency}/policy.yaml"
        rows[agency] = (int(violated), int(open_))
    counted = {}
    for one in judged.subjects:
        answers = list(found(judged, one.agency).values())
        counted[one.agency] = tuple(answers.count(answer) for answer in WORDS.values())
    assert rows == counted


def test_each_row_gives_the_answer_of_its_rule(judged: Report, page: str) -> None:
    rules = {one.agency: set(one.rules) for one in judged.subjects}
    for agency, text in sections(page):
        every = {one.rule.id for one in judged.findings if one.agency == agency}
        rows = ROW.findall(text)
        assert len(rows) == text.count("\n| ") - 1, f"{agency}: a row without a rule or an answer"
        for rule, says in rows:
            if says == "met":
                assert rule in rules[agency] - every, f"{agency}: {rule} is not met"
            else:
                assert found(judged, agency).get(rule) is WORDS[says], f"{agency}: {rule}"


def test_what_the_text_does_not_say_is_named_in_full(judged: Report, page: str) -> None:
    seen = dict(sections(page))
    assert set(seen) == {one.agency for one in judged.subjects}
    for agency, text in seen.items():
        rows = {rule for rule, says in ROW.findall(text) if says != "met"}
        missing = set(RULE.findall(text.partition("**The law asks,")[2]))
        assert rows | missing == set(found(judged, agency)), agency
        assert all(found(judged, agency)[rule] is Answer.UNDECIDED for rule in missing), agency


def test_each_line_of_yaml_on_the_page_is_in_its_file(root: Path, page: str) -> None:
    for agency, text in sections(page):
        policy = (root / HERE / agency / "policy.yaml").read_text(encoding="utf-8")
        for line in re.findall(r"\| `[a-z_]+\.([a-z_-]+: [^`…]+)` \| `", text):
            key, _, value = line.partition(": ")
            inner = value.removeprefix("[").removesuffix("]") if key == "notices" else value
            assert f"{key}:" in policy, f"{agency}: {line}"
            assert inner in policy, f"{agency}: {line}"
