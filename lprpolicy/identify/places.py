"""Counties as lists write them, spelled alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from lprpolicy.identify.names import read_name
from lprpolicy.model.directory import Agency

_ENDS: Final = ("county", "parish", "borough")


@lru_cache(maxsize=8192)
def counties(text: str | None) -> frozenset[str]:
    """Counties, spelled alike.

    >>> sorted(counties("St. Clair County, Saint Louis"))
    ['st clair', 'st louis']
    """
    found = (read_name(part).form for part in (text or "").split(","))
    return frozenset(
        " ".join(word for word in form.split() if word not in _ENDS) for form in found if form
    )


def in_counties(agencies: Iterable[Agency], said: Sequence[str]) -> list[Agency]:
    """Select the agencies in the county that a name says in brackets; all, where it says none.

    One whose county nobody knows may be in it.
    """
    held = list(agencies)
    there = [counties(part) for part in said if part.split()[-1:] and part.split()[-1] in _ENDS]
    if len(held) < 2 or len(there) != 1:
        return held
    return [one for one in held if not one.county or counties(one.county) & there[0]] or held


def are_counties_of(agency: Agency, said: Iterable[str]) -> bool:
    """Whether texts are the agency's county: Jackson Township PD (Stark County)."""
    own = counties(agency.county)
    return all(part.split()[-1] in _ENDS and counties(part) <= own for part in said if part)
