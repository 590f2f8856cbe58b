"""Other forms of a listed name: ways of saying the same agency that count only in its own state.

They are weaker than the name itself. Where another agency of the state has such a form as its
own name, that agency is meant; where two agencies have it as a derived form, the nearer one is,
and of two as near nobody can tell.
"""

from __future__ import annotations

import re
from typing import Final

from lprpolicy.identify.campuses import short_forms
from lprpolicy.identify.initials import STATE_AGENCIES, STATE_POLICE
from lprpolicy.identify.states import STATES
from lprpolicy.model.words import AgencyKind as K

NAME, NEAR, FAR = 0, 1, 2
"""The strength of a form: the agency's own name, a variant, or one with a word left out."""
_TOWNS: Final = ("city", "town", "village", "borough", "township")
_WHOLE_STATES: Final = frozenset(STATES.values())
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
    "{0} pd service",
    "{0} public safety service",
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
    "{0} pd service",
)
_OWN_INITIALS: Final = {K.STATE_POLICE: STATE_POLICE, K.STATE_AGENCY: STATE_AGENCIES}
_FORCES: Final = ("state police", "highway patrol", "state highway patrol", "state patrol")
_DISTRICT: Final = re.compile(r"(\d+(?:st|nd|rd|th)) judicial (?:district|circuit) ")
"""How a task force of a state's courts begins; its number alone is enough: 21st Drug Task Force."""
_SHORT: Final = (
    ("department of natural resources", "dnr"),
    ("department of corrections", "doc"),
    ("department of justice", "doj"),
    ("department of transportation", "dot"),
    ("department of revenue", "dor"),
    ("bureau of investigation", "bi"),
    ("unified school district", "usd"),
    ("community college", "cc"),
    ("school district", "sd"),
)


def derived_forms(form: str, kind: K | None, state: str | None) -> dict[str, int]:
    """Return every derived form of a normal form, with its strength.

    >>> derived_forms("avon pd", K.MUNICIPAL_POLICE, "us-ct")["city of avon pd"] == NEAR
    True
    """
    near: set[str] = set()
    far: set[str] = set()
    base = form.removesuffix(" pd")
    if kind is K.MUNICIPAL_POLICE and base != form:
        near, far = _municipal(base)
    elif kind is K.COUNTY_SHERIFF:
        near = _sheriff(form)
    elif kind is K.COUNTY_POLICE:
        near = _county_police(form)
    elif kind is K.CAMPUS_POLICE:
        called = {base, *short_forms(base, state), *_colleges(base)}
        near = {way.format(one) for one in called for way in (*_CAMPUS, "{0} pd")}
    elif kind in (K.STATE_POLICE, K.STATE_AGENCY, K.CORRECTIONS, K.TRANSIT_POLICE):
        near = _of_state(base, kind, state)
    elif kind is K.TASK_FORCE and _DISTRICT.match(form):
        near = {_DISTRICT.sub(r"\1 ", form), _DISTRICT.sub(r"\1 judicial ", form)}
    elif kind in (K.TRIBAL_POLICE, K.SPECIAL_DISTRICT, K.PROSECUTOR):
        near = {base, f"{base} pd", f"{base} dps"}
    near |= {
        one.replace(long, short) for one in (*near, form) for long, short in _SHORT if long in one
    }
    ranked = dict.fromkeys(far, FAR) | dict.fromkeys(near, NEAR)
    return {one: rank for one, rank in ranked.items() if one and one != form}


def _municipal(base: str) -> tuple[set[str], set[str]]:
    """Return a place with and without the word for its kind: Avon Town, Town of Avon, Avon."""
    near = {way.format(base) for way in _POLICE}
    words = base.split()
    if len(words) > 2 and {*words[-2:]} <= {*_TOWNS}:  # one police of a town and its village
        place = " ".join(words[:-2])
        return near, {f"{place} pd", *(f"{place} {what} pd" for what in words[-2:])}
    place, what = " ".join(words[:-1]), words[-1]
    if place and what in _TOWNS:
        near |= {f"{what} of {place} pd", f"{what} of {place} dps"}
        # Texas PD is not Texas City's.
        return near, {f"{place} pd", f"{place} dps"} if place not in _WHOLE_STATES else set()
    if place and what == "county" and place not in _WHOLE_STATES:
        return near, {f"{place} pd", f"{place} dps"}
    far = {f"{what} of {base} pd" for what in _TOWNS} | {f"{base} {what} pd" for what in _TOWNS}
    return near, far


def _colleges(base: str) -> set[str]:
    """Return a college with its district, and a state university without the word.

    Michigan State may be that state's police, so a state's own name stays whole.
    """
    if base.endswith(" college"):
        return {f"{base} district"}
    place, found, _ = base.rpartition(" state university")
    return {f"{place} state"} if found and place not in _WHOLE_STATES else set()


def _sheriff(form: str) -> set[str]:
    base = form.removesuffix(" so")
    place = base.removesuffix(" county").removesuffix(" parish")
    made = {f"{place} so", f"{place} county so", f"{place} parish so", f"{place} county so jail"}
    return made | {f"county of {place} so", f"{place} county so division"}


def _county_police(form: str) -> set[str]:
    """Return a county's police with the word county, as departments of police and public safety."""
    for ending in (" pd", " dps", " public safety"):
        if form.endswith(ending):
            place = form.removesuffix(ending).removesuffix(" county")
            made = {f"{place} county {one}" for one in ("pd", "dps", "public safety")}
            return made | {f"{place} county department of {one}" for one in ("pd", "public safety")}
    return set()


def _initials(bare: str, state: str) -> set[str]:
    """Return what a state body's name is short for, with and without the state."""
    words = [word for word in bare.split() if word not in ("of", "the")]
    short = "".join(word[0] for word in words)
    return {short, "".join(word[0] for word in state.split()) + short}


def _of_state(base: str, kind: K, state: str | None) -> set[str]:
    """Return a state body's name with and without the state, and with and without `police`."""
    name = STATES.get((state or "").removeprefix("us-"), "")
    bare = base.removeprefix(f"{name} ") if name else base
    made = {bare, f"{name} {bare}".strip()}
    known = _OWN_INITIALS.get(kind, {}).get(state or "", frozenset())
    made |= _initials(bare, name) & known
    if bare in _FORCES:
        bare = bare.removeprefix("state ")
        made |= {f"{name} {one}" for one in (bare, f"state {bare}", f"department of state {bare}")}
    return made | {f"{one} {word}" for one in made for word in ("pd", "police")}
