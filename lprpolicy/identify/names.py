"""The normal form of a raw vendor name: the same words for the same agency.

`Norwalk Police Department (CT)`, `CT - Norwalk P.D.` and `Norwalk Connecticut PD` are one name
in one state. Reading a normal form again changes nothing.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from lprpolicy.identify.compass import spell_compass
from lprpolicy.identify.state_positions import (
    DASH,
    follows_a_place,
    is_written_out,
    leads_as_a_state,
)
from lprpolicy.identify.states import (
    CODES,
    FULL,
    FULL_BEGIN,
    LONGEST,
    NOT_BEFORE,
    PARTS_OF_PLACES,
    STATES,
    TOWNS,
    state_id,
)
from lprpolicy.identify.words import (
    CARE_WORDS,
    FEDERAL_MARKS,
    INACTIVE,
    INACTIVE_IN_BRACKETS,
    KIND_WORDS,
    NETWORKS_BEHIND_A_DASH,
    NETWORKS_IN_BRACKETS,
    PHRASES,
    SCHOOL_WORDS,
    SILENT,
    SPELLINGS,
)
from lprpolicy.model.words import RowStatus

_APOSTROPHES = re.compile("['’‘`´ʼ＇]")
_INITIALS = re.compile(r"\b[a-z](?:\.[a-z])+\b\.?")
_COUNTY = re.compile(r"\bco\.(?=\s*[\w(\[])")
_BRACKETS = re.compile(r"[\[({]([^\[\](){}]*)[\])}]")
_DASHES = re.compile(r"\s-+|-+\s|[–—:]+")
_TOKENS = re.compile(r"[^\W_]+|(?<=\s)-(?=\s)")
_STARTS: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
for _phrase, _meant in sorted(PHRASES.items(), key=lambda pair: -len(pair[0])):
    _STARTS.setdefault(_phrase[0], []).append((_phrase, _meant))
_INACTIVE_STARTS = {phrase[0]: [p for p in INACTIVE if p[0] == phrase[0]] for phrase in INACTIVE}
# Most names have none of these words, so one set test saves the walk through their words.
_PHRASES_BEGIN = frozenset(_STARTS)
_ONE_WORD = frozenset(phrase[0] for phrase in PHRASES if len(phrase) == 1)
_TWO_WORDS = frozenset(phrase[:2] for phrase in PHRASES if len(phrase) > 1)
_INACTIVE_BEGIN = frozenset(_INACTIVE_STARTS)
_STATES_BEGIN = frozenset({*CODES, *FULL_BEGIN})
_RESPELLED = frozenset({*SPELLINGS, *SILENT})
_NO_STATES: frozenset[str] = frozenset()  # Python makes another empty set for each name


@dataclass(frozen=True, slots=True)
class Name:
    """A raw name after reading. `form` is its normal form; `parts` are the texts between brackets.

    `state` is what the name itself shows. `strange` says why its letters cannot be trusted.
    """

    raw: str
    form: str
    parts: tuple[str, ...]
    state: str | None
    status: RowStatus
    says_federal: bool
    strange: str | None
    states: frozenset[str] = frozenset()
    """Every state that the name shows; with more than one, `state` is None."""
    veterans: bool = False
    """Whether the letters that show Virginia may be those of Veterans Affairs: Tomah VA Police."""

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(self.form.split())


@dataclass(slots=True)
class _Marks:
    """What is read from a name on the way to its normal form."""

    states: set[str]
    inactive: bool = False
    federal: bool = False
    veterans: bool = False


@lru_cache(maxsize=1 << 15)
def read_name(raw: str) -> Name:
    """Put a raw name into its normal form.

    >>> read_name("Norwalk Connecticut P.D. [Inactive]").form
    'norwalk pd'
    """
    text = fold(raw)
    marks = _Marks(set())
    inner: list[str] = []

    def bracket(found: re.Match[str]) -> str:
        if _is_mark(found[1], marks):
            return " "
        inner.append(found[1])
        return f" ( {found[1]} ) "

    if "(" in text or "[" in text or "{" in text:
        text = _BRACKETS.sub(bracket, text)
    form = _form(text, marks)
    parts: tuple[str, ...] = ()
    if inner:
        outer = _form(_BRACKETS.sub(" ", text), marks)
        within = (_form(part, _Marks(set())) for part in inner)
        parts = tuple(part for part in (outer, *within) if part)
    odd = None if form.isascii() else "has letters that are not plain Latin and may only look so"
    return Name(
        raw=raw,
        form=form,
        parts=parts,
        state=state_id(next(iter(marks.states))) if len(marks.states) == 1 else None,
        status=RowStatus.INACTIVE if marks.inactive else RowStatus.ACTIVE,
        says_federal=marks.federal,
        strange=odd,
        states=frozenset(map(state_id, marks.states)) if marks.states else _NO_STATES,
        veterans=marks.veterans and marks.states == {"va"},
    )


def fold(text: str) -> str:
    """Lower the case; drop accents, invisible characters, apostrophes and dots of initials."""
    text = _APOSTROPHES.sub("", text)
    while not text.isascii():
        kept = "".join(
            char
            for char in unicodedata.normalize("NFKD", text)
            if unicodedata.category(char) not in ("Mn", "Cf")
        )
        folded = unicodedata.normalize("NFKC", kept.casefold())
        if folded == text:
            break
        text = folded
    text = text.lower() if text.isascii() else text
    if "." not in text:
        return text
    text = _INITIALS.sub(lambda found: found[0].replace(".", "") + " ", text)
    return _COUNTY.sub("county ", text)


def spell(words: list[str]) -> list[str]:
    """Give every word and phrase its one spelling, until nothing changes."""
    done = words[:] if _RESPELLED.isdisjoint(words) else _spell_words(words)
    while True:
        again = _spell_once(done)
        if again == done:
            return done
        done = again


def _spell_words(words: list[str]) -> list[str]:
    done: list[str] = []
    for word in words:
        if word == "police" and done and done[-1] == "state":
            done.append(word)  # `State Police` stays; `State PD` may be a university's
        elif word not in SILENT:
            done.append(SPELLINGS.get(word, word))
    return done


def _spell_once(words: list[str]) -> list[str]:
    made = _phrases(words) if _has_phrase(words) else words[:]
    spell_compass(made)
    if "at" in made and "university" in made:  # University of Illinois at Chicago
        made = [word for word in made if word != "at"]
    if made and made[-1] == "sd" and ("county" in made or "parish" in made):
        made[-1] = "so"
    if len(made) > 3 and made[:2] == ["county", "of"] and made[-1] in KIND_WORDS:
        made = [*made[2:-1], "county", made[-1]]
    return made


def _has_phrase(words: list[str]) -> bool:
    """Whether a phrase may stand in a name; most names have only words that begin one."""
    return not _PHRASES_BEGIN.isdisjoint(words) and not (
        _ONE_WORD.isdisjoint(words) and _TWO_WORDS.isdisjoint(pairwise(words))
    )


def _phrases(words: list[str]) -> list[str]:
    """Replace every phrase by its normal form, from the first word on."""
    made: list[str] = []
    at = 0
    while at < len(words):
        word = words[at]
        for written, form in _STARTS.get(word, ()):
            if tuple(words[at : at + len(written)]) == written:
                made.extend(form)
                at += len(written)
                break
        else:
            made.append(word)
            at += 1
    return made


def _is_mark(content: str, marks: _Marks) -> bool:
    """Whether text in brackets is a mark on the name and not a part of it."""
    words = [word for word in _TOKENS.findall(content) if word != DASH]
    joined = " ".join(words)
    if joined in FEDERAL_MARKS:
        marks.federal = True
    elif joined in STATES:
        marks.states.add(joined)
    elif tuple(words) in FULL:
        marks.states.add(FULL[tuple(words)])
    elif INACTIVE_IN_BRACKETS.intersection(words) or joined == "do not use":
        marks.inactive = True
    else:
        return joined in NETWORKS_IN_BRACKETS or joined.isdigit() or not joined
    return True


def _form(text: str, marks: _Marks) -> str:
    plain = text.replace(" ", "").isalnum()  # most names: nothing stands between their words
    words = text.split() if plain else _TOKENS.findall(_DASHES.sub(" - ", text))
    while words and words[-1] == DASH:
        words.pop()
    if len(words) > 2 and words[-2] == DASH and words[-1] in NETWORKS_BEHIND_A_DASH:
        words = words[:-2]
    while True:
        before, spelled = words, spell(words)
        words = _take_states(_take_status(spelled, marks), marks)
        while len(words) > 1 and words[-1] in ("redspeed", DASH):
            words = words[:-1]
        if words == before or (words == spelled and _RESPELLED.isdisjoint(words)):
            break  # nothing more would change
    if DASH in words:
        return _form(" ".join(word for word in words if word != DASH), marks)
    return " ".join(words)


def _take_status(words: list[str], marks: _Marks) -> list[str]:
    if marks.inactive and words and words[0] == "former":
        words = words[1:]
    at = len(words) if _INACTIVE_BEGIN.isdisjoint(words) else 0
    while at < len(words):
        for phrase in _INACTIVE_STARTS.get(words[at], ()):
            if tuple(words[at : at + len(phrase)]) == phrase:
                marks.inactive = True
                words = words[:at] + words[at + len(phrase) :]
                break
        else:
            at += 1
    while words and words[0] == DASH:
        words = words[1:]
    return words


def _take_states(words: list[str], marks: _Marks) -> list[str]:
    """Take the state off a name, or spell it out where it is a part of the name."""
    if len(words) < 2 or _STATES_BEGIN.isdisjoint(words):
        return words
    made: list[str] = []
    at = 0
    while at < len(words):
        begins = words[at] in _STATES_BEGIN
        found = _state_at(words, at, marks, bare=not made) if begins else None
        if found is None:
            made.append(_not_a_state(words, at))
            at += 1
            continue
        code, size, spelled = found
        marks.states.add(code)
        made.extend(spelled)
        at += size
    return made


def _state_at(
    words: list[str], at: int, marks: _Marks, *, bare: bool
) -> tuple[str, int, list[str]] | None:
    """Return the state that begins here, how many words say it, and what stays of them.

    `bare`: no word of the name stands before it.
    """
    if at == 0 and words[0] in CODES and _named_again(words):
        return words[0], 1, []
    code, size = _full_state(words, at)
    if code is not None and _is_a_town(code, bare=bare, marks=marks):
        code = None
    if code is None and words[at] in CODES:
        code, size = _abbreviation(words, at, marks), 1
        if code is not None and is_written_out(words, at):
            return code, 1, STATES[code].split()
    if code is None or len(words) == size:
        return None
    if words[at] == "va" and at > 0 and words[at + 1 : at + 2] == ["pd"]:
        marks.veterans = True
    dash = at == 0 and words[size : size + 1] == [DASH]
    return code, size + dash, []


def _named_again(words: list[str]) -> bool:
    """Whether the state's full name follows its abbreviation: ID Idaho State Police."""
    return any(FULL.get(tuple(words[1 : 1 + size])) == words[0] for size in range(1, LONGEST + 1))


