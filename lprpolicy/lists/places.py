"""States by code and by name, and counties, as lists write them."""

from __future__ import annotations

import re
from typing import Final

from lprpolicy.model.states import STATE_NAMES

NAMES: Final = {
    **STATE_NAMES,
    "mp": "Northern Mariana Islands",
    "as": "American Samoa",
}

STATE_OF_CODE: Final = {
    **{code.upper(): f"us-{code}" for code in NAMES},
    "NB": "us-ne",  # the FBI's own codes
    "GM": "us-gu",
}
STATE_OF_NAME: Final = {name.casefold(): f"us-{code}" for code, name in NAMES.items()}


def state_name(state: str) -> str:
    """A state's full name.

    >>> state_name("us-ct")
    'Connecticut'
    """
    return NAMES[state.removeprefix("us-")]


def state_of(text: str) -> str | None:
    """The state that a cell names, by its full name or its postal code.

    >>> state_of("CONNECTICUT"), state_of("CT"), state_of("us-ct")
    ('us-ct', 'us-ct', 'us-ct')
    """
    known = STATE_OF_NAME.get(text.casefold()) or STATE_OF_CODE.get(text.upper())
    if known is None and re.fullmatch(r"us-[a-z]{2}", text) and text[3:] in NAMES:
        return text
    return known


def county_name(text: str, state: str) -> str:
    """Counties as a person writes them.

    >>> county_name("LA SALLE", "us-il"), county_name("CADDO, BOSSIER", "us-la")
    ('La Salle County', 'Caddo Parish, Bossier Parish')
    """
    word = {"us-la": "Parish", "us-ak": "Borough"}.get(state, "County")
    counties = (one.strip().title().replace("'S", "'s") for one in text.split(","))
    return ", ".join(f"{one} {word}" for one in counties if one)
