"""A family of federal names holds the words of its pattern, and any words where it has a star."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lprpolicy.identify.patterns import families, first_family, read_pattern
from lprpolicy.model.directory import Pattern

WORDS = st.lists(st.sampled_from(("ox", "oxo", "elk", "hen")), min_size=1, max_size=7)
PARTS = st.lists(st.sampled_from(("*", "ox", "oxo", "elk")), min_size=1, max_size=6)


def held(words: str, form: str, *unless: str) -> bool:
    pattern = Pattern(words=words, means="us/ice", unless=unless)
    return first_family(families([pattern], [read_pattern(pattern)]), form) is not None


def expression(parts: list[str]) -> str:
    """The pattern as a regular expression over words that each end in a space."""
    return "".join(r"(?:\S+ )*" if part == "*" else f"{part} " for part in parts)


@given(PARTS.filter(lambda parts: set(parts) != {"*"}), WORDS)
def test_a_pattern_holds_what_its_regular_expression_does(
    parts: list[str], words: list[str]
) -> None:
    wanted = re.fullmatch(expression(parts), "".join(f"{word} " for word in words)) is not None
    assert held(" ".join(parts), " ".join(words)) is wanted


@pytest.mark.parametrize(
    ("words", "form", "wanted"),
    [
        ("elk ox", "elk ox", True),
        ("elk ox", "elk ox hen", False),
        ("elk *", "elk", True),
        ("elk *", "elks hen", False),
        ("* elk", "hen elk", True),
        ("elk * elk", "elk", False),
        ("elk * ox * elk", "elk ox elk", True),
        ("elk * ox * elk", "elk elk ox", False),
    ],
)
def test_a_star_stands_for_any_words_or_none(words: str, form: str, wanted: bool) -> None:
    assert held(words, form) is wanted


def test_a_word_after_unless_keeps_a_name_out_of_the_family() -> None:
    assert held("* elk *", "hen elk")
    assert not held("* elk *", "hen elk", "hen")
