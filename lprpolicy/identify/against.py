"""What in a name speaks against its being the local body that somebody says it is.

This is asked of names that no official list has. It only ever refuses, so a word too many costs
an import of a list, and a word too few lets somebody in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from lprpolicy.identify import suspect_words as suspect
from lprpolicy.identify.as_written import words_as_written
from lprpolicy.identify.hints import federal_hint
from lprpolicy.identify.kinds import kind_of, words_that_show
from lprpolicy.identify.names import Name
from lprpolicy.identify.place_words import built_on
from lprpolicy.identify.states import FULL, FULL_BEGIN, state_id
from lprpolicy.identify.tables import words as words_of
from lprpolicy.model.words import AgencyKind as K

_HEADS: Final = words_of("""
    pd so dps da fd police sheriff constable marshal pct department office division bureau of
    public safety county city town township village borough parish state st
    """)
_GENERAL: Final = _HEADS | suspect.VAGUE
_ALLOWED: Final = {
    K.TASK_FORCE: suspect.PROGRAMS | frozenset({"statewide", "fugitive"}),
    K.FUSION_CENTER: suspect.PROGRAMS | words_of("intelligence statewide counterterrorism"),
    K.PRIVATE: suspect.COMPANIES,
    K.VENDOR: suspect.COMPANIES,
    K.FOREIGN: suspect.FOREIGN,
    K.TEST_ACCOUNT: suspect.SWITCHES,
    K.CORRECTIONS: frozenset({"detention", "program", "programs", "unit", "services"}),
    K.PROSECUTOR: frozenset({"prosecutorial", "state"}),
    K.STATE_AGENCY: frozenset(
        {"services", "state", "homeland", "public", "gambling", "insurance", "center", "alcohol"}
    ),
    K.CAMPUS_POLICE: frozenset({"international", "technology", "center", "public", "tech"}),
    K.TRANSIT_POLICE: frozenset({"international", "regional", "public"}),
    K.TRIBAL_POLICE: frozenset({"nation", "resident"}),
}
"""Words that are in place in the name of such a body."""
_TABLES: Final = (
    (suspect.FEDERAL, "speaks of a federal body or of what one does"),
    (suspect.PROGRAMS, "is that of a program, a team or a part of something else"),
    (suspect.SWITCHES, "is that of a vendor's switch or account, not of one agency"),
    (suspect.COMPANIES, "is that of a company or a data network"),
    (suspect.ON_BEHALF, "puts somebody else behind it"),
    (suspect.FOREIGN, "is that of another country"),
    (suspect.RAILROADS, "is that of a body in many states"),
)
_IN_TABLES: Final = frozenset().union(*(table for table, _ in _TABLES))
"""All words of the tables: most names have none of them."""
_OTHER_PLACES: Final = words_of("city county township borough village parish town")
_CITIES_BEGIN: Final = frozenset(city[0] for city in suspect.CITIES)
_MIXED: Final = re.compile(r"(?=.*[a-z])(?=.*\d)")
_ORDINAL: Final = re.compile(r"\d+(st|nd|rd|th)")
_NO_VOWEL: Final = re.compile(r"[bcdfghjklmnpqrstvwxz]{2,}")
_SHORT: Final = words_of("pd so dps da fd st mt ft pct twp")
_NEVER_POLICE: Final = frozenset(
    {K.PRIVATE, K.VENDOR, K.FOREIGN, K.TEST_ACCOUNT, K.TASK_FORCE, K.FUSION_CENTER}
)
"""Kinds of body that do not become police by the word behind them: Home Depot PD."""
_SHOW_NO_POLICE: Final = words_that_show(_NEVER_POLICE)
_ODD: Final = re.compile(r"[^\w\s.,'’‘`&()/\[\]{}#–—-]|_")
_CAPITALS: Final = re.compile(r"[A-Z]{2}[a-z]|[a-z][A-Z]")
_NAMED_SO: Final = ("Mc", "Mac", "De", "La", "Le", "Du", "Van", "Fitz", "St", "O", "Di", "El")
_INSTITUTIONS: Final = frozenset(
    {K.CAMPUS_POLICE, K.CORRECTIONS, K.TRANSIT_POLICE, K.TRIBAL_POLICE, K.SPECIAL_DISTRICT}
)
_LAST: Final = words_of(
    "pd so dps police sheriff constable marshal safety department division bureau"
)
_LOCAL: Final = frozenset({K.MUNICIPAL_POLICE, K.COUNTY_SHERIFF, K.COUNTY_POLICE})


def against(name: Name, kind: K | None, state: str | None, *, short: bool = False) -> str | None:
    """Why a name may mean somebody else than a body of this kind and state; None for no reason.

    A `short` name, such as an alias, need not have the shape of a full one.
    """
    if kind is not None and kind.federal:
        return None
    found = next(_reasons(name, kind, state), None)
    if found is not None or short or kind not in _LOCAL | _INSTITUTIONS:
        return found
    return next(_shape(name, kind, state), None)


def in_brackets(name: Name) -> str | None:
    """Why what stands in brackets behind a name makes it somebody else's; None for no reason.

    Parts of an agency's own network stand there too, and a vendor's products: (Falcon Flex).
    """
    for part in name.parts[1:]:
        hint = federal_hint(part)
        if hint is not None:
            return f"'{hint}' may mean a federal body"
        for word in part.split():
            for table, says in _TABLES:
                if word in table and word not in suspect.PRODUCTS:
                    return f"'{word}' {says}"
            found = _looks(word, local=False)
            if found:
                return found[0]
    return None


def distinctive(name: Name) -> frozenset[str]:
    """The words of a name that many agencies do not share: Norwalk of Norwalk Police."""
    return frozenset(name.words) - _HEADS


def _reasons(name: Name, kind: K | None, state: str | None) -> Iterator[str]:
    if name.strange is not None:
        yield f"it {name.strange}"
        return
    if name.says_federal:
        yield "it is marked as federal"
    if len(name.states) > 1 or name.states - {state}:
        yield f"it says {' and '.join(sorted(name.states))}"
    # What says the state is no word of the name: Norwalk CT PD.
    codes = {one.removeprefix("us-") for one in (*name.states, state or "")}
    words = [word for word in words_as_written(name.raw) if word not in codes]
    allowed = _ALLOWED.get(kind, frozenset()) if kind is not None else frozenset()
    yield from _says_somebody_else(name, words, kind, allowed)
    for word in words:
        yield from _looks(word, local=kind in _LOCAL)
    yield from _run_together(words, allowed)
    if kind in _LOCAL:
        yield from _spelling(name.raw)
    yield from _places(name, state)


def _says_somebody_else(
    name: Name, words: list[str], kind: K | None, allowed: frozenset[str]
) -> Iterator[str]:
    """Words of a federal body, of a program, of a company; what is left without its last words."""
    hint = federal_hint(name.form)
    if hint is not None and kind is not K.TASK_FORCE:
        yield f"'{hint}' may mean a federal body"
    said = dict.fromkeys((*words, *name.words))
    for word in said if not _IN_TABLES.isdisjoint(said) else ():
        for table, says in _TABLES:
            if word in table and word not in allowed:
                yield f"'{word}' {says}"
    if not _SHOW_NO_POLICE.isdisjoint(name.words):
        within = kind_of(" ".join(word for word in name.words if word not in _HEADS)).kind
        if within in _NEVER_POLICE and within is not kind:
            yield f"without its last words it is {within.noun}"


@lru_cache(maxsize=4096)  # the same few words stand in most names
def _looks(word: str, *, local: bool) -> tuple[str, ...]:
    """What makes a word look like a harmless one only: 1CE, USICE, Immigraton."""
    return tuple(_signs(word, local=local))


def _signs(word: str, *, local: bool) -> Iterator[str]:
    if _MIXED.match(word) and not _ORDINAL.fullmatch(word):
        yield f"'{word}' mixes letters and figures"
    if _is_initials(word):
        yield f"'{word}' may be initials of a federal body"
    if word.startswith(suspect.BEGINNINGS):
        yield f"'{word}' speaks of a federal body or of what one does"
    root = built_on(word, suspect.ROOTS)
    if root is not None:
        yield f"'{word}' is '{root}' with the ending of a place"
    like = _misspelt(word)
    if like is not None:
        yield f"'{word}' may be '{like}'"
    if local and _NO_VOWEL.fullmatch(word) and word not in _SHORT:
        yield f"it is not known what '{word}' is short for"


def _run_together(words: list[str], allowed: frozenset[str]) -> Iterator[str]:
    """What the words spell together: I C E."""
    single = [word for word in words if len(word) == 1 and word != "s"]
    if len(single) > 1 and single != ["a", "m"] and "".join(single) not in ("pd", "so"):
        yield "its letters stand apart"
    bare = "".join(word for word in words if not (word in _HEADS or word in allowed))
    if bare in words:
        return  # one word, which was looked at
    if _is_initials(bare):
        yield "it may be initials of a federal body"
    else:
        like = _misspelt(bare)
        if like is not None:
            yield f"it may mean '{like}'"


def _spelling(raw: str) -> Iterator[str]:
    """Signs inside words, and capitals where no name has them: |CE, HSIBoston."""
    odd = _ODD.search(raw)
    if odd is not None:
        yield f"'{odd[0]}' is no letter of a name"
    for word in re.findall(r"[A-Za-z]+", raw) if _CAPITALS.search(raw) else ():
        if _CAPITALS.search(word) and not word.startswith(_NAMED_SO):
            yield f"'{word}' has capitals inside"


def _shape(name: Name, kind: K | None, state: str | None) -> Iterator[str]:
    """A local body is named after a place, and that stands before the word for the police."""
    if kind in _LOCAL:
        yield from _local_shape(name.words, state)
    elif not set(name.words) - _GENERAL - suspect.INSTITUTIONS:
        yield "it names no place"


def _local_shape(words: tuple[str, ...], state: str | None) -> Iterator[str]:
    place = [word for word in words if word not in _GENERAL]
    code = FULL.get(tuple(place))
    whole_state = code is not None and state == state_id(code) and code != "ny"
    if not place or place == ["new", "england"]:
        yield "it names no place"
    elif whole_state and not _OTHER_PLACES.intersection(words):
        yield "it names a whole state"
    last = [word for word in words if not word.isdigit() and word not in ("pct", "ward")]
    if not last or last[-1] not in _LAST:
        yield "it does not end as the name of a police department"
    if len([word for word in words if word in ("pd", "so")]) > 1:
        yield "it names two bodies"


_ALONE: Final = suspect.INITIALS - {"us", "usa", "tf", "fo"}
_PARTS: Final = suspect.INITIALS | suspect.OFFICES
_LONGEST_PART: Final = max(map(len, _PARTS))
_WORDS_AS_WELL: Final = words_of("bop dean deal hero dealer usne tfal nice ernest eroded ins")
"""Harmless words that such a pair of initials would spell."""
_NEVER_BEGINS: Final = (
    *("ice", "ero", "hsi", "dhs", "cbp", "fbi", "usbp", "usms", "uscis", "usice", "hstf", "drn"),
    *("icehsi", "iceero"),
)
_NEVER_ENDS: Final = ("hsi", "dhs", "cbp", "fbi", "usms", "uscis")


def _is_run_together(word: str) -> bool:
    """Whether a word is initials, two of them run together, or initials and an office."""
    if word in _WORDS_AS_WELL:
        return False
    first, last = max(len(word) - _LONGEST_PART, 1), min(len(word) - 1, _LONGEST_PART)
    parts = ((word[:at], word[at:]) for at in range(first, last + 1))
    return word in _ALONE or any(
        one in _PARTS and other in _PARTS and not suspect.INITIALS.isdisjoint((one, other))
        for one, other in parts
    )


def _is_initials(word: str) -> bool:
    read = word.translate(suspect.LIKE)
    if read in _like_initials():
        return True
    return any(
        _is_run_together(one) or one.startswith(_NEVER_BEGINS) or one.endswith(_NEVER_ENDS)
        for one in ((word,) if read == word else (word, read))
    )


@lru_cache(maxsize=1)
def _like_initials() -> frozenset[str]:
    return frozenset(one.translate(suspect.LIKE) for one in suspect.INITIALS if len(one) > 2)


def _misspelt(word: str) -> str | None:
    """The long federal word that a word is a slip or two away from, or that it contains."""
    read = word.replace("rn", "m").translate(suspect.LIKE)
    for long, itself, like, slips in _long_federal(len(read)):
        if word in itself:
            return None  # as it should be: the tables of words decide
        if slips > 1 and like in read:
            return long
        if abs(len(read) - len(like)) <= slips and _within(read, like, slips):
            return long
    return None


@lru_cache(maxsize=64)
def _long_federal(size: int) -> tuple[tuple[str, tuple[str, ...], str, int], ...]:
    """Each long federal word that a word of this size may be near to or contain.

    With it come its singular and plural, what it looks like, and how many slips are near.
    """
    found = []
    for long in sorted(suspect.LONG_FEDERAL):
        slips = 2 if len(long) > 8 else 1  # short words are near to too many towns
        if size >= len(long) - slips and (slips > 1 or size <= len(long) + slips):
            itself = (long, f"{long}s", long.removesuffix("s"))
            found.append((long, itself, long.translate(suspect.LIKE), slips))
    return tuple(found)


def _within(one: str, other: str, slips: int) -> bool:
    """Whether a word is at most so few slips from another.

    Written out, since a small check that finds nothing alike should load no library for it.

    >>> _within("imigraton", "immigration", 2), _within("migration", "immigration", 1)
    (True, False)
    >>> _within("hmoeland", "homeland", 1)
    True
    """
    letters, others = set(one), set(other)
    if max(len(letters - others), len(others - letters), abs(len(one) - len(other))) > slips:
        return False
    while one and other and one[0] == other[0]:
        one, other = one[1:], other[1:]
    if not one or not other or not slips:
        return len(one or other) <= slips
    ways = [(one[1:], other[1:]), (one[1:], other), (one, other[1:])]
    if one[:2] == other[1::-1]:
        ways.append((one[2:], other[2:]))  # two letters in the wrong order are one slip
    return any(_within(left, right, slips - 1) for left, right in ways)


def _places(name: Name, state: str | None) -> Iterator[str]:
    """A state or a great city in it that is not of the state."""
    words = name.words
    for at in range(len(words)) if not FULL_BEGIN.isdisjoint(words) else ():
        for size in (3, 2, 1):
            said = tuple(words[at : at + size])
            code = FULL.get(said)
            if code is not None and state != state_id(code):
                behind = words[at + size] if at + size < len(words) else ""
                a_town = behind in _OTHER_PLACES or (code == "wa" and behind in ("pd", "so"))
                if not a_town and words[at - 1 : at] not in (("new",), ("west",), ("mary",)):
                    yield f"it names {state_id(code)}"
    for size in (1, 2, 3) if words[:1] and words[0] in _CITIES_BEGIN else ():
        city = suspect.CITIES.get(tuple(words[:size]))
        after = words[size : size + 1]
        if city is not None and city != state and after != ("county",) and len(words) <= size + 2:
            yield f"it names a place in {city}"
