"""What a name's own words say about the kind of body, where no directory lists it.

The first row that fits decides. Phrases are in normal form; `but` lists the exceptions to a row.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from lprpolicy.identify.hints import federal_hint
from lprpolicy.identify.states import FULL, OWN_INITIALS, leading_state, state_id
from lprpolicy.identify.tables import phrases
from lprpolicy.identify.tables import words as words_of
from lprpolicy.identify.words import BODY_OF_ITS_STATE, STATE_BODY_WORDS
from lprpolicy.model.words import AgencyKind


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind read from a name. `federal` is False only where the words leave no doubt."""

    kind: AgencyKind | None
    federal: bool | None
    state: str | None
    why: str


@dataclass(frozen=True, slots=True)
class _KindRow:
    kind: AgencyKind | None
    words: frozenset[str]
    phrases: tuple[str, ...]
    but: tuple[str, ...]
    certain: bool = True


def _row(kind: AgencyKind | None, words: str, but: str = "", *, certain: bool = True) -> _KindRow:
    given = phrases(words)
    return _KindRow(
        kind=kind,
        words=frozenset(phrase for phrase in given if " " not in phrase),
        phrases=tuple(f" {phrase} " for phrase in given if " " in phrase),
        but=tuple(f" {phrase} ".replace(" ^", "^") for phrase in phrases(but)),
        certain=certain,
    )


_K = AgencyKind
BEFORE_THE_STATE: Final = (
    _row(_K.TEST_ACCOUNT, "test, demo, sandbox, demonstration, testing, training account, qa"),
    _row(
        _K.VENDOR,
        """flock safety, flock group, vigilant solutions, motorola solutions, motorola, axon
        enterprise, rekor, genetec, elsag, leonardo, flock support, vigilant""",
        "pd, so",
    ),
    _row(
        _K.FOREIGN,
        """rcmp, royal canadian mounted, provincial pd, provincial police, ontario provincial,
        policia, canada, mexico city, surete""",
        "new mexico",
    ),
    _row(
        _K.FUSION_CENTER,
        """fusion center, intelligence center, information center, fusion, information analysis
        center, information analysis, intelligence assessment center, threat analysis center,
        analysis center, crime analysis center, information sharing analysis,
        intelligence fusion, analytical fusion, counter terrorism information,
        counterterrorism, criminal intelligence center, crimes intelligence center, intelligence
        exchange, ncric, jric, ociac, sd lecc, njroic, regional intelligence""",
    ),
    _row(
        _K.TASK_FORCE,
        """task force, strike force, narcotics team, narcotic team, narcotics unit, drug unit,
        drug enforcement unit, drug team, major case unit, major case squad, major crimes team,
        auto theft team, auto theft unit, vehicle theft, enforcement group, enforcement team,
        multi jurisdictional, multijurisdictional, multi agency, multiagency, interagency,
        violent crime unit, crime unit, gang unit, theft prevention, auto theft prevention,
        special investigation bureau""",
        "city of",
        certain=False,
    ),
    _row(
        _K.TRIBAL_POLICE,
        """tribal, tribe, tribes, rancheria, band of, indian community, indian tribe, indian nation,
        indian colony, indian township, pueblo of, pueblo pd, nation, indians, iipay, lighthorse""",
        "^ pueblo pd",
    ),
    _row(
        _K.CAMPUS_POLICE,
        """university, college, colleges, campus, isd, cisd, school, schools, csu, uc, ucla, usc,
        suny, cuny, cal state, cal poly, polytechnic, institute, citadel, a m, seminary, unc, lsu,
        board of education, board of trustees, academy, a t state, state pd, higher education,
        virginia tech, georgia tech, texas tech, louisiana tech, michigan tech, tennessee tech,
        arkansas tech, state university, technical college""",
        """^ seminary pd, mental health institute, college park, college station, college place,
        college corner, college springs, college grove, college hill,
        ^ state college pd, university park, university city,
        university heights, university place, uc health, training academy, school house,
        pd academy, fire academy""",
    ),
    _row(
        _K.TRANSIT_POLICE,
        """transit, rapid transit, railroad, railway, amtrak, bnsf, csx, union pacific, norfolk
        southern, bart, marta, septa, wmata, metra, caltrain, airport pd, airport dps, airport
        authority pd, port authority pd, port authority, airports pd, seaport pd, transportation
        authority, regional transportation, port pd, port of, subway, airport public safety,
        airport authority, airport pd department, metropolitan transportation, aviation pd""",
        "north port pd, south port pd, east port pd, west port pd, rock port pd, old port pd",
    ),
    _row(
        _K.CORRECTIONS,
        """corrections, jail, doc, criminal justice authority, juvenile justice, juvenile probation,
        department of criminal justice, county detention center, regional detention center,
        parish detention center, community corrections, cdcr, tdcj, state prison, state
        penitentiary, county probation, county correctional, county prison, parish prison,
        adult probation, community supervision""",
    ),
    _row(
        _K.PROSECUTOR,
        """da, prosecutor, county attorney, state attorney, commonwealth attorney, city attorney,
        circuit attorney, commonwealths attorney, states attorney, solicitor, judicial district
        attorney, office of da""",
    ),
    _row(
        _K.STATE_POLICE,
        """state police, state patrol, highway patrol, state trooper, state troopers,
        state highway patrol, highway safety patrol, department of state police, troopers, chp,
        nysp, njsp, fhp, mshp""",
    ),
    _row(_K.COUNTY_SHERIFF, "so, sheriff", "office of inspector"),
)
"""Rows that apply whether or not the name begins with a state's name."""

