"""The full name of an agency that a list names by its bare place, and what kind it is.

Only what the type makes certain is used. Where a type holds several kinds, the words of the name
decide later, or the kind stays unknown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from lprpolicy.lists.places import state_name
from lprpolicy.model.words import AgencyKind as K


@dataclass(frozen=True, slots=True)
class FullName:
    """A full name, other names, and the kind. `unit`: the list cut off which part it is.

    `no_town`: the list says that it is no town's police, though its full name may read so.
    """

    name: str
    kind: K | None
    others: tuple[str, ...] = ()
    open_kind: bool = False
    unit: bool = False
    no_town: bool = False


_NAMED: Final = re.compile(
    r"\b(police|sheriff|marshal|public safety|constable|trooper|patrol|rangers?|law enforcement|"
    r"detectives?|prosecutor|attorney|investigations?|task force|fire|team|unit|bureau|"
    r"authority of|dps)\b",
    re.IGNORECASE,
)
"""Words that show that a name is already complete."""
_IN_COUNTY: Final = re.compile(r",\s*[\w .'-]+ County$", re.IGNORECASE)
_COUNTY_POLICE: Final = frozenset({("us-ny", "nassau")})
"""Police departments of a county that the list calls by the county alone, as it does sheriffs."""
_TERRITORIES: Final = frozenset({"us-pr", "us-gu", "us-vi", "us-mp", "us-as"})
_GENERIC: Final = re.compile(
    r"^(state|department|division|bureau|office|board|commission|forestry|forest|fish|wildlife|"
    r"liquor|alcohol|alcoholic|attorney|capitol|highway|general|gaming|secretary|park|parks|"
    r"ports|transit|transportation|motor|natural|environmental|drug|animal|securities|gambling|"
    r"comptroller|insurance|corrections|lottery)\b",
    re.IGNORECASE,
)
"""Beginnings of names that every state uses; such a name gets its state's name in front."""


_WITHOUT_A_PLACE: Final = re.compile(
    r"^(independent school|unified school|school|hospital|fire marshal|drug|marshal|park police|"
    r"constable|task force|airport|housing|public)\b",
    re.IGNORECASE,
)
"""Beginnings of names that say no place, so that the part's name goes before them."""
_MAIN: Final = "main campus"
_HOSPITAL: Final = re.compile(
    r"\b(hospitals?|medical center|medical district|infirmary|health|healthcare|health system)$",
    re.IGNORECASE,
)
_LEFT_TO_WORDS: Final = re.compile(
    r"\b(va|veterans?|army|navy|naval|air force|military|indian|public|federal|u\.?s\.?|united "
    r"states|national|university|college|school)\b",
    re.IGNORECASE,
)
"""Words with which it may be a federal hospital, a university's, or no hospital at all."""


def full_name(
    raw: str, type_: str, state: str, county: str | None, part: str | None = None
) -> FullName:
    """Work out the full name of a row of the FBI's list. `part` is which part of an agency it is.

    >>> full_name("Norwalk", "City", "us-ct", "FAIRFIELD").name
    'Norwalk Police Department'
    >>> full_name("State Police:", "State Police", "us-mi", "BARRY").name
    'Michigan State Police'
    >>> full_name("Independent School District:", "Other", "us-tx", "HARRIS", "Elm").name
    'Elm Independent School District Police Department'
    """
    bare = " ".join(raw.rstrip(" :,").split())
    cut = raw.rstrip().endswith((":", ","))
    if state in _TERRITORIES and type_ == "Other":
        return _territory(state)
    match type_:
        case "City":
            return _city(bare)
        case "County":
            return _county(bare, state, county)
        case "University or College":
            return _campus(bare, part) if cut and part else _campus(bare, None, cut=cut)
        case "State Police":
            return _state_police(bare, state)
        case "Other State Agency":
            return _state_agency(bare, state)
        case "Tribal":
            return _tribal(bare)
        case _ if cut and part:
            first = (part, bare) if _WITHOUT_A_PLACE.search(bare) else (bare, part)
            return _other(" ".join(first), county, cut=False)
        case _:
            return _other(bare, county, cut)


def whole_name(raw: str) -> str:
    """Return the name of a body whose parts the list does not tell apart, since it has but one.

    >>> whole_name("Ohio State University:"), whole_name("Independent School District:")
    ('Ohio State University', 'Independent School District:')
    """
    bare = raw.rstrip(" :,")
    return raw if _WITHOUT_A_PLACE.search(bare) else bare


