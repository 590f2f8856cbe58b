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


_BODIES = (
    r"(?:(?:all|approved|external|other|our|outside|participating|partner|partnering|the"
    r"|law enforcement) )*"
    r"(?:organi[sz]ations|agencies|departments|entities|networks|partners|law enforcement)"
)
_WHO = r"(?:that|which|who|whom)"
_DATA = r"(?:(?:its|our|their|lpr|alpr|camera|network|flock) )*(?:data|reads|cameras|information)"
_WAYLESS = (
    r"(?:(?:data[- ]|our )?sharing|our) partners|(?:our )?partner (?:agencies|organi[sz]ations)"
)
_ROLES: Final[tuple[tuple[HeadingRole, str], ...]] = (
    (
        HeadingRole.OUTBOUND,
        rf"{_BODIES} (?:currently )?(?:{_WHO} )?(?:(?:are|have been|were) )?"
        r"(?:granted|given|having|have|with|allowed) "
        r"(?:external |direct )?access(?: to (?P<of>.+?))?"
        rf"|access (?:(?:is )?(?:granted|given|provided) )?(?:to|by|for) {_BODIES}"
        rf"|{_BODIES} {_WHO} (?:can|may) (?:access|query|search|see|use|view) (?P<seen>.+?)"
        rf"|{_BODIES} with (?:which|whom) (?P<with>.+?) shares?(?: {_DATA})?"
        r"|only agencies with external access|sharing network data with"
        r"|approved (?P<by>.+?) share with"
        rf"|{_BODIES} (?:{_WHO} )?(?P<who>(?!sharing\b|{_WHO}\b).+?) shares? (?:{_DATA} )?with"
        rf"|(?:(?:who|whom) )?(?P<one>we|.+? (?=shares))? ?shares? (?:{_DATA} )?with"
        rf"|(?:{_DATA} )?(?:is )?shared with|networks (?:i'm|we're|we are) sharing"
        rf"|(?:{_DATA} )?(?:is )?shared with {_BODIES}"
        r"|none: (?P<none>.+?) (?:does|do) not (?:\w+ )?share\b.*"
        rf"|{_WAYLESS}",
    ),
    (
        HeadingRole.INBOUND,
        rf"{_BODIES} (?:currently )?sharing (?:{_DATA} )?with (?P<of>.+)"
        rf"|{_BODIES} sharing {_DATA}|receiving (?:network )?data from"
        rf"|{_BODIES} {_WHO} share (?:{_DATA} )?with (?P<to>.+)"
        rf"|(?:(?:{_DATA}|networks) )?shared with (?P<us>us|me|our .+)"
        r"|networks shared with (?P<own>.+)"
        rf"|{_BODIES} (?P<who>.+?) receives? {_DATA} from",
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
_LISTS: Final = _KNOWN[:2]
_CLAIMS: Final = tuple((subject, re.compile(pattern)) for subject, pattern in _SUBJECTS)
LONGEST: Final = 160
"""The most characters of an ordinary heading. A list's may be longer: its first words tell."""
_OWNERS: Final = ("of", "by", "who", "with", "seen", "one", "to", "us", "own", "none")
_DESCRIPTION = re.compile(
    r"(?:the number of days|number of|total|national and statewide|download to view)\b.*\.",
    re.I,
)
_SMALL_PRINT = re.compile(rf"(?=.*\b{_BODIES}\b)(?=.*\b(?:shar(?:e|es|ed|ing)|access)\b).*\.", re.I)
_APOSTROPHES = str.maketrans("\u2018\u2019\u02bc\u00b4`", "'''''")
_FIRST = re.compile(r"(.+?)(?:[.;:!?](?=\s)|\s[-\u2013\u2014]+\s|\s\()")
_NONE = r"(?:none|n/a|not applicable|nobody|no one|no (?:agencies|organi[sz]ations|entities))"
_NOBODY = re.compile(
    rf"none:.*|{_NONE}\b[^,;]*(?:[,;] (?:but|except|other than|unless)\b.*)?"
    r"|.{1,80} (?:does|do) not (?:\w+ )?share\b[^,;]*",
    re.I,
)
_SAYS_NONE = re.compile(rf"(?P<heading>.+?)\s*[-\u2013\u2014:(]+\s*(?P<none>{_NONE}\b[^,;]*)", re.I)
_OURS = re.compile(
    r"(?:we|us|me|i|our|ours|my|its|their|it)\b.*"
    r"|(?:the|this|our) (?:agency|city|county|department|police(?: department)?|sheriff|town)",
    re.I,
)
_THINGS = re.compile(rf"(?:'s)?\s+(?:{_DATA}|lprs?|alprs?|system|readers?|networks?)", re.I)


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
        return _list_role(heading)
    said = plain(heading)
    for known, pattern in _KNOWN:
        if pattern.fullmatch(said):
            return known
    if subject(heading) is not None:
        return HeadingRole.CLAIM
    return _list_role(heading)


def _list_role(heading: str) -> HeadingRole | None:
    """Whether the first sentence of a long heading is the heading of a list."""
    first = _first_words(heading)
    said = plain(first)
    if first == heading or not said:
        return None
    return next((known for known, pattern in _LISTS if pattern.fullmatch(said)), None)


def _first_words(heading: str) -> str:
    found = _FIRST.match(heading[: LONGEST + 2])
    return found[1] if found else heading


def subject(heading: str) -> ClaimSubject | None:
    """Return what a claim under this heading is about."""
    said = plain(heading[: LONGEST + 1])
    return next((known for known, pattern in _CLAIMS if pattern.fullmatch(said)), None)


def says_none(text: str) -> tuple[str, str] | None:
    """The heading of a list that itself says that nobody is on it, and these words.

    >>> says_none("External organizations with access - None")
    ('External organizations with access', 'None')
    """
    if len(text) > LONGEST or not (found := _SAYS_NONE.fullmatch(text)):
        return None
    if role(found["heading"]) not in (HeadingRole.OUTBOUND, HeadingRole.INBOUND):
        return None
    return found["heading"].strip(), found["none"].strip(" )")


def is_none(text: str) -> bool:
    """Whether the words under the heading of a list say that nobody is on it.

    >>> is_none("None at this time"), is_none("None, Elm CT PD")
    (True, False)
    """
    return _NOBODY.fullmatch(text.strip()) is not None


def tells_direction(heading: str) -> bool:
    """Whether the heading of a list says who can see whose reads; "partners" may mean both."""
    return re.fullmatch(_WAYLESS, plain(heading)) is None


def describes(text: str) -> bool:
    """Whether it is the small print that newer pages put between a heading and its value.

    >>> describes("Organizations granted access to Westport CT PD data.")
    True
    >>> describes("Organizations outside Connecticut have no access.")
    False
    """
    if len(text) > LONGEST or not text.endswith("."):
        return False
    said = plain(text.rstrip("."))
    listed = any(pattern.fullmatch(said) for _, pattern in _LISTS)
    return listed or _DESCRIPTION.fullmatch(text) is not None


def is_small_print(text: str) -> bool:
    """Whether a text under the heading of a list is about the list, and no name on it.

    >>> is_small_print("Agencies outside the county share nothing with us.")
    True
    """
    return _SMALL_PRINT.fullmatch(text[: LONGEST * 4].strip()) is not None


def owner(heading: str) -> str | None:
    """The agency that a heading of a list names, as it is written there.

    >>> owner("Organizations granted access to Westport CT PD data")
    'Westport CT PD'
    """
    whole = " ".join(heading.translate(_APOSTROPHES).split()).rstrip(":.")
    for said in dict.fromkeys((whole, _first_words(whole))):
        if len(said) > LONGEST:
            continue
        for _, pattern in _LISTS:
            if found := re.fullmatch(pattern.pattern, said, re.I):
                names = [found[key] for key in _OWNERS if key in pattern.groupindex and found[key]]
                return _owner_name(names[0]) if names else None
    return None


def _owner_name(text: str) -> str | None:
    """The agency in the words of a heading; None where they are "we", or "our cameras"."""
    name = text.strip()
    if cut := re.fullmatch(rf"(.+?){_THINGS.pattern}", name, re.I):
        name = cut[1]
    return None if _OURS.fullmatch(name) or _THINGS.fullmatch(f" {name}") else name