AFTER_THE_STATE: Final = (
    _row(
        _K.STATE_AGENCY,
        """state bureau, state parks, state park, state fire marshal, attorney general, natural
        resources, fish wildlife, game fish, fish game, alcoholic beverage, beverage control, dmv,
        motor vehicle, motor vehicles, department of revenue, secretary of state,
        wildlife resources, department of conservation, state capitol pd, cal fire, parks wildlife,
        wildlife fisheries,
        state agency, bureau of narcotics, gambling commission, forestry commission, liquor control,
        alcohol tobacco, developmental center, mental health institute, state fair, state museum,
        forest rangers, insurance fraud, insurance commissioner, supreme court marshal,
        environmental control, workers compensation, racing commission, commerce commission,
        marine resources, marine fisheries, boat commission, capitol security, state capitol,
        capitol protective, state transport, state excise, bureau of forestry, liquor cannabis,
        lottery, gaming control, gaming commission, liquor commission, alea, fdle,
        fwc, sled, osbi, alcohol beverage, environmental conservation, criminal apprehension,
        state hospital""",
        "county, city of, town of",
    ),
    _row(
        _K.COUNTY_POLICE,
        """county pd, county police, county marshal, county dps, county law enforcement,
        county public safety, parish pd""",
        "township, borough, village",
    ),
    _row(
        _K.SPECIAL_DISTRICT,
        """park district, parks district, forest preserve, water district, regional parks, regional
        park, parks pd, housing authority, conservancy district, conservation district,
        county park pd, county parks, hospital district, utility district, port district, airport,
        harbor district, metro parks, metroparks, park authority, watershed, improvement district,
        power authority, river authority, turnpike, bridge authority, tollway, toll road,
        community services district, irrigation district, public utility, municipal utility""",
        "airport heights",
    ),
    _row(
        _K.MUNICIPAL_POLICE,
        """pd, dps, constable, marshal, city marshal, town marshal, public safety, police, law
        enforcement center, pds, pd division, safety department, pd bureau""",
        """fire marshal, security, mall pd, hospital pd, medical center, health pd, hospital, health
        system, healthcare pd""",
    ),
    _row(
        _K.LOCAL_GOVERNMENT,
        """fire, fd, fire authority, fire marshal, arson, city of, town of, village of, township,
        borough, county commission, county of, municipality, municipal court, emergency management,
        board of commissioners, board of county commissioners, code enforcement, public works,
        city hall, human service, 911, dispatch, emergency communications, parking, animal control,
        municipal, county government, city manager, county""",
    ),
    _row(
        _K.PRIVATE,
        """hoa, homeowners, homeowner, condominium, condominiums, apartments, apartment, home depot,
        lowes, walmart, wal mart, target, costco, kroger, walgreens, simon property, llc, inc, ltd,
        llp, realty, property management, shopping center, shopping, mall, malls, outlets, casino,
        hotel, hotels, resort, resorts, community association, church, self storage, retail, poa,
        loss prevention, asset protection, nicb, credit union, towing, repossession, country club,
        golf, property owners, condo, auto mall, dealership, speedway, theme park, town center""",
    ),
    _row(
        _K.PRIVATE,
        """corp, corporation, company, properties, property, plaza, association, estates, security,
        storage, insurance, recovery, club, owners, commons, village center, neighborhood,
        logistics, motors, management, partners, holdings, ranch, villas, developers, marina,
        stadium, museum, foundation""",
        certain=False,
    ),
)
"""Rows that apply only if the name is not that of a state's own body."""

