"""Whether an entry of a repository's own directory may be relied on.

Whoever opens a pull request can write an entry. It counts where an official list has the agency,
or where its own words show the same and nothing speaks against them. All else is a question, at
the entry and at every grant to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from lprpolicy.identify.against import against, distinctive
from lprpolicy.identify.as_written import words_as_written
from lprpolicy.identify.kinds import kind_of
from lprpolicy.identify.names import read_name
from lprpolicy.identify.place_words import LOCAL, added_words, no_place, unheard_of
from lprpolicy.identify.posing import POSING, poses
from lprpolicy.identify.states import STATES
from lprpolicy.identify.tables import NameTable
from lprpolicy.model.directory import Agency
from lprpolicy.model.words import AgencyKind as K

_Steps = tuple[str | int, ...]
_LIKE_POLICE: Final = frozenset({K.MUNICIPAL_POLICE, K.STATE_AGENCY, K.LOCAL_GOVERNMENT, None})
"""What a short name shows of any police department: Yale Police for a university's."""
_SILENT: Final = frozenset({"of", "and", "the", "for", "city", "s"})
_CODES: Final = {name: code for code, name in STATES.items()}
_ORI_STATE: Final = {"us-ne": "NB"}
_FEDERAL_ORI: Final = re.compile(
    r"..(ICE|INS|CBP|DHS|HSI|FBI|DEA|ATF|USM|USB|USC|USP|TSA|IRS|ERO|NPS|USA)|(DC|US)(?=[A-Z]{3})"
)


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why an entry is not relied on, and where below it that stands."""

    says: str
    below: _Steps
    table: NameTable | None = None
    """The table of words that it comes from, if it comes from one."""


@dataclass(frozen=True, slots=True)
class Official:
    """What official lists say of an entry: their own of it, its names, and who else is called so.

    `elsewhere` are the states that a list of the whole country has a name in, and `words` those
    of all names that it has in the entry's own state.
    """

    entry: Agency | None = None
    names: frozenset[str] = frozenset()
    elsewhere: frozenset[str] = frozenset()
    words: frozenset[str] | None = None
    other_ori: str | None = None
    """The ORI that they give the agency of this name or id, where the entry gives another."""


NOTHING: Final = Official()


def doubts(agency: Agency, official: Official = NOTHING) -> Iterator[Doubt]:
    """Everything that keeps an entry from being relied on; nothing where it is borne out."""
    yield from _fields(agency)
    if agency.kind is not None and agency.kind.federal:
        return
    listed = official.entry
    if official.other_ori is not None:
        says = (
            f"gives {agency.name} the ORI {agency.ori}; an official list says {official.other_ori}"
        )
        yield Doubt(says, ("ori",))
    known = listed is not None and read_name(agency.name).form in official.names
    if listed is not None and not known:
        says = f"names {agency.name} what an official list calls {listed.name}"
        yield Doubt(says, ("name",))
    if listed is not None and None not in (listed.kind, agency.kind):
        if listed.kind is not agency.kind:
            says = f"says that {agency.name} is {_noun(agency.kind)}; an official list says "
            yield Doubt(says + _noun(listed.kind), ("kind",))
    elif agency.kind is not None:
        yield from _own_words(agency, official)
    for below, text in _names(agency):
        if poses(text):
            yield Doubt(f"lists {text} for {agency.id}; it {POSING}", below)
        if not (known and read_name(text).form in official.names):
            yield from _name(agency, text, below)


def unheard(agency: Agency, official: Official) -> Doubt | None:
    """Why an entry that may be relied on lets nobody in all the same.

    Nothing speaks against its name, and no list has a word of it.
    """
    if official.entry is not None or official.words is None or agency.kind is None:
        return None
    state = agency.id.partition("/")[0]
    strange = unheard_of(agency.name, agency.kind, state, official.words)
    if strange is None:
        return None
    return Doubt(f"says that {agency.name} is {_noun(agency.kind)}; {strange}", ("name",))


def _fields(agency: Agency) -> Iterator[Doubt]:
    """What does not go together in an entry, whatever its names are."""
    federal = agency.kind is not None and agency.kind.federal
    if agency.component is not None and not federal:
        says = f"gives {agency.name} a federal component and no federal kind"
        yield Doubt(says, ("component",))
    state = agency.id.partition("/")[0]
    if agency.state is not None and agency.state != state:
        yield Doubt(f"places {agency.id} in {agency.state}", ("state",))
    if agency.ori is None or federal:
        return
    letters = _ORI_STATE.get(state, state.removeprefix("us-").upper())
    if not agency.ori.startswith(letters):
        says = f"gives {agency.name} the ORI {agency.ori}, which does not begin with {letters}"
        yield Doubt(says, ("ori",))
    elif _FEDERAL_ORI.match(agency.ori):
        says = f"gives {agency.name} the ORI {agency.ori}, which has the form of a federal one"
        yield Doubt(says, ("ori",))


def _own_words(agency: Agency, official: Official) -> Iterator[Doubt]:
    """Whether the name shows the kind and is of the place that the id says."""
    name = read_name(agency.name)
    read = kind_of(name.form, agency.state)
    of_the_state = read.kind is K.STATE_AGENCY and agency.kind in (
        kind_of(read_name(alias).form, agency.state).kind for alias in agency.aliases
    )
    open_to_va = read.kind is K.SPECIAL_DISTRICT and read.federal is None
    if (read.kind is not agency.kind and not of_the_state) or open_to_va:
        shows = f"shows {_noun(read.kind)}" if read.kind else "does not show that"
        if open_to_va:
            shows = "may be that of a federal hospital"
        says = f"says that {agency.name} is {_noun(agency.kind)}; the name {shows}"
        yield Doubt(says, ("kind",))
    if read.state is not None and read.state != agency.id.partition("/")[0]:
        says = f"places {agency.name} in {agency.state}; its name says {read.state}"
        yield Doubt(says, ("name",))
    if not _is_of(agency.id.partition("/")[2].replace("-", " "), (agency.name, *agency.aliases)):
        yield Doubt(f"gives {agency.name} the id {agency.id}, which names another", ("id",))
    if official.elsewhere and agency.state not in official.elsewhere:
        where = ", ".join(sorted(official.elsewhere)[:3])
        says = f"places {agency.name} in {agency.state}; the official list has that name in {where}"
        yield Doubt(says, ("state",))
    elif official.words is not None and agency.kind is not None:
        state = agency.id.partition("/")[0]
        strange = no_place(agency.name, agency.kind, state, official.words)
        if strange is not None:
            says = f"says that {agency.name} is {_noun(agency.kind)}; {strange}"
            yield Doubt(says, ("name",), NameTable.PLACE_WORDS)


def _name(agency: Agency, text: str, below: _Steps) -> Iterator[Doubt]:
    """What speaks against one name of an entry."""
    name = read_name(text)
    state = agency.state or agency.id.partition("/")[0]
    wrong = against(name, agency.kind, state, short=below != ("name",))
    if wrong is not None:
        yield Doubt(f"lists {text} for {agency.id}; {wrong}", below, NameTable.SUSPECT_WORDS)
    elif below != ("name",):
        shown = kind_of(name.form, state).kind
        if agency.kind is not None and shown is not agency.kind and shown not in _LIKE_POLICE:
            yield Doubt(f"lists {text} for {agency.id}; that is {_noun(shown)}", below)
        elif agency.kind in LOCAL and not distinctive(name):
            yield Doubt(f"lists {text} for {agency.id}; it names nobody", below)
        elif not _is_of(text, (agency.name, *agency.aliases[: int(below[1])])):
            yield Doubt(f"lists {text} for {agency.id}; that may be another agency", below)
        elif agency.kind in LOCAL:
            yield from _more_words(agency, text, below)


def _more_words(agency: Agency, text: str, below: _Steps) -> Iterator[Doubt]:
    """A word that the name does not have may mean somebody else: Norwalk Wilton PD."""
    state = STATES.get(agency.id[3:5], "")
    for word in added_words(text, (agency.name, state), agency.id[:5]):
        if not shortens(word, f"{state} {agency.name}"):
            says = f"lists {text} for {agency.id}; '{word}' is no word of {agency.name}"
            yield Doubt(says, below, NameTable.PLACE_WORDS)
            return


def _is_of(text: str, names: Sequence[str]) -> bool:
    """Whether a text has a word of one of the names, or is made of their first letters."""
    if text in (read_name(other).form for other in names):
        return True  # an id is mostly the normal form, which reads as itself
    mine = distinctive(read_name(text))
    for other in names:
        theirs = distinctive(read_name(other))
        if mine & theirs or not mine:
            return True
        if any(shortens(word, other) or shortens(one, text) for word in mine for one in theirs):
            return True
    return False


def shortens(short: str, long: str) -> bool:
    """Whether a word is made of the beginnings of a name's words: CCSU, MTAPD, UConn, CTIC."""
    words = [word for word in words_as_written(long) if word not in _SILENT]
    return len(short) > 1 and any(_spells(short, words[at:]) for at in range(len(words)))


def _spells(short: str, words: Sequence[str], used: int = 0) -> bool:
    """Whether a word can be divided into beginnings of two or more of these words, in order."""
    if not short:
        return used > 1
    if not words:
        return False
    first = words[0]
    code = _CODES.get(first)
    if code is not None and short.startswith(code) and _spells(short[2:], words[1:], used + 1):
        return True
    return any(
        short[:size] == first[:size] and _spells(short[size:], words[1:], used + 1)
        for size in range(1, min(len(short), len(first)) + 1)
    )


def _names(agency: Agency) -> Iterator[tuple[_Steps, str]]:
    yield ("name",), agency.name
    for at, alias in enumerate(agency.aliases):
        yield ("aliases", at), alias


def _noun(kind: K | None) -> str:
    return kind.noun if kind is not None else "unknown"
