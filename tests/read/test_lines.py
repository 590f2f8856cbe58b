"""Where the lines of a text begin, however they end."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lprpolicy.read.lines import Lines

BREAK = re.compile(r"\r\n|\r|\n")
TEXT = st.text("ab\n", max_size=20) | st.text("a\n\r\x0b\x85\u2028", max_size=20)


@given(TEXT)
def test_a_line_begins_behind_each_break_and_nowhere_else(text: str) -> None:
    expected = [0, *(found.end() for found in BREAK.finditer(text))]
    assert list(Lines(text).starts) == expected


@pytest.mark.parametrize("first", [(1 << 16) - 1, 1 << 16, (1 << 16) + 1])
@pytest.mark.parametrize("rest", ["", "\n", "b\n" * 70_000, "\n" * 70_000 + "b"])
def test_a_long_text_has_the_lines_of_its_pieces(first: int, rest: str) -> None:
    text = "a" * first + "\n" + rest
    expected = [0, *(found.end() for found in BREAK.finditer(text))]
    assert list(Lines(text).starts) == expected


@given(TEXT, st.integers(0, 20))
def test_a_place_is_counted_from_the_break_before_it(text: str, index: int) -> None:
    at = min(index, len(text))
    before = [found.end() for found in BREAK.finditer(text) if found.end() <= at]
    mark = Lines(text).mark(at)
    assert (mark.line, mark.column) == (len(before) + 1, at - (before[-1] if before else 0) + 1)
