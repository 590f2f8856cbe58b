"""What a cell of a log is: a value, or one of the ways to have none.

The forms were seen in released logs: the vendor's `***`, an office's REDACTED, an exemption cited
over the cell, a case number of zeros because the box must not be empty.
"""

from __future__ import annotations

import re
from typing import Final

from lprpolicy.model.search import CellState

_MASK: Final = "*#\u2588\u2587\u2586\u2593\u2592\u2591\u25a0\u25ae\u25cf\u2022"
_ALL_MASK: Final = re.compile(rf"[\s\[\]()]*(?:[{_MASK}][\s\[\]()]*)+")
_REDACTED: Final = re.compile(
    r"[\s\[\](){}<>*]*(?:redacted|redaction|masked|removed|x{3,})[\s\[\](){}<>*.]*", re.I
)
_BRACKETED_X: Final = re.compile(r"\s*\[x+\]\s*", re.I)
_CODE: Final = r"(?:gc|(?:gov(?:ernment)?|civ(?:il)?)\.?\s*code)"
_SECTION: Final = r"\d{3,5}(?:\.\d+)*(?:\([a-z0-9]+\))*"
_CITED: Final = (
    rf"(?:{_SECTION}\s*{_CODE}|{_CODE}\s*(?:§{{1,2}}|sec(?:tion)?s?\.?)?\s*{_SECTION}"
    r"|rcw\s*\d+\.\d+(?:\.\d+)?(?:\(\d+\))*)"
)
_WITHHELD: Final = re.compile(
    rf"[\s\[(]*(?:{_CITED}(?:\s*(?:[,;/&]|and)\s*(?:{_CITED}|{_SECTION}))*"
    r"|exempt(?:ion)?\b.{0,60}|withheld\b.{0,60})[\s\])]*",
    re.I,
)
"""One exemption, or several, cited over a cell; of the second on the code may be left out."""
_PART: Final = re.compile(rf"\[x+\]|\bredacted\b|\*{{2,}}|#{{3,}}|[{_MASK[2:]}]{{2,}}", re.I)
_WORDS_FOR_NOTHING: Final = """
n/a|na|n.a.|n\\a|none|null|nil|unknown|unk|tbd|pending|x|xx|?|??|.|..|...|-|--|---
|\u2013|\u2013\u2013|\u2014|\u2014\u2014|no case|no case number|not applicable|not available
"""
_NOTHING: Final = frozenset(_WORDS_FOR_NOTHING.replace("\n", "").split("|"))
_ZEROS: Final = re.compile(r"[\s\-_/.:#]*0[0\s\-_/.:#]*")


def state_of(text: str | None) -> CellState:
    """Say what a cell is. None means that the log has no such column."""
    if text is None:
        return CellState.NOT_EXPORTED
    said = text.strip()
    if not said:
        return CellState.EMPTY
    if _ALL_MASK.fullmatch(said) or _REDACTED.fullmatch(said) or _BRACKETED_X.fullmatch(said):
        return CellState.MASKED
    if said.casefold() in _NOTHING or _ZEROS.fullmatch(said):
        return CellState.PLACEHOLDER
    if len(said) < 120 and _WITHHELD.fullmatch(said):
        return CellState.WITHHELD
    return CellState.PARTIAL if _PART.search(said) else CellState.VALUE


def state_of_plate(text: str | None) -> CellState:
    """Say what a plate is: a star within it stands for any letter, and masks nothing."""
    found = state_of(text)
    if found is CellState.PARTIAL and text is not None and "[" not in text:
        return CellState.VALUE
    return found


def count_of(text: str | None) -> int | None:
    """Return a count of networks or devices; None where none is recorded.

    Zero stands where the vendor did not record it: nobody searches no network.

    >>> count_of("1,204"), count_of("0"), count_of("\u2014\u2014")
    (1204, None, None)
    """
    said = (text or "").strip().replace(",", "")
    return (int(said) or None) if _COUNT.fullmatch(said) else None


def is_count(text: str) -> bool:
    """Whether a cell can be a count: a whole number, or nothing that is meant as a value."""
    if len(text) <= _DIGITS and text.isascii() and text.isdigit():
        return True  # as nearly every cell of such a column
    said = text.strip().replace(",", "")
    return bool(_COUNT.fullmatch(said)) or state_of(text) is not CellState.VALUE


_DIGITS: Final = 9
_COUNT: Final = re.compile(rf"[0-9]{{1,{_DIGITS}}}")
