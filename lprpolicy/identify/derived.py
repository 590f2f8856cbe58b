"""Other forms of a listed name: ways of saying the same agency that count only in its own state.

They are weaker than the name itself. Where another agency of the state has such a form as its
own name, that agency is meant; where two agencies have it as a derived form, nobody can tell.
"""

from __future__ import annotations

from typing import Final

from lprpolicy.identify.states import STATES
from lprpolicy.model.vocabulary import AgencyKind as K

_TOWNS: Final = ("city", "town", "village", "borough", "township")
_POLICE: Final = (
    "{0} dps",
    "city of {0} pd",
    "city of {0} dps",
    "{0} pd division",
    "{0} pd bureau",
    "{0} division of pd",
    "{0} bureau of pd",
    "{0} metro pd",
    "metro {0} pd",
    "{0} public safety",
    "{0} safety department",
)
_CAMPUS: Final = (
    "{0}",
    "{0} dps",
    "{0} public safety",
    "{0} campus pd",
    "{0} campus dps",
    "{0} campus safety",
    "{0} campus security",
    "{0} security",
    "{0} pd services",
)
_FORCES: Final = ("state police", "highway patrol", "state highway patrol", "state patrol")
_SHORT: Final = (
    ("department of natural resources", "dnr"),
    ("department of corrections", "doc"),
    ("department of justice", "doj"),
    ("department of transportation", "dot"),
    ("department of revenue", "dor"),
    ("bureau of investigation", "bi"),
    ("unified school district", "usd"),
    ("school district", "sd"),
)


def derived(form: str, kind: K | None, state: str | None) -> frozenset[str]:
    """Every derived form of a normal form.

    >>> "town of avon pd" in derived("avon pd", K.MUNICIPAL_POLICE, "us-ct")
    True
    """
    made: set[str] = set()
    base = form.removesuffix(" pd")
    if kind is K.MUNICIPAL_POLICE and base != form:
        made |= _municipal(base)
    elif kind is K.COUNTY_SHERIFF:
        made |= _sheriff(form)
    elif kind is K.CAMPUS_POLICE:
        made |= {way.format(base) for way in _CAMPUS} | {f"{base} pd"}
    elif kind in (K.STATE_POLICE, K.STATE_AGENCY, K.CORRECTIONS, K.TRANSIT_POLICE):
        made |= _of_state(base, state)
    elif kind in (K.TRIBAL_POLICE, K.SPECIAL_DISTRICT, K.PROSECUTOR):
        made |= {base, f"{base} pd", f"{base} dps"}
    made |= {
        one.replace(long, short) for one in (*made, form) for long, short in _SHORT if long in one
    }
    return frozenset(made - {form, ""})


def _municipal(base: str) -> set[str]:
    """A place with and without the word for what it is: Avon Town, Town of Avon, Avon."""
    made = {way.format(base) for way in _POLICE}
    words = base.split()
    if len(words) > 1 and words[-1] in _TOWNS:
        place, what = " ".join(words[:-1]), words[-1]
        made |= {f"{what} of {place} pd", f"{what} of {place} dps", f"{place} pd", f"{place} dps"}
    else:
        made |= {f"{what} of {base} pd" for what in _TOWNS}
        made |= {f"{base} {what} pd" for what in _TOWNS}
    return made


def _sheriff(form: str) -> set[str]:
    base = form.removesuffix(" so")
    place = base.removesuffix(" county").removesuffix(" parish")
    made = {f"{place} so", f"{place} county so", f"{place} parish so", f"{place} county so jail"}
    return made | {f"county of {place} so", f"{place} county so division"}


def _of_state(base: str, state: str | None) -> set[str]:
    """A state's body with and without the state's name, and with and without `police`."""
    name = STATES.get((state or "").removeprefix("us-"), "")
    bare = base.removeprefix(f"{name} ") if name else base
    made = {bare, f"{name} {bare}".strip()}
    if bare in _FORCES:
        bare = bare.removeprefix("state ")
        made |= {f"{name} {one}" for one in (bare, f"state {bare}", f"department of state {bare}")}
    return made | {f"{one} {word}" for one in made for word in ("pd", "police")}