_INITIALS: Final = re.compile(r"[^aeiouy]{1,5}u?")
_OF_A_STATE: Final = ("department of ", "division of ", "state department of ", "office of state ")
_SAID_INITIALS: Final = frozenset({"dmv", "dnr"})
_HOSPITAL: Final = ("hospital", "health", "healthcare", "medical", "clinic")


def kind_of(form: str, known: str | None = None) -> Kind:
    """Read the kind and state from a normal form; `known` is a state known from elsewhere.

    >>> kind_of("hayden pd").kind
    <AgencyKind.MUNICIPAL_POLICE: 'municipal-police'>
    """
    hint = federal_hint(form)
    if hint is not None:
        return Kind(None, None, None, f"no directory lists it, and '{hint}' may mean a federal one")
    words = _without_state_of(form.split())
    doubt = _doubt(words)
    if doubt is not None:
        return doubt
    padded = f"^ {' '.join(words)} "
    state = _state(words)
    if (match := _first_match(BEFORE_THE_STATE, words, padded)) is not None:
        return _kind_by_words(*match, state)
    if state is not None and _state_body(words):
        return _state_agency(words, state)
    if known is not None and _is_body_of_unnamed_state(form, words):
        return _state_agency(words, known)
    if (match := _first_match(AFTER_THE_STATE, words, padded)) is not None:
        row, hit = match
        return _kind_by_words(row, hit, state if row.kind is AgencyKind.STATE_AGENCY else None)
    if any(word in _HOSPITAL for word in words):
        return Kind(None, None, None, "a hospital's police may be public, private or federal")
    return Kind(None, None, None, "no directory lists it, and its words do not say what it is")


def _doubt(words: list[str]) -> Kind | None:
    """Return the answer for names whose words fit several kinds of body."""
    if _ambiguous_state_pd(words):
        return Kind(None, False, None, "it may be a state's police or a state university's")
    if _initials(words):
        return Kind(
            None, None, None, "no directory lists it, and nobody can tell what it is short for"
        )
    return None


def _is_body_of_unnamed_state(form: str, words: list[str]) -> bool:
    """Whether the name is that of a state's own body but leaves out the state: State Parks, DPS."""
    if words[:1] == ["state"] and len(words) > 1 and words[1] in BODY_OF_ITS_STATE:
        return True
    return form == "dps" or form.startswith(_OF_A_STATE)


def _first_match(
    rows: Sequence[_KindRow], words: list[str], padded: str
) -> tuple[_KindRow, str] | None:
    """Return the first row that the name fits, and the word or phrase that shows it."""
    for row in rows:
        hit = _matching_word(row, words, padded)
        if hit is not None:
            return row, hit
    return None


def _matching_word(row: _KindRow, words: list[str], padded: str) -> str | None:
    hit = None
    if not row.words.isdisjoint(words):
        hit = next(word for word in words if word in row.words)
    elif row.phrases:
        hit = next((phrase.strip() for phrase in row.phrases if phrase in padded), None)
    if hit is None or any(phrase in padded for phrase in row.but):
        return None
    return hit


def _kind_by_words(row: _KindRow, hit: str, state: str | None) -> Kind:
    why = f"no directory lists it; by its own words ('{hit}') it is this kind of body"
    if not row.certain:
        why = f"no directory lists it; '{hit}' says this kind, and leaves a federal part in it open"
    shown = state if row.kind in _STATE_SHOWN and hit not in _OF_SEVERAL_STATES else None
    return Kind(row.kind, False if row.certain else None, shown, why)


