"""The states and territories, and which of their abbreviations are words of their own."""

from __future__ import annotations

from typing import Final

from lprpolicy.identify.tables import words
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
        "va",
        "co",
        "gu",
    }
)
"""Abbreviations that show the state even as a bare first word.

The others are words or names there: LA Port, De Soto, MD Anderson, Mt Vernon, VA Police.
"""

FULL: Final = {tuple(name.split()): code for code, name in STATES.items()}
"""Codes by full names, as words."""

LONGEST: Final = max(map(len, FULL))
"""The most words that a full name has."""

OWN_INITIALS: Final = {
    "alea": "al",
    "cdcr": "ca",
    "chp": "ca",
    "fdle": "fl",
    "fhp": "fl",
    "fwc": "fl",
    "jric": "ca",
    "mshp": "mo",
    "ncric": "ca",
    "njsp": "nj",
    "nysp": "ny",
    "ociac": "ca",
    "osbi": "ok",
    "sled": "sc",
    "tdcj": "tx",
}
"""Initials that mean one state's body in the whole country."""

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
    for size in range(min(LONGEST, len(name)), 0, -1):
        code = FULL.get(tuple(name[:size]))
        if code is not None:
            return code, size
    return None
