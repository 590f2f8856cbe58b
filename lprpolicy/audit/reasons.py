"""What a reason says: its purpose, who asked, how specific it is, and personal data in it.

The four are asked apart. An agency that is named is no purpose that is stated, and a reason that
is masked or empty is neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from lprpolicy.audit.cells import state_of
from lprpolicy.audit.lexicon import LexiconMatch, Phrases, tokens
from lprpolicy.audit.memo import Memo
from lprpolicy.model.search import CellState, NamedAgency, Reading, Specific

LONGEST: Final = 1_000
"""A reason is read up to this many characters; the boxes of vendors take fewer."""
ALIKE_NUMBER: Final = "(?:[0-9]{2,4}-)?[1-9][0-9]{5,11}"
"""A number too long for a section of a code, as of a case: its digits say nothing more."""
NUMBER_ALIKE: Final = "123456"
_ALIKE_NUMBER: Final = re.compile(ALIKE_NUMBER)
_BIRTH: Final = re.compile(
    r"\b(?:dob|d\.o\.b|born)\b|\b(?:0?[1-9]|1[0-2])[/-](?:0?[1-9]|[12][0-9]|3[01])"
    r"[/-](?:19[2-9][0-9]|20[01][0-9])\b",
    re.I,
)
_NUMBERS: Final = re.compile(
    r"\b[0-9]{3}-[0-9]{2}-[0-9]{4}\b|\b\(?[0-9]{3}\)?[ .-][0-9]{3}[ .-][0-9]{4}\b"
)
_PLATE: Final = re.compile(
    r"\b(?=[A-Za-z0-9]{5,8}\b)(?:[0-9][A-Za-z]{3}[0-9]{3}|[A-Za-z]{3}[0-9]{3,4}"
    r"|[0-9]{3}[A-Za-z]{3}|[A-Za-z]{2}[0-9]{5}|[A-Za-z][0-9]{2}[A-Za-z]{3}"
    r"|[A-Za-z]{4}[0-9]{2}|[0-9][A-Za-z]{2}[A-Za-z0-9]{4})\b"
)
_ORDER: Final = {
    NamedAgency.NOBODY: 0,
    NamedAgency.OTHER: 1,
    NamedAgency.UNCLEAR: 2,
    NamedAgency.FEDERAL: 3,
    NamedAgency.IMMIGRATION: 4,
}


@dataclass(frozen=True, slots=True)
class Explained:
    """A reading, and how it came about: the words, the phrases found, what was left."""

    reading: Reading
    words: tuple[str, ...]
    matches: tuple[LexiconMatch, ...]
    left: tuple[str, ...]
    local: tuple[str, ...]
    """Names of agencies of the same state that may be meant by initials."""


@dataclass(slots=True)
class Reasons:
    """Reads reasons with the phrases of one state.

    `local` are the initials of agencies of that state: `DHS` may be Desert Hot Springs.
    """

    phrases: Phrases
    local: Mapping[str, str] = field(default_factory=dict)
    _known: Memo[tuple[str | None, str | None], Reading] = field(init=False)

    def __post_init__(self) -> None:
        self._known = Memo(lambda texts: self._read(*texts))

    def read(self, reason: str | None, offense: str | None = None) -> Reading:
        """Return what a reason says, and the drop-down list where the reason says nothing."""
        return self._known[reason and one_number_for_all(reason), offense]

    def _read(self, reason: str | None, offense: str | None) -> Reading:
        found = self.explain(reason).reading
        if found.specific is Specific.STATED or state_of(offense) is not CellState.VALUE:
            return found
        listed = self.explain(offense).reading
        if listed.specific is not Specific.STATED:
            return found
        return Reading(
            found.state if found.state is CellState.VALUE else CellState.VALUE,
            listed.purposes,
            max(found.named, listed.named, key=_ORDER.__getitem__),
            Specific.STATED,
            found.personal,
            offense=True,
        )

    def explain(self, reason: str | None) -> Explained:
        """Read one reason, and keep how it was read."""
        state = state_of(reason)
        if state not in (CellState.VALUE, CellState.PARTIAL) or reason is None:
            return Explained(Reading(state), (), (), (), ())
        text = reason[:LONGEST]
        words = tokens(text)
        matches, left = self.phrases.find(words)
        local = tuple(self.local[word] for word in words if word in self.local)
        purposes = {match.found.id for match in matches if match.found.is_ or match.found.may_be}
        reading = Reading(
            state,
            tuple(sorted(purposes)),
            self._name_agency(matches, words, local),
            _specific(text, matches, left),
            _personal(text, left),
        )
        return Explained(reading, tuple(words), tuple(matches), tuple(left), local)

    def _name_agency(
        self, matches: Iterable[LexiconMatch], words: list[str], local: tuple[str, ...]
    ) -> NamedAgency:
        """Say which agency a reason names; initials that two share are unclear."""
        found = NamedAgency.OTHER if local else NamedAgency.NOBODY
        for match in matches:
            if match.found.names is None:
                continue
            named = NamedAgency(match.found.names)
            if (
                named is not NamedAgency.OTHER
                and match.phrase in self.local
                and match.phrase in words
            ):
                named = NamedAgency.UNCLEAR
            found = max(found, named, key=_ORDER.__getitem__)
        return found


def one_number_for_all(reason: str) -> str:
    """Return a reason that is a long number as one that is read the same; others as they are.

    >>> one_number_for_all("26-4123458"), one_number_for_all("26-0412345")
    ('26-123456', '26-0412345')
    """
    if not reason[-6:].isdecimal() or _ALIKE_NUMBER.fullmatch(reason) is None:
        return reason
    return f"{reason[: reason.find('-') + 1]}{NUMBER_ALIKE}"


def scrub(text: str) -> str:
    """Take out what looks like a plate, a date of birth or a number. Names are not recognized."""
    for pattern in (_BIRTH, _NUMBERS, _PLATE):
        text = pattern.sub("[x]", text)
    return text


def _specific(text: str, matches: list[LexiconMatch], left: list[str]) -> Specific:
    if any(match.found.is_ or match.found.may_be for match in matches):
        return Specific.STATED
    if any(match.found.test for match in matches):
        return Specific.TEST
    if matches:
        return Specific.VAGUE
    digits = [any(one.isdigit() for one in word) for word in left]
    if any(digits) and all(has or len(word) == 1 for has, word in zip(digits, left, strict=True)):
        return Specific.NUMBER
    return Specific.UNRECOGNIZED if text.strip() else Specific.NONE


def _personal(text: str, left: list[str]) -> bool:
    """Whether a reason seems to hold a plate, a day of birth or a number of a person."""
    if _BIRTH.search(text) or _NUMBERS.search(text):
        return True
    found = {plate.casefold() for plate in _PLATE.findall(text)}
    return not found.isdisjoint(left)