def _campus(bare: str, part: str | None, *, cut: bool = False) -> FullName:
    whole = bare if part is None or part.casefold() in bare.casefold() else f"{bare} {part}"
    name = whole if _NAMED.search(whole) else f"{whole} Police Department"
    others = (whole, bare) if part is not None and part.casefold() == _MAIN else (whole,)
    return FullName(name, K.CAMPUS_POLICE, others, unit=cut)


def _territory(state: str) -> FullName:
    name = f"{state_name(state)} Police Department"
    return FullName(name, K.STATE_POLICE, (f"{state_name(state)} Police",))


def _city(bare: str) -> FullName:
    place = _IN_COUNTY.sub("", bare)
    if _NAMED.search(place):
        sheriff = "sheriff" in place.casefold()
        return FullName(place, K.COUNTY_SHERIFF if sheriff else K.MUNICIPAL_POLICE)
    if re.search(r"\b(airport|university|college|school|railroad)\b", place, re.IGNORECASE):
        return FullName(f"{place} Police Department", None, (place,), open_kind=True)
    others = tuple(f"{part.strip()} Police Department" for part in place.split("/") if "/" in place)
    return FullName(f"{place} Police Department", K.MUNICIPAL_POLICE, others)


def _county(bare: str, state: str, county: str | None) -> FullName:
    if (state, bare.casefold()) in _COUNTY_POLICE:
        return FullName(f"{bare} County Police Department", K.COUNTY_POLICE)
    if re.search(r"\bsheriff", bare, re.IGNORECASE):
        return FullName(bare, K.COUNTY_SHERIFF)
    if _NAMED.search(bare):
        return FullName(bare, K.COUNTY_POLICE)
    joint = bare.rpartition("/")[2].strip()  # a county that is one with its town
    plain = joint.replace(".", "").casefold().removesuffix(" county")
    if county is None or plain != county.replace(".", "").casefold():
        return FullName(bare, None)
    word = {"us-la": "Parish", "us-ak": "Borough"}.get(state, "County")
    place = bare if bare.casefold().endswith(word.casefold()) else f"{bare} {word}"
    others = tuple(
        f"{one} County Sheriff's Office"
        for one, differs in ((bare, word != "County"), (joint, joint != bare))
        if differs
    )
    return FullName(f"{place} Sheriff's Office", K.COUNTY_SHERIFF, others)


def _state_police(bare: str, state: str) -> FullName:
    whole = re.sub(r",.*| (headquarters|statewide)\b.*", "", bare, flags=re.IGNORECASE)
    name = _of_the_state(whole, state)
    return FullName(name, K.STATE_POLICE, (whole,) if whole != name else ())


def _state_agency(bare: str, state: str) -> FullName:
    whole = re.sub(r",.*| headquarters$", "", bare, flags=re.IGNORECASE)
    name = _of_the_state(whole, state) if _GENERIC.match(whole) else whole
    others = tuple(one for one in (whole, _of_the_state(whole, state)) if one != name)
    return FullName(name, K.STATE_AGENCY, others, open_kind=True)


def _of_the_state(whole: str, state: str) -> str:
    name = state_name(state)
    return whole if whole.casefold().startswith(name.casefold()) else f"{name} {whole}"


def _tribal(bare: str) -> FullName:
    name = bare if _NAMED.search(bare) else f"{bare} Police Department"
    if re.search(r"(?<! enforcement) agency$", bare, re.IGNORECASE):
        # The FBI lists the Bureau of Indian Affairs as tribal police, but its officers are federal.
        return FullName(name, None)
    tribe = re.sub(r" (tribal|tribes?)$", "", bare, flags=re.IGNORECASE)
    others = [bare]
    if tribe != bare:
        others += [f"{tribe} Tribe Police Department", f"{tribe} Tribal Police Department"]
    return FullName(name, K.TRIBAL_POLICE, tuple(one for one in others if one != name))


def _other(bare: str, county: str | None, cut: bool) -> FullName:
    if county is not None and bare in ("Prosecutor", "County Detective", "District Attorney"):
        office = {
            "Prosecutor": "Prosecutor's Office",
            "County Detective": "Detectives",
            "District Attorney": "District Attorney's Office",
        }[bare]
        return FullName(f"{county.title()} County {office}", K.PROSECUTOR)
    if _NAMED.search(bare):
        return FullName(bare, None, open_kind=True, unit=cut)
    name = f"{bare} Police Department"
    if _HOSPITAL.search(bare) and not _LEFT_TO_WORDS.search(bare):
        # The list has types for a state's bodies and for federal ones, and this is of neither.
        return FullName(name, K.SPECIAL_DISTRICT, (bare,), unit=cut)
    return FullName(name, None, (bare,), open_kind=True, unit=cut, no_town=True)
