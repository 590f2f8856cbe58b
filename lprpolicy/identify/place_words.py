"""Whether a name that no official list has is made of words that a place may be called by.

A list of bad words is never whole: somebody finds initials, a program or a foreign word that is
not on it. So a name has to be of a known place, or look like one that is not known yet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from lprpolicy.identify.as_written import words_as_written
from lprpolicy.identify.names import fold
from lprpolicy.identify.states import STATES
from lprpolicy.identify.tables import words as words_of
from lprpolicy.model.words import AgencyKind as K

LOCAL: Final = frozenset({K.MUNICIPAL_POLICE, K.COUNTY_SHERIFF, K.COUNTY_POLICE})
"""Kinds of body that are named after a place."""
OF_PLACES: Final = LOCAL | {K.TRIBAL_POLICE, K.CAMPUS_POLICE}
"""Kinds whose names on an official list show what the places of a state are called."""
_BODY: Final = words_of("""
    a an and the of in at s pd so dps da fd police dept dpt department departments public safety
    sheriff sheriffs constable constables marshal marshals office ofc division bureau city town
    township twp village borough boro county cnty co parish pct precinct ward metro metropolitan
    law enforcement agency bay state
    """)
"""Words of a body and of what it is the body of."""
_OF_PLACES: Final = words_of("""
    north south east west new old upper lower middle great big little long high st saint mt mount
    ft fort pt port mountain hill hills hollow heights lake lakes beach island islands isle river
    creek brook bay cove harbor harbour point springs spring falls valley canyon mesa prairie
    plains meadow meadows field fields forest woods grove oak oaks pine pines cedar elm maple
    park ridge glen rock rocks sand stone bridge mill mills ferry landing cross crossing corner
    corners center centre green red white black blue gold silver clear garden gardens view vista
    bluff bluffs summit crest shore shores sound cape grand royal
    """)
"""Words that many places have beside their own name."""
_OF_NO_PLACE: Final = words_of("""
    community university college academy campus school schools hospital medical health technical
    nation reservation district attorney attorneys prosecutor prosecutors solicitor agency
    institution facility prison airports authorities commission commonwealth
    support service services training airport transit port authority tribal tribe parks housing
    corrections correction jail court capitol museum library
    """)
"""Words that lists have in names, and that name no place by themselves."""
_OTHERS: Final = frozenset(
    {
        *(K.CAMPUS_POLICE, K.TRIBAL_POLICE, K.TRANSIT_POLICE, K.CORRECTIONS, K.STATE_AGENCY),
        *(K.SPECIAL_DISTRICT, K.LOCAL_GOVERNMENT, K.PROSECUTOR),
    }
)
"""Other kinds of body that are known by a proper name."""
_STATE_WORK: Final = words_of("""
    motor vehicle vehicles revenue taxation tax environmental environment energy conservation
    natural resources wildlife fish game agriculture transportation labor commerce insurance
    lottery gaming liquor alcohol alcoholic beverage cannabis education children families youth
    justice criminal investigation investigations emergency management forestry forests marine
    mental addiction judicial courts marshals consumer protection social human developmental
    disabilities veterans racing inspector
    """)
"""What departments of a state are for: proper names enough where the state is their place."""
_AROUND: Final = words_of("greater region regional area district general central")
"""Words around the name of a place that leave open where it is."""
_BODY_AND_AROUND: Final = _BODY | _AROUND
_OF_NOBODY: Final = _OF_PLACES | _OF_NO_PLACE
_ENDINGS: Final = (
    *("ville", "burg", "burgh", "borough", "boro", "bury", "berry", "ton", "town", "field"),
    *("ford", "port", "wood", "woods", "dale", "mont", "mount", "chester", "caster", "brook"),
    *("haven", "ham", "wich", "wick", "stead", "side", "ridge", "crest", "hurst", "worth"),
    *("mouth", "shire", "vale", "mere", "cliff", "lake", "hill", "polis", "grove", "view"),
    *("bridge", "springs", "falls", "heights", "stock", "land", "water", "beach"),
)
"""How names of places end: Smallville. A word that ends so needs something before the ending."""
_ORDINARY: Final = words_of("""
    transport export import report support passport rapport comport teleport viewport spaceport
    carport interview overview preview review worldview heartland mainland motherland fatherland
    farmland wasteland grassland wetland badland tideland livestock overstock gunstock bloodstock
    outside inside airside landside airfield minefield underwater groundwater freshwater wastewater
    footbridge drawbridge carton skeleton simpleton singleton button glutton proton photon
    cartridge porridge bedstead roadstead loudmouth networth necropolis megalopolis interpolis
    england scotland ireland finland poland switzerland thailand zealand deutschland swaziland
    newfoundland queensland yorkshire lancashire
    """)
"""Words and countries that only end so. A list that has a place of that name knows it."""
_REGION: Final = "Planning Region"
"""What stands where a county would in Connecticut, and is no place that anybody is named after."""
_SHORT: Final = 4
_BODIES: Final = words_of("""
    task wide team unit drug gang auto area arts tech tri law fire game fish rail bus ii iii iv
    llc llp lp inc corp ltd plc pc hoa mall
    """)
"""Short words in names of bodies that are no town's, those that companies end in among them."""
_PEOPLE: Final = words_of("""
    deputy deputies officer officers chief chiefs detective detectives trooper troopers ranger
    rangers captain lieutenant sergeant commander commissioner inspector official reserve reserves
    auxiliary league association guard guards watch friends officials minutemen compliance
    reciprocal mutual commercial corridor
    """)
