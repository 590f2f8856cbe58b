"""Vocabulary as a person reads it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from lprpolicy.model.vocabulary import AgencyKind

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


_NOUNS = {
    AgencyKind.MUNICIPAL_POLICE: "a municipal police department",
    AgencyKind.COUNTY_SHERIFF: "a county sheriff",
    AgencyKind.COUNTY_POLICE: "a county police department",
    AgencyKind.STATE_POLICE: "a state police force",
    AgencyKind.STATE_AGENCY: "a state agency",
    AgencyKind.CAMPUS_POLICE: "a campus police department",
    AgencyKind.TRANSIT_POLICE: "a transit police department",
    AgencyKind.TRIBAL_POLICE: "a tribal police department",
    AgencyKind.SPECIAL_DISTRICT: "a special district's police",
    AgencyKind.PROSECUTOR: "a prosecutor's office",
    AgencyKind.CORRECTIONS: "a corrections agency",
    AgencyKind.TASK_FORCE: "a task force",
    AgencyKind.FUSION_CENTER: "a fusion center",
    AgencyKind.FEDERAL_IMMIGRATION: "a federal immigration agency",
    AgencyKind.FEDERAL_LAW_ENFORCEMENT: "a federal law enforcement agency",
    AgencyKind.FEDERAL_OTHER: "a federal agency",
    AgencyKind.MILITARY: "a military body",
    AgencyKind.LOCAL_GOVERNMENT: "an office of local government",
    AgencyKind.PRIVATE: "a private party",
    AgencyKind.VENDOR: "a vendor",
    AgencyKind.FOREIGN: "a foreign body",
    AgencyKind.TEST_ACCOUNT: "a test account",
}


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


def kind_noun(kind: AgencyKind) -> str:
    """A kind of agency as a person says it, with its article."""
    return _NOUNS[kind]
