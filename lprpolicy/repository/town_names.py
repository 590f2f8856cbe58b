"""Turn a town's name into the id and the name of its agency."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from lprpolicy.errors import UsageError
from lprpolicy.model.characters import spell_out
from lprpolicy.model.scalars import ID_PATTERN, LINE_PATTERN
from lprpolicy.model.words import AgencyKind

_CALLED: Final = {
    AgencyKind.MUNICIPAL_POLICE: ("pd", "{town} Police Department"),
    AgencyKind.COUNTY_SHERIFF: ("so", "{town} Sheriff's Office"),
    AgencyKind.COUNTY_POLICE: ("police", "{town} Police"),
}
"""The end of the id and the usual name, for kinds that are named after their place."""


def slug(name: str) -> str:
    """Write a name in lowercase letters, digits and hyphens; empty if it has none of them.

    >>> slug("St. John's"), slug("Cañon City"), slug("Ho-Ho-Kus")
    ('st-johns', 'canon-city', 'ho-ho-kus')
    """
    bare = "".join(
        letter
        for letter in unicodedata.normalize("NFKD", name.casefold())
        if not unicodedata.combining(letter)
    )
    without = re.sub(r"['’ʻ`]", "", bare)
    return "-".join(re.findall(r"[a-z0-9]+", without))


def agency_name(town: str, kind: AgencyKind, given: str | None) -> str:
    """Return the agency's full name: as given, or the usual one of its kind."""
    _is_line(town, "--town")
    if given is not None:
        _is_line(given, "--agency-name")
        return given
    if kind not in _CALLED:
        raise UsageError(
            f"an agency of the kind {kind} has no usual name",
            hint="give its full name with --agency-name",
            consequence="nothing was written",
        )
    return _CALLED[kind][1].format(town=town)


def agency_id(state: str, town: str, kind: AgencyKind, *, name: str, given: str | None) -> str:
    """Return the agency's id: as given, or made from the town's name."""
    if kind in _CALLED:
        end = slug(f"{town} {_CALLED[kind][0]}") if slug(town) else ""
    else:
        end = slug(name)
    made = given or f"{state}/{end}"
    if re.search(ID_PATTERN, made) is None or not made.startswith(f"{state}/"):
        raise UsageError(
            f"{made!r} is no id of an agency of {state}",
            hint=f"give one with --id, like {state}/westport-pd",
            consequence="nothing was written",
        )
    return made


def _is_line(text: str, option: str) -> None:
    if re.search(LINE_PATTERN, text) is None or len(text) > 200 or spell_out(text) != text:
        raise UsageError(
            f"{option}: {text!r} is not one line of text",
            hint="write it without blanks at its ends or characters that nobody can see",
            consequence="nothing was written",
        )
