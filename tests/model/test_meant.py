"""A misspelt word is answered with the one that difflib finds most alike, however many there are."""

from __future__ import annotations

from difflib import get_close_matches

from hypothesis import given
from hypothesis import strategies as st

from lprpolicy.model.prose import suggestion

WORDS = st.text("abc-", min_size=1, max_size=12)


@given(WORDS, st.lists(WORDS, max_size=30))
def test_the_closest_word_is_the_one_that_difflib_finds(word: str, known: list[str]) -> None:
    close = get_close_matches(word, known, n=1, cutoff=0.6)
    assert suggestion(word, known) == (f"; did you mean {close[0]!r}?" if close else "")


def test_a_word_that_is_just_alike_enough_is_named() -> None:
    assert "east" in suggestion("us-ny/colchester-town-so", ["us-ny/east-hampton-town-pd"])
