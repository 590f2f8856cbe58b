"""Hostile text, wherever it may stand, breaks no format and steers nothing."""

from __future__ import annotations

import datetime as dt
import json
import re
import unicodedata
import xml.etree.ElementTree as ET
from dataclasses import replace

import jsonschema_rs
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from lprpolicy.model.report import (
    Report,
)
from lprpolicy.write.escape import inert
from lprpolicy.write.report import compact, github, junit, markdown, sarif, text
from lprpolicy.write.report import json as report_json
from lprpolicy.write.report.schema import REPORT_SCHEMA
from lprpolicy.write.report.sections import sections
from tests.limits import examples
from tests.write.hostile_reports import TEXTS, reports
from tests.write.sample_report import CLEAN, UNKNOWN

COMING = st.dates(dt.date(2026, 10, 1), dt.date(2027, 1, 1))

CONTRACT = jsonschema_rs.Draft202012Validator(REPORT_SCHEMA)
COMMAND = re.compile(r"^\s*::|##\[|##vso\[")


def steers(written: str) -> list[str]:
    """The characters that a terminal acts on or does not show."""
    unseen = ("Cc", "Cf", "Cs", "Zl", "Zp")
    return [one for one in written if one != "\n" and unicodedata.category(one) in unseen]


@settings(max_examples=examples(100))
@given(reports)
def test_json_is_read_back_as_it_was_and_keeps_its_contract(report: Report) -> None:
    written = report_json.write(report)
    read = json.loads(written)
    CONTRACT.validate(read)
    assert not any(ord(one) < 0xA0 or one in "\u202e\u2066" for one in steers(written))
    assert [one["message"] for one in read["findings"]] == [
        one.spot.message for one in report.findings
    ]


@settings(max_examples=examples(100))
@given(reports)
def test_xml_is_read_back_with_every_case(report: Report) -> None:
    root = ET.fromstring(junit.write(report).encode())
    assert root.get("tests") == str(len(list(root.iter("testcase"))))


@settings(max_examples=examples(100))
@given(reports)
def test_text_shows_everything_and_steers_nothing(report: Report) -> None:
    written = text.write(report, width=60)
    assert steers(written) == []
    assert not any(COMMAND.search(line) for line in written.split("\n"))


@settings(max_examples=examples(100))
@given(reports)
def test_compact_has_one_line_a_place(report: Report) -> None:
    written = compact.write(report)
    places = sum(one.count for one in (*report.findings, *report.coming, *report.adoption))
    lines = written.split("\n")
    assert len(lines) == places + len(report.notes) + 2
    assert steers(written) == []
    assert not any(COMMAND.search(line) for line in lines)


@settings(max_examples=examples(100))
@given(reports)
def test_github_has_a_command_for_every_finding_and_no_other(report: Report) -> None:
    lines = github.write(report).split("\n")
    commands = [line for line in lines if line.lstrip().startswith("::")]
    assert len(commands) == len(report.open) + len(report.coming) + len(report.adoption)
    assert len(lines) == len(commands) + 2
    for command in commands:
        properties, _ = command[2:].split("::", 1)
        names = re.findall(r"(?:^\w+ |,)([^=,]*)=", properties)
        assert names == ["file", "line", "col", "title"]
        assert steers(command) == []


MARKDOWN = MarkdownIt("gfm-like", {"html": True, "linkify": False}).enable("table")
OURS = re.compile(r"</?code>|<br>|<!-- lprpolicy -->\n?|</?details>(<summary>.*</summary>)?\n?")


@settings(max_examples=examples(150))
@given(reports)
def test_markdown_tables_keep_their_columns_and_hold_no_html_but_ours(report: Report) -> None:
    written = markdown.write(report)
    cells = heads = None
    for token in MARKDOWN.parse(written):
        if token.type == "tr_open":
            cells = 0
        elif token.type in ("th_open", "td_open"):
            cells = (cells or 0) + 1
        elif token.type == "thead_close":
            heads = cells
        elif token.type == "tr_close" and heads is not None and token.level > 1:
            assert cells == heads
        elif token.type == "table_close":
            heads = None
        for part in (token, *(token.children or ())):
            if part.type.startswith("html"):
                assert OURS.fullmatch(part.content), part.content
            assert part.type not in ("code_inline", "image", "fence", "s_open", "em_open")
            if part.type == "link_open":
                assert str(part.attrs["href"]).startswith("https://law.example/")
    found = sections(report)
    parts = (found.refusing, found.advice, report.waived, report.coming, report.adoption)
    before = written.split("\n<details><summary>All ")[0]
    shown = [line for line in before.split("\n") if line[:2] == "| "]
    assert len(shown) == sum(map(len, parts)) + 2 * sum(map(bool, parts))
    assert not re.search(r"[@#][\w]", re.sub(r"&#\d+;|\(<[^>]*>\)", " ", written))


@given(TEXTS)
def test_an_inert_line_is_no_command(line: str) -> None:
    assert not COMMAND.search(inert(line))


def test_sarif_messages_hold_no_links() -> None:
    """In SARIF `[words](1)` is a link to another place."""
    spot = replace(UNKNOWN.spot, message="says [x](1)")
    report = replace(CLEAN, findings=(replace(UNKNOWN, spot=spot),))
    assert "says [x] (1)" in sarif.write(report)
