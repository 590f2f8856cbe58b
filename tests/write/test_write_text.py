"""Snippets, marks, and lists that are cut, as a person at a terminal sees them."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from lprpolicy.model.places import Location, Mark, Span
from lprpolicy.model.report import Excerpt, Report
from lprpolicy.write.phrases import days_left, tally, time_left
from lprpolicy.write.report.snippet import snippet
from lprpolicy.write.report.text import write
from lprpolicy.write.width import columns
from tests.write.sample_report import (
    ADVISED,
    CLEAN,
    GRANTED,
    REPORT,
    REVIEW,
    UNKNOWN,
    WAIVED,
    finding,
    location,
    spot,
)


def marked(line: str, start: int, end: int, *, width: int = 100) -> tuple[str, str]:
    """The line and the mark under it, without their gutters."""
    span = Span(Mark(1, start), Mark(1, end))
    seen = snippet(Excerpt(1, (line,)), span, "is wrong", width)
    return seen.lines[-1].removeprefix("1 |").removeprefix(" "), seen.mark


def test_the_mark_is_under_the_words() -> None:
    assert marked("  - recipient: us-ice", 16, 22) == (
        "  - recipient: us-ice",
        "               ^^^^^^",
    )


def test_wide_letters_take_two_columns() -> None:
    assert marked("日本: x", 5, 6) == ("日本: x", "      ^")
    assert marked("a: 日本", 4, 6) == ("a: 日本", "   ^^^^")


def test_a_combining_mark_takes_no_column() -> None:
    assert marked("e\u0301: x", 5, 6)[1] == "   ^"


def test_what_cannot_be_seen_is_shown_and_marked_as_wide_as_it_is_shown() -> None:
    assert marked("a:\tb", 3, 4) == (r"a:\tb", "  ^^")
    assert marked("a: \u202eb", 5, 6) == (r"a: \u202eb", "         ^")


def test_an_empty_place_gets_one_mark() -> None:
    assert marked("", 1, 1) == ("", "^")
    assert marked("a:", 9, 9) == ("a:", "  ^")


def test_a_span_of_several_lines_is_marked_to_the_end_of_its_first() -> None:
    seen = snippet(Excerpt(4, ("grants:  ", "  - a")), Span(Mark(4, 1), Mark(5, 6)), "x", 80)
    assert (seen.lines, seen.mark) == (("4 | grants:",), "^^^^^^^")


def test_lines_above_the_span_are_shown_if_the_excerpt_has_them() -> None:
    lines = ("grants:", "  - a", "  - b")
    seen = snippet(Excerpt(9, lines), Span(Mark(10, 5), Mark(10, 6)), "x", 80)
    assert seen.lines == (" 9 | grants:", "10 |   - a")


def test_a_line_that_is_too_long_is_cut_around_the_span() -> None:
    line = "a" * 500 + "HERE" + "b" * 500
    shown, mark = marked(line, 501, 505, width=60)
    assert shown.startswith("…a")
    assert shown.endswith("b…")
    assert columns(shown) <= 57
    assert shown[mark.index("^") : len(mark)] == "HERE"


def test_a_span_that_is_too_long_is_shown_from_its_start() -> None:
    shown, mark = marked("x" * 10 + "日" * 500, 11, 511, width=60)
    assert shown.endswith("…")
    assert columns(shown) <= 57
    assert columns(mark) <= 57


def test_a_message_that_does_not_fit_beside_the_mark_goes_below_it() -> None:
    at = location(3, 40, 60)
    written = write(with_one(finding(REVIEW, spot("says so " * 12, at), "x" * 60)), width=72)
    assert all(columns(line) <= 72 for line in written.splitlines() if "|" in line)


def test_only_twelve_more_places_are_listed_unless_all_are_asked_for() -> None:
    also = tuple(
        spot("grants access", location(line, 3, 9), f"/grants/{line}", who=f"agency {line}")
        for line in range(10, 305)
    )
    report = with_one(replace(GRANTED, also=also))
    short, long = write(report), write(report, show_all=True)
    assert "= and 295 more:" in short
    assert "… and 283 more; --all lists them, json and sarif always do" in short
    assert "agency 21" in short
    assert "agency 22" not in short
    assert "agency 304" in long
    assert "--all" not in long


def test_advice_is_said_to_be_recommended() -> None:
    assert "us-xx/town/yearly-review recommended\n" in write(with_one(ADVISED), advice=True)


def test_law_that_nobody_read_says_so() -> None:
    assert "= note: secondary source: not checked against the statute\n" in write(with_one(UNKNOWN))


def test_a_waived_finding_says_who_granted_it_and_how_long_it_holds() -> None:
    assert "; waived by Town Council until 2026-10-20 (20 days left)\n" in write(with_one(WAIVED))


def test_a_waiver_holds_through_its_last_day() -> None:
    assert WAIVED.waiver is not None
    assert time_left(days_left(WAIVED.waiver, dt.date(2026, 10, 19))) == "1 day left"
    assert time_left(days_left(WAIVED.waiver, dt.date(2026, 10, 20))) == "ends today"
    assert time_left(days_left(WAIVED.waiver, dt.date(2026, 10, 21))) == "expired"


def test_every_place_is_counted() -> None:
    assert tally(REPORT) == (
        "Checked 38 files, 8 agencies, 412 rules as of 2026-09-30: 5 violated, 1 not enough "
        "information, 1 recommended, 2 waived (1 expires within 30 days), 1 coming up. Refused."
    )


def test_a_place_may_be_in_another_file() -> None:
    other = spot("grants access", location(2, 1, 3, "policies/other.yaml"), who="X")
    assert "policies/other.yaml:2:1  X" in write(with_one(replace(GRANTED, also=(other,))))


def test_color_changes_nothing_but_color() -> None:
    colored = write(REPORT, color=True)
    assert re.sub(r"\x1b\[[0-9;]*m", "", colored) == write(REPORT)


def test_a_place_outside_the_excerpt_is_shown_without_text() -> None:
    at = Location("gone.yaml", Span(Mark(7, 3), Mark(7, 5)))
    one = replace(finding(REVIEW, spot("is gone", at), ""), excerpt=Excerpt(1, ()))
    assert "\n7 |\n  | ^ is gone\n" in write(with_one(one), advice=True)


def with_one(one: object) -> Report:
    return replace(CLEAN, findings=(one,))  # type: ignore[arg-type]
