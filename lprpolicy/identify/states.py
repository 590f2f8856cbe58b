"""The states and territories, and which of their abbreviations are words of their own."""

from __future__ import annotations

from typing import Final

from lprpolicy.identify.tables import lines, words
from lprpolicy.model.states import STATE_NAMES

STATES: Final = {code: name.casefold() for code, name in STATE_NAMES.items()}

CODES: Final = frozenset(STATES) - {"vi"}
"""Abbreviations that count without brackets. `VI` does not: it is also a numeral."""

LEADING: Final = (
    CODES
    - {"al", "de", "hi", "id", "in", "la", "ma", "md", "me", "mt", "ne", "oh"}
    - {
        "ok",
        "or",
        "pa",
        "sd",
        "ut",
        "va",
        "co",
        "gu",
    }
)
"""Abbreviations that show the state even as a bare first word.

The others are words or names there: LA Port, De Soto, MD Anderson, Mt Vernon, UT Austin, VA Police.
"""

FULL: Final = {tuple(name.split()): code for code, name in STATES.items()}
"""Codes by full names, as words."""

LONGEST: Final = max(map(len, FULL))
FULL_BEGIN: Final = frozenset(full[0] for full in FULL)
"""The most words that a full name has."""

OWN_INITIALS: Final = {
    "alea": "al",
    "cdcr": "ca",
    "chp": "ca",
    "fdle": "fl",
    "fhp": "fl",
    "fwc": "fl",
    "lapd": "ca",
    "lasd": "ca",
    "jric": "ca",
    "mshp": "mo",
    "lvmpd": "nv",
    "ncric": "ca",
    "njsp": "nj",
    "nypd": "ny",
    "nysp": "ny",
    "ociac": "ca",
    "osbi": "ok",
    "sled": "sc",
    "tdcj": "tx",
    "ucla": "ca",
    "ucsb": "ca",
    "ucsd": "ca",
    "ucsf": "ca",
    "unlv": "nv",
}
"""Initials that mean one body, of this state, in the whole country."""

PARTS_OF_PLACES: Final = frozenset(
    (line.split()[0], line.split()[1])
    for line in lines(
        """
        ak chin
        co desert
        co river
        de river
        de valley
        ms valley
        mo river
        mo valley
        oh river
        oh valley
        or trail
        tn river
        tn valley
        wa crossing
        wa metro
        wy area
        wy valley
        """
    )
)
"""States that are part of a place's name when this word follows: Ak-Chin, Ohio Valley.

The place may lie in another state: the Colorado Desert is in California.
"""

TOWNS: Final = {
    state: words(others)
    for state, others in (
        line.split(maxsplit=1)
        for line in lines(
            """
            al ny wi
            ca ky md mo pa
            de ia nj oh ok
            fl ma ny
            ga vt
            ia la wi
            in pa
            ks al il oh ok
            la mo
            md ny
            me ny
            mi nd
            mt wi
            nv ia mo oh tx
            oh il ny
            or il mo oh wi
            tx mo wi
            va il mn
            vt il wi
            wa ar ct dc ga ia il in ks la ma me mi mo nc ne nh nj ny ok pa ut va vt wi wv
            wy de ia il mi mn ny oh pa ri
            """
        )
    )
}
"""States with towns of a state's name: there is a Nevada in Iowa and one in Missouri."""

NOT_BEFORE: Final = words("""
    of at port fort mount lake new old north south east west northern southern eastern western
    central upper lower mid middle glen little big point george martha mary st bank american
    university college great general
    """)
"""Words that make a state's full name behind them part of a longer name: Port Washington PD."""


def state_id(code: str) -> str:
    """Return the id of a state.

    >>> state_id("ct")
    'us-ct'
    """
    return f"us-{code}"


def leading_state(name: list[str]) -> tuple[str, int] | None:
    """Find the state whose full name a name begins with, and the number of its words.

    >>> leading_state(["west", "virginia", "state", "police"])
    ('wv', 2)
    """
    if not name or name[0] not in FULL_BEGIN:  # most names; the rest need not be looked at
        return None
    for size in range(min(LONGEST, len(name)), 0, -1):
        code = FULL.get(tuple(name[:size]))
        if code is not None:
            return code, size
    return None
