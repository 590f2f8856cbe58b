"""The headings of a transparency portal. Agencies edit theirs, so each is known by several names.

A heading that none of these patterns knows is reported; nothing under it is guessed at.
"""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import Final

from lprpolicy.model.observation import ClaimSubject


class HeadingRole(Enum):
    """What stands under a heading."""

    OUTBOUND = auto()
    INBOUND = auto()
    RETENTION = auto()
    CLAIM = auto()
    FIGURE = auto()  # a count of cameras, reads, hits or searches
    SECTION = auto()  # a part of the page with headings of its own
    MORE = auto()  # the part where agencies write whatever they like
    STORY = auto()  # praise of the system; it describes people, so it is not kept


_BODIES = r"(?:organi[sz]ations|agencies)"
_ROLES: Final[tuple[tuple[HeadingRole, str], ...]] = (
    (
        HeadingRole.OUTBOUND,
        rf"(?:external |outside )?{_BODIES} (?:granted|given|with|that have|who have) "
        r"(?:external )?access(?: to (?P<of>.+?)(?: data)?)?"
        r"|only agencies with external access|sharing network data with"
        r"|approved (?P<by>.+?) share with"
        rf"|{_BODIES} (?P<who>(?!sharing\b).+?) shares? (?:data )?with",
    ),
    (
        HeadingRole.INBOUND,
        rf"{_BODIES} sharing (?:their )?data(?: with (?P<of>.+))?|receiving network data from",
    ),
    (HeadingRole.RETENTION, r"(?:flock )?data retention(?: \((?:in )?days\)| period| for .+)?"),
    (
        HeadingRole.FIGURE,
        r"(?:total )?number of .*(?:cameras|lprs|searches|hot ?list hits)|total cameras"
        r"|lpr cameras|lpr and other cameras|(?:unique )?vehicles detected(?: in the last .+)?"
        r"|hot ?list hits(?: in the last .+)?|(?:.+ )?searches in the last .+",
    ),
    (
        HeadingRole.SECTION,
        r"overview|policies|usage|transparency portal|community impact|policy & trust"
        r"|data & usage summary|visit flock|provided by flock safety|download csv"
        r"|(?:public )?search audit",
    ),
    (HeadingRole.MORE, r"additional info(?:rmation)?|more info(?:rmation)?"),
    (HeadingRole.STORY, r"(?:.+ )?success stor(?:y|ies)|news|in the news"),
)
_SUBJECTS: Final[tuple[tuple[ClaimSubject, str], ...]] = (
    (ClaimSubject.ACCEPTABLE_USE, r"acceptable uses?(?: policy)?"),
    (ClaimSubject.PROHIBITED_USES, r"prohibited uses?(?: policy)?"),
    (ClaimSubject.ACCESS, r"access policy"),
    (ClaimSubject.HOT_LISTS, r"hot ?lists? alerted on|hot ?list policy|california svs"),
    (
        ClaimSubject.SHARING,
        r"(?:network |data )?sharing(?: policy| restrictions| with partners)?|search specifics"
        r"|sb ?54\b.*",
    ),
    (ClaimSubject.DEPLOYMENT, r"restrictions on deployment"),
    (ClaimSubject.DETECTION, r"what's (?:not )?detected"),
    (
        ClaimSubject.OTHER,
        r"(?:.+ )?(?:alpr|lpr|(?:automated )?license plate reader|flock|police department"
        r"|sheriff's office)\b(?: .+)? (?:policy|manual)(?: .+)?|alpr|policy"
        r"|policy (?:documents?|info|link|page)|documentation|community safeguards|disclaimer",
    ),
)
_KNOWN: Final = tuple((role, re.compile(pattern)) for role, pattern in _ROLES)
_CLAIMS: Final = tuple((subject, re.compile(pattern)) for subject, pattern in _SUBJECTS)
LONGEST: Final = 160
"""The most characters of a heading; agencies write whole sentences as headings."""
_OWNERS: Final = ("of", "by", "who")
_DESCRIPTION = re.compile(
    r"(?:the number of days|number of|total|national and statewide|download to view)\b.*\.",
    re.I,
)
_APOSTROPHES = str.maketrans("\u2018\u2019\u02bc\u00b4`", "'''''")


def plain(text: str) -> str:
    """A heading without what differs between two pages that mean the same one.

    >>> plain("What\u2019s  Detected:")
    "what's detected"
    """
    return " ".join(text.translate(_APOSTROPHES).split()).casefold().rstrip(":").strip()


def role(heading: str) -> HeadingRole | None:
    """What stands under this heading; None where nobody knows.

    >>> role("Agencies NCRIC Shares With")
    <HeadingRole.OUTBOUND: 1>
    """
    if len(heading) > LONGEST:
        return None
    said = plain(heading)
    for known, pattern in _KNOWN:
        if pattern.fullmatch(said):
            return known
    return HeadingRole.CLAIM if subject(heading) is not None else None


def subject(heading: str) -> ClaimSubject | None:
    """Return what a claim under this heading is about."""
    said = plain(heading[: LONGEST + 1])
    return next((known for known, pattern in _CLAIMS if pattern.fullmatch(said)), None)


def describes(text: str) -> bool:
    """Whether it is the small print that newer pages put between a heading and its value.

    >>> describes("Organizations granted access to Westport CT PD data.")
    True
    >>> describes("Organizations outside Connecticut have no access.")
    False
    """
    if len(text) > LONGEST or not text.endswith("."):
        return False
    lists = (HeadingRole.OUTBOUND, HeadingRole.INBOUND)
    return _DESCRIPTION.fullmatch(text) is not None or role(text.rstrip(".")) in lists


def owner(heading: str) -> str | None:
    """The agency that a heading of a list names, as it is written there.

    >>> owner("Organizations granted access to Westport CT PD data")
    'Westport CT PD'
    """
    said = " ".join(heading[: LONGEST + 1].split()).rstrip(":.")
    for _, pattern in _KNOWN[:2]:
        if found := re.fullmatch(pattern.pattern, said, re.I):
            names = [found[key] for key in _OWNERS if key in pattern.groupindex and found[key]]
            if names:
                return str(names[0])
    return None
