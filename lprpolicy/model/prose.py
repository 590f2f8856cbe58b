"""Words, numbers and days as a person reads them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Final

MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

ENOUGH: Final = 0.6
"""The lowest likeness, out of 1, at which one word may be a misspelling of another."""
ROUNDED: Final = 0.1
"""Lowers the cutoff, since rapidfuzz rounds it and can drop a word that just meets it."""
TINY: Final = 1e-9
"""More than the rounding error between two ways of computing the same ratio."""


def words(term: str) -> str:
    """Return a vocabulary word as prose.

    >>> words("case-evidence")
    'case evidence'
    """
    return str(term).replace("-", " ")


def join_terms(terms: Iterable[str], last: str = "and") -> str:
    """Join terms as a person lists them.

    >>> join_terms(["plate", "time", "case-number"])
    'plate, time and case number'
    """
    said = [words(term) for term in terms]
    if len(said) < 2:
        return "".join(said)
    return f"{', '.join(said[:-1])} {last} {said[-1]}"


def suggestion(word: str, known: Iterable[str]) -> str:
    """Suggest what a misspelled word was meant to be, as the end of a sentence.

    >>> suggestion("readz", ["reads", "hits"])
    "; did you mean 'reads'?"
    """
    close = _closest(word.casefold(), known)
    return f"; did you mean {close!r}?" if close else ""


def _closest(word: str, known: Iterable[str]) -> str | None:
    """Return the word that difflib finds most alike, if any is alike enough.

    difflib never finds more in common than the longest common subsequence, which takes a hundredth
    of the time. So the words with the longest one are compared first, and most never are.
    """
    from difflib import SequenceMatcher

    from rapidfuzz.distance import Indel
    from rapidfuzz.process import extract

    ranked = extract(
        word,
        list(known),
        scorer=Indel.normalized_similarity,
        limit=None,
        score_cutoff=ENOUGH - ROUNDED,
    )
    matcher = SequenceMatcher(b=word)
    best, closest = ENOUGH, ""
    for text, at_most, _ in ranked:
        if at_most + TINY < best:
            break
        matcher.set_seq1(text)
        best, closest = max((best, closest), (matcher.ratio(), text))
    return closest or None


def long_day(day: dt.date) -> str:
    """Return a day in full.

    >>> long_day(dt.date(2027, 1, 1))
    'January 1, 2027'
    """
    return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"


def month_day(text: str) -> str:
    """Return a day that recurs every year.

    >>> month_day("01-31")
    'January 31'
    """
    month, day = text.split("-")
    return f"{MONTHS[int(month) - 1]} {int(day)}"


def amount(count: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun.

    >>> amount(1, "agency", "agencies"), amount(1234, "rule")
    ('1 agency', '1,234 rules')
    """
    return f"{count:,} {one if count == 1 else many or one + 's'}"
