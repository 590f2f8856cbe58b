"""Names in which two states stand: nobody can tell which is meant, so neither is.

`West Haven CT VA PD` may be a town in Virginia, one in Connecticut, or the police of Veterans
Affairs there. Places that are spelled with a state's name are in the tables of states.py.
"""

from __future__ import annotations

from typing import Final

from lprpolicy.identify.names import Name
from lprpolicy.identify.suspect_words import CITIES

_VETERANS: Final = "us-va"
"""Virginia, whose abbreviation is also short for Veterans Affairs."""


def shown_state(name: Name, state: str | None) -> str | None:
    """Return the state of a name: its own, or the export's where it has none or one of several."""
    if len(name.states) > 1:
        return state if state in name.states - {_VETERANS} else None
    return name.state or state


def known_city(words: tuple[str, ...]) -> str | None:
    """Return the state of a city that everybody knows, if a name is that of its police."""
    return CITIES.get(words[:-1]) if words[-1:] in (("pd",), ("police",)) else None


def conflict(name: Name, wanted: str | None, state: str | None) -> str | None:
    """Say why a name in two states is nobody's; None where one state stands.

    The export's own field decides between two, unless one may be short for Veterans Affairs.
    """
    if len(name.states) > 1 and (wanted is None or _VETERANS in name.states):
        return f"its name says {' and '.join(sorted(name.states))}"
    if None not in (wanted, state) and wanted != state:
        return f"its name says {wanted} and the export says {state}"
    elsewhere = name.state == _VETERANS and known_city(name.words)
    if elsewhere and elsewhere != _VETERANS:
        return f"it is a place in {elsewhere}, and VA may be Veterans Affairs"
    return None
