"""Words that may mean a federal agency, where nothing certain was found.

A name with one of them is unknown, never a local agency: taking a federal account for a local one
is the one mistake that the tool must not make.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from lprpolicy.identify.names import Name
from lprpolicy.identify.states import leading_state
from lprpolicy.identify.tables import lines
from lprpolicy.identify.tables import words as words_of
from lprpolicy.identify.words import BODY_OF_ITS_STATE, STATE_BODY_WORDS

PLACES: Final = lines(
    """
    ^ national park pd
    ^ national city
    ^ garrison pd
    ^ homeland pd
    ^ camp county
    ^ camp hill
    ^ camp verde
    ^ camp wood
    ^ camp point
    ^ camp douglas
    federal way
    federal heights
    federal hill
    chp border division
    salvation army
    home depot
    office depot
    maryland national capital park
    law enforcement agency pd
    wildlife resources agency pd
    probation department
    adult parole
    department of environmental protection
    energy environmental protection
    city park ranger
    city park rangers
    tribal rangers
    nation marshal service
    tribe marshal service
    tribal marshal service
    county marshal service
    city marshal service
    court marshal service
    judicial marshal service
    """
)
"""Places and names that contain a word of the lists below and are not federal.

A `^` marks the beginning of the name, here and below.
"""

FEDERAL: Final = words_of("""
    us federal dhs ice hsi ero cbp ofo ntc uscis fdns customs immigration border fbi dea atf usms
    bop interpol army navy naval usaf usmc uscg marines afb military nato irs usps postal nps blm
    bia usfs fws tsa fema cisa fps noaa nasa gsa hhs ssa hidta ocdetf jttf epic usao ncis afosi
    dcis pentagon usss uspis riss rocic rmin magloclen nespin mocic wsin embassy consulate
    lackland kirtland eglin hurlburt tyndall macdill keesler barksdale malmstrom offutt schriever
    eoir tigta hud faa usda smithsonian deportation removal bortac borstar best reservation arsenal
    depot garrison cantonment ordnance missile laboratory base sector defense aafes usma motsu
    navsta navbase subase nws naf ncbc nolf mcas mcb mclb mcrd mcagcc jble jbmhh jbphh sfs sfb
    tracen msst dla bep nga fams hstf poe amoc aphis ausa batf batfe bis boem bsee carftf rftf
    glrftf serftf swbrftf pswrftf cdc cdi centcom cgis cia csosa darpa dcsa disa dtra fdic fmcsa frb
    fsis fincen gao ibwc inl ins jtf lesc mda ncatc ncua nhtsa nnsa northcom nro ofac phmsa socom
    stratcom usafa usdhs usdoi usdoj usdol usdot usice uspp ustranscom alien aliens refugee fermilab
    pantex
    """)
"""Words that point to a federal agency in any context."""

FEDERAL_PHRASES: Final = lines(
    """
    secret service
    coast guard
    air force
    space force
    marine corps
    national guard
    joint base
    air base
    national park
    national forest
    marshal service
    indian affairs
    land management
    fugitive task force
    fugitive apprehension
    violent offender task force
    information sharing systems
    rocky mountain information network
    targeting center
    agency pd
    war college
    armed forces
    agricultural research
    industry security
    disease control
    civil air patrol
    product safety commission
    export enforcement
    financial crimes enforcement
    fugitive operation
    space flight
    space center
    government accountability
    hanford patrol
    hanford site
    holocaust museum
    sergeant at arms
    boundary water commission
    joint task force north
    kennedy center
    law enforcement support center
    maritime administration
    y 12
    air marine
    enforcement operation
    sec enforcement
    drug enforcement admin
    lawrence seaway
    sandia national
    national security
    savannah river site
    strategic petroleum
    terrorist screening
    architect of
    valles caldera
    soldier systems
    readiness training center
    presidio of monterey
    presidio trust
    raven rock
    mark center
    mount weather
    plum island
    port of entry
    mint pd
    us mint
    ^ white house pd
    national river
    national scenic
    national cemetery
    national lab
    national seashore
    national lakeshore
    national monument
    national memorial
    national preserve
    national battlefield
    national historic
    national historical
    national recreation
    national wildlife
    national zoo
    national gallery
    colonial parkway
    memorial parkway
    ridge parkway
    trace parkway
    veterans affairs pd
    county va
    county dol
    county fda
    county dss
    county epa
    county osi
    county amo
    county sac
    merchant marine
    indian nations
    attorney office northern
    attorney office southern
    attorney office eastern
    attorney office western
    northern district of
    southern district of
    eastern district of
    western district of
    middle district of
    central district of
    court security
    fort indiantown gap
    ^ national
    ^ camp
    ^ park pd
    """
)
"""Phrases that point to a federal agency in any context."""

SHARED: Final = lines(
    """
    homeland security
    homeland
    hls
    doj
    department of justice
    dod
    inspector general
    oig
    veteran affairs
    veterans affairs
    va
    department of agriculture
    department of state
    drug enforcement agency
    drug enforcement administration
    treasury
    supreme court
    park ranger
    park rangers
    forest ranger
    forest rangers
    rangers
    barracks
    prison
    prisons
    penitentiary
    correctional
    detention
    probation
    pretrial
    parole
    environmental protection
    fish wildlife service
    forest service
    alcohol tobacco
    capitol pd
    doe
    dot
    dss
    epa
    osi
    """
)
"""Words that states and counties use too; behind a state's or county's name they mean its body."""

SHARED_NAMES: Final = frozenset(
    (
        "dhs",
        "doj",
        "dss",
        "osi",
        "va",
        "dod",
        "forest service",
        "national archive",
        "epic",
        "drug enforcement agency",
    )
)
"""Federal names that state bodies share: next to a state's name, either may be meant."""


