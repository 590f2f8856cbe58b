"""What a portal says of allowed and prohibited uses, as purposes where the words are certain.

A sentence with an exception, or that is not a plain list, stays words without purposes.
"""

from __future__ import annotations

import re
from typing import Final

from lprpolicy.model.observation import ClaimSubject
from lprpolicy.model.words import Purpose

_CARE = r"(?: health ?care| care)"
_PHRASES: Final[tuple[tuple[Purpose, str], ...]] = (
    (Purpose.CIVIL_IMMIGRATION_ENFORCEMENT, r"civil immigration(?: law)? enforcement"),
    (Purpose.IMMIGRATION_ENFORCEMENT, r"immigration(?: law)? enforcement"),
    (Purpose.TRAFFIC_ENFORCEMENT, r"traffic(?: law)? enforcement"),
    (Purpose.PARKING_ENFORCEMENT, r"parking enforcement"),
    (
        Purpose.HARASSMENT,
        r"(?:harr?ass?ment|intimidation|harr?ass?ing|intimidating)"
        r"(?: ?(?:and/or|and|or|/) ?(?:harr?ass?ment|intimidation|intimidating)(?: of .+)?)?"
        r"|to (?:harass|intimidate)(?: or (?:harass|intimidate))?(?: .+)?",
    ),
    (Purpose.PERSONAL_USE, r"personal (?:use|uses|purposes)"),
    (Purpose.COMMERCIAL_USE, r"commercial (?:use|uses|purposes)"),
    (Purpose.DEBT_COLLECTION, r"(?:debt|debt and fine) collection"),
    (
        Purpose.PROTECTED_CLASS_MONITORING,
        r"(?:usage|uses?|searches|targeting) based (?:solely |only |in whole or in part )?"
        r"(?:up)?on (?:an? |any )?protected class(?:es)?",
    ),
    (
        Purpose.FIRST_AMENDMENT_ACTIVITY,
        r"(?:(?:monitoring|tracking|surveillance)(?: of)? )?(?:activit(?:y|ies) protected by the "
        r"first amendment|first amendment(?:[- ]protected)? activit(?:y|ies))",
    ),
    (Purpose.REPRODUCTIVE_HEALTH_CARE, rf"reproductive{_CARE}(?: (?:investigations|enforcement))?"),
    (Purpose.GENDER_AFFIRMING_CARE, rf"gender[- ]affirming{_CARE}"),
    (Purpose.STOLEN_VEHICLE, r"stolen vehicles?|(?:the )?recovery of stolen vehicles?"),
    (Purpose.MISSING_PERSON, r"missing persons?|(?:locating|finding) missing persons?"),
    (Purpose.HUMAN_TRAFFICKING, r"human trafficking"),
    (Purpose.HOMICIDE, r"homicides?"),
    (Purpose.TERRORISM, r"terrorism"),
)
_KNOWN: Final = tuple((purpose, re.compile(pattern)) for purpose, pattern in _PHRASES)
_EXCEPTION = re.compile(
    r"\b(?:except(?:ion|ions|ing)?|but|unless|other than|apart from|excluding|without"
    r"|only (?:if|when|with)|subject to|not prohibited|permitted|allowed|authori[sz]ed|may be)\b",
    re.I,
)
_NEGATION = re.compile(
    r"\b(?:not|no|never|none|nor|cannot|prohibit\w*|forbid\w*|ban\w*)\b|n't", re.I
)
_FOR_EVER = re.compile(
    r"\b(?:access|audits?|logs?|quer(?:y|ies)|search(?:es)?)\b.*\b(?:is|are|be) "
    r"(?:kept|logged|maintained|retained|saved|stored) (?:forever|indefinitely|permanently)",
    re.I,
)
_LEAD = re.compile(r"^(?:and|or|any|the|for|use for|used for|use of the system for)\s+", re.I)


def purposes(subject: ClaimSubject, text: str) -> tuple[Purpose, ...]:
    """The purposes that a text certainly names.

    >>> [*map(str, purposes(ClaimSubject.PROHIBITED_USES, "Immigration enforcement, fun."))]
    ['immigration-enforcement']
    """
    if subject is ClaimSubject.PROHIBITED_USES:
        if has_exception(text):
            return ()
    elif (
        subject is not ClaimSubject.ACCEPTABLE_USE or has_exception(text) or _NEGATION.search(text)
    ):
        return ()
    found = {
        purpose for item in _items(text) for purpose, pattern in _KNOWN if pattern.fullmatch(item)
    }
    return tuple(purpose for purpose in Purpose if purpose in found)


def names_no_more(text: str) -> bool:
    """Whether each part of a list of prohibited uses is one of the purposes that we know.

    >>> names_no_more("Immigration enforcement, personal use."), names_no_more("Fun.")
    (True, False)
    """
    items = [item for item in _items(text) if item]
    known = all(any(pattern.fullmatch(item) for _, pattern in _KNOWN) for item in items)
    return bool(items) and known and not has_exception(text)


def keeps_log_indefinitely(text: str) -> bool:
    """Whether a text certainly says that the log of searches is kept without end.

    >>> keeps_log_indefinitely("All system access needs a reason and is stored indefinitely.")
    True
    """
    found = [one for one in re.split(r"(?<=[.;\n])", text) if _FOR_EVER.search(one)]
    return len(found) == 1 and not (has_exception(found[0]) or _NEGATION.search(found[0]))


def has_exception(text: str) -> bool:
    """Whether the text names an exception to what it says."""
    return _EXCEPTION.search(text) is not None


def _items(text: str) -> list[str]:
    bare = re.sub(r"\([^()]*\)", " ", text)
    parts = re.split(r"[,;.:\n\u2022]|\s+(?:and|or)\s+(?=\w+ )", bare)
    items = []
    for part in parts:
        item, before = " ".join(part.split()).casefold(), ""
        while item != before:
            item, before = _LEAD.sub("", item), item
        items.append(item)
    return items
