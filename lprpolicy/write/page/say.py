"""Build sentences: dates and lengths of time in full, lists, and other people's prose."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final

from lprpolicy.model.durations import Duration
from lprpolicy.model.places import Pointer
from lprpolicy.model.prose import long_day
from lprpolicy.model.states import STATE_NAMES, state_name
from lprpolicy.write.page.sections import Grounds, Listing, Paragraph, Role, Sentence, Tone, Wording

Places = Pointer | Iterable[Pointer]


def say(
    *parts: str | Wording,
    at: Places = (),
    silent: Places = (),
    waivers: Places = (),
    rules: Iterable[str] = (),
    packs: Iterable[str] = (),
    agencies: Iterable[str] = (),
    grounds: Grounds | None = None,
) -> Sentence:
    """Build a sentence with its grounds; one without grounds only explains."""
    grounds = grounds or Grounds(
        _places(at),
        _places(silent),
        _places(waivers),
        tuple(rules),
        tuple(packs),
        tuple(agencies),
    )
    made = tuple(Wording(part) if isinstance(part, str) else part for part in parts)
    return Sentence(tuple(part for part in made if part.text), grounds, explains=not grounds)


def _places(places: Places) -> tuple[Pointer, ...]:
    return (places,) if isinstance(places, Pointer) else tuple(places)


def name(text: str, url: str | None = None) -> Wording:
    """Mark a name, an address or other words of somebody else."""
    return Wording(text, Role.NAME, url)


def cite(text: str, url: str | None = None) -> Wording:
    return Wording(text, Role.CITATION, url)


def term(text: str, key: str | None = None) -> Wording:
    """Mark a word that the page explains at its first use."""
    return Wording(text, Role.TERM, key=key or text)


def quotation(text: str) -> Wording:
    """Quote words of the file as they are written there.

    >>> quotation("ncic").text
    '“ncic”'
    """
    return name(f"“{text}”")


def paragraph(*sentences: Sentence, tone: Tone = Tone.PLAIN) -> Paragraph:
    return Paragraph(sentences, tone)


def listing(entries: Iterable[Sentence]) -> Listing:
    """Build a list of entries with one sentence or phrase each."""
    return Listing(tuple((entry,) for entry in entries))


def enumeration(phrases: Sequence[Wording | str], last: str = "and") -> tuple[Wording | str, ...]:
    """List phrases with commas and a last word such as "and".

    >>> enumeration(["a", "b", "c"], "or")
    ('a', ', ', 'b', ' or ', 'c')
    """
    made: list[Wording | str] = []
    for number, phrase in enumerate(phrases):
        if number:
            made.append(f" {last} " if number == len(phrases) - 1 else ", ")
        made.append(phrase)
    return tuple(made)


def interval(period: Duration) -> str:
    """Say how often at least something happens.

    >>> interval(Duration(1, "month")), interval(Duration(24, "hour"))
    ('every month', 'every 24 hours')
    """
    return f"every {period.unit}" if period.amount == 1 else f"every {period}"


def upper(text: str) -> str:
    """Begin a text with a capital letter."""
    return text[:1].upper() + text[1:]


_STATES: Final = "|".join(sorted(map(re.escape, STATE_NAMES.values()), key=len, reverse=True))
_PROSE: Final = re.compile(
    r"(?P<date>\b(?:19|20|21)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])\b)"
    r"|(?P<id>\bus(?:-[a-z]{2})?/[a-z0-9-]+(?:/[a-z0-9-]+)*)"
    r"|(?P<code>\bus-[a-z]{2}\b)"
    r"|(?P<cite>(?:Conn\. )?(?:Public Act|PA) \d+-\d+(?:,? [Ss]ecs?\. [\d()a-z-]+)?"
    r"|(?:Conn\. Gen\. Stat\. )?\b[Ss]ecs?\. ?\d[\w().-]*\w\)?|\b[HS]B \d+"
    r"|\d+ U\.S\.C\. [\w()]+|\bCJIS Security Policy(?: v?\d[\d.]*\d)?|\bRCW [\d.]+\w"
    r"|§+ ?[\w.()-]*\w\)?)"
    rf"|(?P<name>\b(?:{_STATES}|NCIC|NLETS|Nlets|FBI|ICE|Attorney General)\b)"
)


def prose(text: str, names: Mapping[str, str]) -> tuple[Wording, ...]:
    """Adapt other people's prose to this page: dates in full, names for codes.

    >>> "".join(p.text for p in prose("from 2027-01-01 in us-ct", {}))
    'from January 1, 2027 in Connecticut'
    """
    parts = (
        part if isinstance(part, Wording) else _name_of_agency(part, names) for part in _parts(text)
    )
    return tuple(part for part in parts if part.text)


def _name_of_agency(identifier: str, names: Mapping[str, str]) -> Wording:
    return name(names.get(identifier, identifier))


@lru_cache(maxsize=4096)  # what the law says stands on every page of a site
def _parts(text: str) -> tuple[Wording | str, ...]:
    """The parts of a text, with ids of agencies as they are written."""
    parts: list[Wording | str] = []
    end = 0
    for found in _PROSE.finditer(text):
        parts.append(Wording(text[end : found.start()]))
        parts.append(found[0] if found.lastgroup == "id" else _in_words(found))
        end = found.end()
    parts.append(Wording(text[end:]))
    return tuple(parts)


def _in_words(found: re.Match[str]) -> Wording:
    word = found[0]
    match found.lastgroup:
        case "date":
            try:
                return Wording(long_day(dt.date.fromisoformat(word)))
            except ValueError:
                return Wording(word)
        case "code":
            return name(state_name(word))
        case "cite":
            return cite(word)
    return name(word)


def sentences_in(text: str) -> list[str]:
    """Split a text into sentences; an abbreviation before a number or name ends none.

    >>> sentences_in("Sec. 13(d) bars it. The rest, e.g. a warrant, does not.")
    ['Sec. 13(d) bars it.', 'The rest, e.g. a warrant, does not.']
    """
    return list(_sentences(text))


_ENDS: Final = re.compile(
    r"(?<=[.?!])(?<!\b[Ss]ec\.)(?<!\bsecs\.)(?<!e\.g\.)(?<!\bNo\.)\s+(?=[A-Z0-9“])"
)


@lru_cache(maxsize=4096)  # as above
def _sentences(text: str) -> tuple[str, ...]:
    return tuple(said for said in _ENDS.split(text.strip()) if said)