def shared_with_states(form: str) -> bool:
    """Whether a federal name is also what a state may call one of its own departments.

    >>> shared_with_states("department of justice"), shared_with_states("us forest service")
    (True, False)
    """
    if form == "department of veterans affairs pd":
        return False  # the states' departments of this name have no police
    return form.startswith("department of ") or form in SHARED_NAMES


IN_A_STATE: Final = lines(
    """
    capitol pd
    alcohol tobacco enforcement
    alcohol tobacco control
    alcohol tobacco commission
    """
)
"""Names that are no federal body's where a state is shown: every capitol but one is a state's."""
_CAPITAL: Final = "us-dc"
_PLACES_IN_A_STATE: Final = (*PLACES, *IN_A_STATE)
_PLACES_BEGIN: Final = frozenset(
    place.removeprefix("^ ").split()[0] for place in _PLACES_IN_A_STATE
)


class _HintPhrases:
    """Phrases in order. Most names have no word that one begins with, and need no search."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._padded = tuple((f" {phrase} ", phrase) for phrase in phrases)
        self._by_word: dict[str, list[int]] = {}
        for at, (_, phrase) in enumerate(self._padded):
            self._by_word.setdefault(phrase.removeprefix("^ ").split()[0], []).append(at)

    def first_in(self, padded: str, words: list[str]) -> str | None:
        """Return the first phrase that a name has; `padded` has blanks around all its words."""
        known = self._by_word
        if known.keys().isdisjoint(words):
            return None
        begun = sorted({at for word in words if word in known for at in known[word]})
        likely = (self._padded[at] for at in begun)
        return next((phrase for inner, phrase in likely if inner in padded), None)


_FEDERAL_PHRASES: Final = _HintPhrases(FEDERAL_PHRASES)
_SHARED: Final = _HintPhrases(SHARED)


def _without(padded: str, places: Iterable[str]) -> str:
    """Take places out of a name; where no word begins one, nothing is to be taken out."""
    if not _PLACES_BEGIN.isdisjoint(padded.split()):
        for place in places:
            padded = padded.replace(f" {place} ", " ")
    return padded


def federal_hint(form: str, known: str | None = None) -> str | None:
    """Return the word in a name that may mean a federal agency, if there is one.

    `known` is the state that it is in, where that is known from elsewhere.

    >>> federal_hint("border city pd"), federal_hint("federal way pd")
    ('border', None)
    """
    padded, words = f" ^ {form} ", form.split()
    if not _PLACES_BEGIN.isdisjoint(words):
        padded = _without(padded, PLACES if known in (None, _CAPITAL) else _PLACES_IN_A_STATE)
        words = padded.replace("^", "").split()
    if not FEDERAL.isdisjoint(words):
        word = next(word for word in words if word in FEDERAL)
        return None if _school(words, word) else word
    phrase = _FEDERAL_PHRASES.first_in(padded, words)
    if phrase is not None:
        return phrase.removeprefix("^ ")
    shared = _SHARED.first_in(padded, words)
    return None if shared is None or own_body(words) else shared


def may_be_a_post(name: Name) -> str | None:
    """Say what federal post a police that no list has may belong to.

    A town's police is on the lists; an army post's and a veterans' hospital's is not.
    """
    words = name.words
    if name.veterans:
        return "no directory lists it, and 'VA' may be Virginia or Veterans Affairs"
    if words[:1] == ("fort",) and words[-1:] == ("pd",) and len(words) in (3, 4):
        return "no directory lists it, and it may be the police of a town or of an army post"
    return None


def without_places(form: str) -> str:
    """Return a form without the places that are no federal body's wherever they stand in a name.

    >>> without_places("federal way pd"), without_places("homeland pd")
    ('pd', 'homeland pd')
    """
    return _without(f" {form} ", PLACES).strip()


def own_body(words: list[str]) -> bool:
    """Whether a name begins as a body of a state, a county or a city: Ohio Department of …"""
    if words[:2] == ["state", "of"] and leading_state(words[2:]) is not None:
        words = words[2:]
    if words[:1] == ["state"] and words[1:2]:
        return words[1] in BODY_OF_ITS_STATE
    led = leading_state(words)
    if led is not None and words[led[1] : led[1] + 1]:
        return words[led[1]] in STATE_BODY_WORDS
    return "county" in words[1:4] or "parish" in words[1:4] or words[:2] == ["city", "of"]


def _school(words: list[str], hint: str) -> bool:
    """Whether the word is part of a school's name: Virginia Military Institute."""
    return hint == "military" and bool({"institute", "college", "school"}.intersection(words))
