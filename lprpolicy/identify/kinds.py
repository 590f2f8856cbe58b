"""What a name's own words say about the kind of body, where no directory lists it.

The tables are in kind_words.py, tribes.py, initials.py and hints.py. What may mean a federal body
comes first, and the first row that fits decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from lprpolicy.identify.hints import federal_hint
from lprpolicy.identify.initials import initials_of
from lprpolicy.identify.kind_words import AFTER_THE_STATE, BEFORE_THE_STATE, BEFORE_TRIBES, KindRow
from lprpolicy.identify.states import (
    FULL,
    OWN_INITIALS,
    PARTS_OF_PLACES,
    TOWNS,
    leading_state,
    state_id,
)
from lprpolicy.identify.tables import NameTable
from lprpolicy.identify.tables import words as words_of
from lprpolicy.identify.tribes import tribe
from lprpolicy.identify.words import BODY_OF_ITS_STATE, STATE_BODY_WORDS
from lprpolicy.model.words import AgencyKind


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind read from a name. `federal` is False only where the words leave no doubt."""

    kind: AgencyKind | None
    federal: bool | None
    state: str | None
    why: str
    table: NameTable = NameTable.KIND_WORDS
    """The table that says so."""


_INITIALS: Final = re.compile(r"[^aeiouy]{1,5}u?")
_OF_A_STATE: Final = ("department of ", "division of ", "state department of ", "office of state ")
_SAID_INITIALS: Final = frozenset({"dmv", "dnr"})


@lru_cache(maxsize=4096)
def kind_of(form: str, known: str | None = None) -> Kind:
    """Read the kind and state from a normal form; `known` is a state known from elsewhere.

    >>> kind_of("hayden pd").kind
    <AgencyKind.MUNICIPAL_POLICE: 'municipal-police'>
    """
    hint = federal_hint(form, known)
    if hint is not None:
        why = f"no directory lists it, and '{hint}' may mean a federal one"
        return Kind(None, None, None, why, table=NameTable.HINTS)
    words = _without_state_of(form.split())
    short = initials_of(words, known)
    if short is not None:
        kind, bare, state = short
        why = f"no directory lists it; in {state}, '{bare}' is short for this kind of body"
        told = Kind(kind, False, state, why, table=NameTable.INITIALS)
        return _two_states(state, known) or told
    doubt = _doubt(words)
    if doubt is not None:
        return doubt
    return _by_words(form, words, known)


def _by_words(form: str, words: list[str], known: str | None) -> Kind:
    padded = f"^ {' '.join(words)} "
    state = _state(words, known)
    match = _BEFORE_TRIBES.first_match(words, padded)
    if match is None and (name := tribe(words)) is not None:
        why = f"no directory lists it; '{name}' is the name of a tribe"
        return Kind(AgencyKind.TRIBAL_POLICE, False, None, why, table=NameTable.TRIBES)
    match = match or _BEFORE_THE_STATE.first_match(words, padded)
    if match is not None:
        return _kind_by_words(*match, state, known)
    if state is not None and _state_body(words):
        return _two_states(state, known) or _state_agency(words, state)
    if known is not None and _is_body_of_unnamed_state(form, words):
        return _state_agency(words, known)
    if (match := _AFTER_THE_STATE.first_match(words, padded)) is not None:
        row, hit = match
        shown = state if row.kind is AgencyKind.STATE_AGENCY else None
        return _kind_by_words(row, hit, shown, known)
    return Kind(None, None, None, "no directory lists it, and its words do not say what it is")


def _doubt(words: list[str]) -> Kind | None:
    """Return the answer for names whose words fit several kinds of body."""
    if _ambiguous_state_pd(words):
        return Kind(None, False, None, "it may be a state's police or a state university's")
    if _initials(words):
        why = "no directory lists it, and it is not known what it is short for"
        return Kind(None, None, None, why, table=NameTable.INITIALS)
    return None


def _is_body_of_unnamed_state(form: str, words: list[str]) -> bool:
    """Whether the name is that of a state's own body but leaves out the state: State Parks, DPS."""
    if words[:1] == ["state"] and len(words) > 1 and words[1] in BODY_OF_ITS_STATE:
        return True
    return form == "dps" or form.startswith(_OF_A_STATE)