_STATE_SHOWN: Final = frozenset(
    {
        AgencyKind.STATE_POLICE,
        AgencyKind.STATE_AGENCY,
        AgencyKind.CORRECTIONS,
        AgencyKind.FUSION_CENTER,
        AgencyKind.CAMPUS_POLICE,
        AgencyKind.TASK_FORCE,
        AgencyKind.TRANSIT_POLICE,
    }
)
"""Kinds for which a state's full name in the agency's name shows the agency's state."""

_OF_SEVERAL_STATES: Final = frozenset({"railroad", "railway", "amtrak"})
"""Bodies that run through several states, though they are named after one."""

_OTHER_PLACES: Final = words_of("city county beach park falls heights township parish")
_RIVERS: Final = frozenset({("de", "river"), ("de", "valley"), ("oh", "river"), ("wa", "metro")})
"""State names that mean a river, a valley or a city when this word follows."""


def _state(words: list[str]) -> str | None:
    """Return the state that a body is named after: Florida Highway Patrol, University of Maine."""
    if words[:1] == ["cal"] and words[1:2] in (["fire"], ["state"], ["poly"]):
        return state_id("ca")
    if words and words[0] in OWN_INITIALS:
        return state_id(OWN_INITIALS[words[0]])
    led = leading_state(words)
    return _state_of_university(words) if led is None else _state_in_front(words, *led)


def _state_in_front(words: list[str], code: str, size: int) -> str | None:
    """Return the state that a name begins with, unless the words name a place elsewhere."""
    behind = words[size] if size < len(words) else ""
    if behind in _OTHER_PLACES or (code, behind) in _RIVERS:
        return None
    if code == "wa" and behind in ("university", "college", "jefferson", "lee"):
        return None
    others = [FULL[(word,)] for word in words[size:] if (word,) in FULL]
    return state_id(code) if not others else None


def _state_of_university(words: list[str]) -> str | None:
    """Return the state that follows `University of`, with or without a part of the state."""
    for at in range(2, len(words)):
        if words[at - 2 : at] == ["university", "of"]:
            start = at + (words[at] in ("central", "northern", "southern", "north", "south"))
            for begin in (at, start):
                named = leading_state(words[begin:])
                if named is not None:
                    return state_id(named[0])
    return None


def _state_body(words: list[str]) -> bool:
    led = leading_state(words)
    if led is None:
        return False
    rest = words[led[1] :]
    if rest == ["pd"] and led[0] in ("gu", "pr", "vi"):
        return True
    if not rest or rest[0] in _OTHER_PLACES or "county" in rest:
        return False
    return rest[0] in STATE_BODY_WORDS or bool(
        {"department", "bureau", "commission", "division", "board", "authority"}.intersection(rest)
    )


def _state_agency(words: list[str], state: str) -> Kind:
    led = leading_state(words)
    if "dps" in words or (led is not None and words[led[1] :] == ["pd"]):
        return Kind(AgencyKind.STATE_POLICE, False, state, "it is a state's public safety police")
    return Kind(AgencyKind.STATE_AGENCY, False, state, "its name is that of a state's own body")


def _without_state_of(words: list[str]) -> list[str]:
    """Read `State of Connecticut Judicial Marshals` as `Connecticut Judicial Marshals`."""
    named = words[:2] in (["state", "of"], ["commonwealth", "of"])
    return words[2:] if named and leading_state(words[2:]) is not None else words


def _initials(words: list[str]) -> bool:
    """Whether a police department is named by initials only, such as SCSU PD."""
    if not words:
        return False
    if words[0] in _SAID_INITIALS:
        return False
    return len(words) == 2 and words[1] == "pd" and _INITIALS.fullmatch(words[0]) is not None


def _ambiguous_state_pd(words: list[str]) -> bool:
    """Whether a name, like `Michigan State PD`, may mean a university's police or troopers."""
    led = leading_state(words)
    return led is not None and words[led[1] :] == ["state", "pd"]
