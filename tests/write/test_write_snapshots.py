"""What people and programs see of one report with every situation in it, byte for byte."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from lprpolicy.write import FORMATS, Style
from tests.write.sample_report import CLEAN, REPORT

NAMES = {
    "text": "report.txt",
    "compact": "report.compact",
    "json": "report.json",
    "sarif": "report.sarif",
    "github": "report.github",
    "junit": "report.xml",
    "markdown": "report.md",
    "oscal": "report.oscal.json",
}


def test_every_format_has_a_snapshot() -> None:
    assert set(NAMES) == set(FORMATS)


@pytest.mark.parametrize("name", FORMATS)
def test_what_a_format_shows(name: str, snapshot: Callable[[str, str], None]) -> None:
    snapshot(NAMES[name], FORMATS[name].write(REPORT))


@pytest.mark.parametrize("name", FORMATS)
def test_a_report_without_findings_says_how_much_was_checked(name: str) -> None:
    written = FORMATS[name].write(CLEAN)
    assert written.endswith("\n")
    if name not in ("json", "oscal", "sarif", "junit"):
        found = "0 violated, 0 not enough information."
        assert f"Checked 1 file, 1 agency, 1 rule as of 2026-09-30: {found}" in written


@pytest.mark.parametrize("name", FORMATS)
def test_no_format_says_more_than_was_checked(name: str) -> None:
    said = FORMATS[name].write(REPORT).lower() + FORMATS[name].write(CLEAN).lower()
    said = said.replace("deviation-approved", "waived")  # the word of OSCAL
    assert not any(word in said for word in ("complian", "proved", "proven", "cannot reach"))


@pytest.mark.parametrize("name", FORMATS)
def test_only_text_for_a_terminal_has_color(name: str) -> None:
    assert ("\x1b[" in FORMATS[name].write(REPORT, Style(color=True))) == (name == "text")