def _full_state(words: list[str], at: int) -> tuple[str | None, int]:
    if words[at] not in FULL_BEGIN:
        return None, 1
    for size in range(min(LONGEST, len(words) - at), 0, -1):
        code = FULL.get(tuple(words[at : at + size]))
        if code is None:
            continue
        behind = words[at + size] if at + size < len(words) else None
        if at == 0:
            return (code if behind == DASH else None), size
        stands = behind in (None, DASH, "pd", "so", "da", "fd")
        return (code if stands and words[at - 1] not in NOT_BEFORE else None), size
    return None, 1


def _abbreviation(words: list[str], at: int, marks: _Marks) -> str | None:
    """Return the state that a two-letter word stands for; None where it means something else."""
    code = words[at]
    of_a_place = (code, *words[at + 1 : at + 2]) in PARTS_OF_PLACES
    veterans = code == "va" and CARE_WORDS.intersection(words) and SCHOOL_WORDS.isdisjoint(words)
    if of_a_place or veterans:
        return None
    if at == 0:
        return code if leads_as_a_state(words) else None
    return code if _is_behind_a_place(words, at, marks) else None


def _is_behind_a_place(words: list[str], at: int, marks: _Marks) -> bool:
    before = words[at - 1]
    if before == "of":
        return is_written_out(words, at)
    if before in CODES and words[at - 2 : at - 1] == ["of"]:
        return False
    if before == DASH and words[at + 1 : at + 2] and leads_as_a_state(words[at:]):
        return True
    return follows_a_place(words, at) and not _is_a_word(words, at, marks)


