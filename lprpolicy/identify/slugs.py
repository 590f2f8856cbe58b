"""Ids for listed agencies: the place and what it is, and the county only where that is needed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

from lprpolicy.identify.names import fold
from lprpolicy.identify.states import STATES
from lprpolicy.model.words import AgencyKind as K

LONGEST: Final = 110
_ENDS: Final = {
    K.MUNICIPAL_POLICE: "pd",
    K.COUNTY_POLICE: "pd",
    K.COUNTY_SHERIFF: "sheriff",
}


def slug(name: str, kind: K | None, state: str) -> str:
    """Return the part of an agency's id that follows the state.

    >>> slug("Norwalk Police Department", K.MUNICIPAL_POLICE, "us-ct")
    'norwalk-pd'
    >>> slug("Connecticut State Police", K.STATE_POLICE, "us-ct")
    'state-police'
    """
    text = fold(name)
    for ending in (" police department", " sheriffs office", " sheriff"):
        if text.endswith(ending) and text != ending.strip():
            last = "sheriff" if "sheriff" in ending else _ENDS.get(kind or K.PRIVATE, "police")
            text = f"{text.removesuffix(ending)} {last}"
            break
    full = STATES.get(state.removeprefix("us-"), "")
    if kind in (K.STATE_POLICE, K.STATE_AGENCY, K.CORRECTIONS):
        text = text.removeprefix(f"{full} ")
    made = "-".join(re.findall(r"[a-z0-9]+", text))[:LONGEST].strip("-")
    return made or "agency"


def ids(wanted: Iterable[tuple[str, str, str | None, str | None]], taken: set[str]) -> list[str]:
    """Make an id for each (state, slug, county, ORI), whatever the order of the list.

    All agencies that share a name in one state get their county in the id; those that still
    share an id get the ORI too.
    """
    given = list(wanted)
    plain = [f"{state}/{name}" for state, name, _, _ in given]
    counts = Counter(plain)
    longer = [
        f"{one}-{_county(county)}" if (counts[one] > 1 or one in taken) and county else one
        for one, (_, _, county, _) in zip(plain, given, strict=True)
    ]
    counts = Counter(longer)
    made = []
    for one, (_, _, _, ori) in zip(longer, given, strict=True):
        unique = one
        if counts[one] > 1 or one in taken:
            unique = f"{one}-{ori.casefold()}" if ori else one
        number = 2
        while unique in taken:
            unique, number = f"{one}-{number}", number + 1
        taken.add(unique)
        made.append(unique)
    return made


def _county(county: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", fold(county.split(",")[0])))[:40].strip("-")
