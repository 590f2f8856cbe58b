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
"""How alike two words are, out of 1, before one may be a misspelling of the other."""
ROUNDED: Final = 0.1
"""More than rapidfuzz rounds a cutoff by: it leaves out a word that is just as alike as asked."""
TINY: Final = 1e-9
"""More than two ways of dividing the same numbers differ by."""


def words(term: str) -> str:
    """A vocabulary word in prose.

    >>> words("case-evidence")
    'case evidence'
    """
    return str(term).replace("-", " ")


def listed(terms: Iterable[str], last: str = "and") -> str:
    """Terms as a person lists them.

    >>> listed(["plate", "time", "case-number"])
    'plate, time and case number'
    """
    said = [words(term) for term in terms]
    if len(said) < 2:
        return "".join(said)
    return f"{', '.join(said[:-1])} {last} {said[-1]}"


def meant(word: str, known: Iterable[str]) -> str:
    """What a misspelt word may have been meant to be, as the end of a sentence.

    >>> meant("readz", ["reads", "hits"])
    "; did you mean 'reads'?"
    """
    close = _closest(word.casefold(), known)
    return f"; did you mean {close!r}?" if close else ""


def _closest(word: str, known: Iterable[str]) -> str | None:
    """The word that difflib finds most alike, if any is alike enough.

    What two words have in common is never more than their longest common subsequence, which takes
    a hundredth of the time: the words with the longest are looked at first, and most never.
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
    """A day in full.

    >>> long_day(dt.date(2027, 1, 1))
    '1 January 2027'
    """
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def month_day(text: str) -> str:
    """A day of every year.

    >>> month_day("01-31")
    '31 January'
    """
    month, day = text.split("-")
    return f"{int(day)} {MONTHS[int(month) - 1]}"


def amount(count: int, one: str, many: str | None = None) -> str:
    """A number with its noun.

    >>> amount(1, "agency", "agencies"), amount(1234, "rule")
    ('1 agency', '1,234 rules')
    """
    return f"{count:,} {one if count == 1 else many or one + 's'}"