def _is_a_town(code: str, *, bare: bool, marks: _Marks) -> bool:
    """Whether a state's name is a town of another state: Washington DC PD, MO - Nevada PD."""
    known = TOWNS.get(code, frozenset())
    return any(
        one in known and (bare or (code, one) == ("wa", "dc")) for one in marks.states - {code}
    )


def _is_a_word(words: list[str], at: int, marks: _Marks) -> bool:
    """Whether the letters are short for another word here: county, mount, Veterans Affairs."""
    code = words[at]
    if code == "co":
        return _is_county(words, at, marks)
    if code == "mt":
        return bool(marks.states - {"mt"})
    return code == "va" and at + 1 == len(words) and not KIND_WORDS.intersection(words)


def _is_county(words: list[str], at: int, marks: _Marks) -> bool:
    """Whether `Co` is a county: Jefferson CO TX SO, Schuyler Co SO, but not Routt County CO SO."""
    if "county" in words or "parish" in words:
        return False
    others = any(word in CODES and word != "co" for word in words[1:])
    alone = at + 1 == len(words) and not KIND_WORDS.intersection(words)
    return others or bool(marks.states - {"co"}) or words[at + 1 : at + 2] == ["so"] or alone


def _not_a_state(words: list[str], at: int) -> str:
    word = words[at]
    if word == "mt" and len(words) > 1:
        return "mount"
    if word == "co" and (words[at + 1 : at + 2] or KIND_WORDS.intersection(words)):
        return "county"
    return word