"""Words for people, who are no place."""
_SPEAKS: Final = ("ers", "ors", "ees", "ions", "ments", "tion", "ment", "ity", "ities", "ing")
"""How a word ends that speaks of people or of what they do. A known place may end so too."""
_POLICE: Final = re.compile("poli[ctz]|pol[iy]s")
"""The police in other languages, run together: Bundespolizei."""


def words_of_places(names: Iterable[Iterable[str]]) -> frozenset[str]:
    """The words in the names of agencies of a state, as `no_place` asks for them."""
    return frozenset(
        word
        for some in names
        for one in some
        if _REGION not in one
        for word in words_as_written(one)
    )


def no_place(raw: str, kind: K, state: str, known: frozenset[str]) -> str | None:
    """Why a name is not that of a place; None where it is or may be.

    `known` are the words that official lists have in names of the state. A word that stands alone
    and looks like any other name may be a place that no list has: Quabadoli Police Department. What
    many places have beside their own name may stand with it: Quabadoli Harbor.
    """
    code = state.removeprefix("us-")
    said = [word for word in words_as_written(raw) if word not in _BODY and word != code]
    strange = [word for word in said if not (word in known or word in _OF_PLACES)]
    if kind not in LOCAL:
        strange = [word for word in strange if len(word) <= _SHORT and word not in _BODIES]
        return _says(strange[0], state) if strange else None
    strange = [word for word in strange if not _ends_as_a_place(word)]
    if not strange or (
        len(strange) == 1 and set(said) - _OF_PLACES == set(strange) and _may_be_a_place(strange[0])
    ):
        return None
    return _says(strange[0], state)


def unheard_of(raw: str, kind: K, state: str, known: frozenset[str]) -> str | None:
    """Why nothing but the benefit of the doubt makes a name a place; None where something does.

    Enough for whose policy it is, and too little for somebody who gets reads: any initials, any
    company and any foreign word is one unknown word. A name of nothing but what many places have
    beside their own, such as Clear View, is no place either.
    """
    if kind not in LOCAL | _OTHERS:
        return None
    code = state.removeprefix("us-")
    said = [word for word in words_as_written(raw) if word not in _BODY and word != code]
    state_name = fold(STATES.get(code, "")).split() if kind not in LOCAL else []
    of_state = kind not in LOCAL and set(state_name) <= set(said)
    own = [word for word in said if not (word in _OF_NOBODY or word in state_name)]
    anchors = known | _STATE_WORK if of_state else known
    if any(word in anchors or word.isdigit() or _ends_as_a_place(word) for word in own):
        return None
    if of_state and not own and _OF_PLACES.isdisjoint(said):
        return None
    return _says(" ".join(own or said), state)


def _says(word: str, state: str) -> str:
    return f"no official list has a place or a body called '{word}' in {state}"


def built_on(word: str, roots: Iterable[str]) -> str | None:
    """The root that a word is with the ending of a place: Borderville.

    >>> built_on("borderville", ["border"]), built_on("hill", ["border"])
    ('border', None)
    """
    if not word.endswith(_ENDINGS):
        return None
    return next(
        (one for one in roots if word.startswith(one) and word[len(one) :] in _ENDINGS), None
    )


def _ends_as_a_place(word: str) -> bool:
    if word in _ORDINARY or not word.endswith(_ENDINGS):
        return False
    return any(word.endswith(end) and len(word) > len(end) + 2 for end in _ENDINGS)


def added_words(alias: str, names: Iterable[str], state: str) -> list[str]:
    """The words of another name that none of the names has, nor the names of many places.

    >>> added_words("Norwalk Reserve PD", ["Norwalk Police Department"], "us-ct")
    ['reserve']
    """
    known = {word for one in names for word in words_as_written(one)}
    known |= _BODY | _OF_PLACES | {state.removeprefix("us-")}
    return [word for word in words_as_written(alias) if word not in known]


def bare_name(raw: str) -> str:
    """The words of a name that say which place it is of: Boston of Greater Boston Police."""
    return " ".join(word for word in words_as_written(raw) if word not in _BODY_AND_AROUND)


def _may_be_a_place(word: str) -> bool:
    if word.isdigit():
        return True  # a made-up directory may number its towns
    if word in _PEOPLE or word.endswith(_SPEAKS) or _POLICE.search(word):
        return False
    return word.isalpha() and len(word) > _SHORT