class _KindRows:
    """Rows by the words that a name must have one of: what can fit is then looked at."""

    def __init__(self, rows: Sequence[KindRow]) -> None:
        self._rows = rows
        self._by_word: dict[str, list[tuple[int, int]]] = {}
        self._but_begin = [frozenset(map(_first_word, row.but)) for row in rows]
        for number, row in enumerate(rows):
            for word, at in _begin(row):
                self._by_word.setdefault(word, []).append((number, at))

    def first_match(self, words: list[str], padded: str) -> tuple[KindRow, str] | None:
        """Return the first row that the name fits, and the word or phrase that shows it."""
        known = self._by_word
        if known.keys().isdisjoint(words):
            return None
        for number, at in sorted({one for word in words if word in known for one in known[word]}):
            row = self._rows[number]
            if at == _A_WORD:
                hit = next(word for word in words if word in row.words)
            elif row.phrases[at] in padded:
                hit = row.phrases[at].strip()
            else:
                continue
            exempt = not self._but_begin[number].isdisjoint(words)
            if not (exempt and any(phrase in padded for phrase in row.but)):
                return row, hit
        return None


_A_WORD: Final = -1
"""Stands for any single word of a row, which counts before the row's phrases."""


def _begin(row: KindRow) -> Iterator[tuple[str, int]]:
    """Give each word that is or begins what a row looks for, and the number of the phrase."""
    yield from ((word, _A_WORD) for word in row.words)
    yield from ((_first_word(phrase), at) for at, phrase in enumerate(row.phrases))


def _first_word(phrase: str) -> str:
    return phrase.strip(" ^").split()[0]


def words_that_show(kinds: Set[AgencyKind]) -> frozenset[str]:
    """Words of which a name has one if its rows read it as one of these kinds.

    Only rows show what is no police: no table of initials, tribes or states does.
    """
    rows = (*BEFORE_TRIBES, *BEFORE_THE_STATE, *AFTER_THE_STATE)
    return frozenset(word for row in rows if row.kind in kinds for word, _ in _begin(row))


_BEFORE_TRIBES: Final = _KindRows(BEFORE_TRIBES)
_BEFORE_THE_STATE: Final = _KindRows(BEFORE_THE_STATE)
_AFTER_THE_STATE: Final = _KindRows(AFTER_THE_STATE)


def _kind_by_words(row: KindRow, hit: str, state: str | None, known: str | None) -> Kind:
    why = f"no directory lists it; by its own words ('{hit}') it is this kind of body"
    if not row.certain:
        why = f"no directory lists it; '{hit}' says this kind, and leaves a federal part in it open"
    if hit in OWN_INITIALS:
        state = state_id(OWN_INITIALS[hit])
    elif row.kind not in _STATE_SHOWN or hit in _OF_SEVERAL_STATES:
        state = None
    if state is not None and hit not in _SCHOOLS:
        two = _two_states(state, known)
        if two is not None:
            return two
    return Kind(row.kind, False if row.certain else None, state, why)


def _two_states(state: str, known: str | None) -> Kind | None:
    """Return the answer for a body of one state that is said to be in another."""
    if known in (None, state):
        return None
    why = f"its words are those of a body of {state}, and it is said to be in {known}"
    return Kind(None, None, None, why, table=NameTable.STATES)


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

_SCHOOLS: Final = frozenset({"isd", "cisd", "usd", "cusd", "school", "schools", "academy"})
"""Bodies of a place, which may bear a state's name: Nevada Joint School District, California."""

_OF_SEVERAL_STATES: Final = frozenset({"railroad", "railway", "railways", "amtrak"})
"""Bodies that run through several states, though they are named after one."""

_OTHER_PLACES: Final = words_of("city county beach park falls heights township parish")


def _state(words: list[str], known: str | None) -> str | None:
    """Return the state that a body is named after: Florida Highway Patrol, University of Maine."""
    if words[:1] == ["cal"] and words[1:2] in (["fire"], ["state"], ["poly"]):
        return state_id("ca")
    if not OWN_INITIALS.keys().isdisjoint(words):
        own = next(word for word in words if word in OWN_INITIALS)
        return state_id(OWN_INITIALS[own])
    led = leading_state(words)
    if led is not None and known in [state_id(one) for one in TOWNS.get(led[0], ())]:
        return None  # a town of that name: Wyoming MI DPS
    return _state_of_university(words) if led is None else _state_in_front(words, *led)


def _state_in_front(words: list[str], code: str, size: int) -> str | None:
    """Return the state that a name begins with, unless the words name a place elsewhere."""
    behind = words[size] if size < len(words) else ""
    if behind in _OTHER_PLACES or (code, behind) in PARTS_OF_PLACES:
        return None
    if code == "wa" and behind in ("university", "college", "jefferson", "lee"):
        return None
    others = [FULL[(word,)] for word in words[size:] if (word,) in FULL]
    return state_id(code) if not others else None


def _state_of_university(words: list[str]) -> str | None:
    """Return the state that follows `University of`, with or without a part of the state."""
    for at in range(2, len(words)) if "university" in words else ():
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
