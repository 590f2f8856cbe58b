"""A list of names separated by commas → names. Some names contain commas.

Parts that certainly belong together are joined. Parts that may belong together stay apart, with a
note: a reviewer will see one recipient too many, and never one too few.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Final

LONGEST: Final = 160
_STATE = re.compile(
    r"(?<![A-Za-z])(?:A[KLRZ]|C[AOT]|D[CE]|FL|G[AU]|HI|I[ADLN]|K[SY]|LA|M[ADEINOPST]|N[CDEHJMVY]"
    r"|O[HKR]|P[AR]|RI|S[CD]|T[NX]|UT|V[AIT]|W[AIVY])(?![A-Za-z])"
)
_WORDS = re.compile(
    r"\b(?:PD|SO|SD|FD|DA|DPS|P\.D\.|S\.O\.|Police|Sheriff'?s?|Marshal'?s?|Constables?|Patrol"
    r"|Department|Dept|Office|Bureau|Division|Prosecutors?|Attorney'?s?|Authority|Agency|Network"
    r"|Center|Force|University|College|Schools?|County|District|State|Federal|National|Org)\b",
    re.I,
)
_SUFFIX = re.compile(r"(?:LLC|L\.L\.C\.?|Inc\.?|Corp\.?|Ltd\.?|LLP|L\.P\.|N\.A\.|PLLC)", re.I)
_GOES_ON = re.compile(r"(?:and|or|of|&)\s")
_CAMPUS = re.compile(
    r"(?:Berkeley|Davis|Irvine|Los Angeles|Merced|Riverside|San Diego|San Francisco"
    r"|Santa Barbara|Santa Cruz)(?: (?:PD|Police(?: Department)?|Campus(?: PD)?))?",
    re.I,
)
_SERIES: Final = (
    ("alcohol", "tobacco"),
    ("tobacco", "firearms"),
    ("firearms", "explosives"),
    ("game", "fish"),
    ("fish", "wildlife"),
    ("wildlife", "parks"),
    ("parks", "recreation"),
)
"""Words that follow each other with commas in the names of public bodies."""


@dataclass(frozen=True, slots=True)
class Names:
    """The names of a list in its order, and what is not certain about them."""

    found: tuple[str, ...]
    notes: tuple[str, ...]


def has_state(name: str) -> bool:
    """Whether the name has a state's postal code in it."""
    return _STATE.search(name) is not None


def is_shaped(name: str) -> bool:
    """Whether it reads like a complete name: with a state's code or a word for a public body."""
    return has_state(name) or _WORDS.search(name) is not None


def is_name(text: str) -> bool:
    """Whether it can be a name at all: no address, no sentence.

    >>> is_name("Cal Fire"), is_name("We share with nobody outside this state at this time.")
    (True, False)
    """
    if len(text) > LONGEST or "://" in text or not any(char.isalpha() for char in text):
        return False
    return not (text.endswith(".") and len(text.split()) > 6)


def pieces(lines: Sequence[str], *, parted: bool) -> list[str]:
    """The parts of a list; where the page itself has `parted` it, commas belong to names.

    A blank line ends a name, the end of a line in a block of several does not.
    """
    filled = [line for line in lines if line]
    if not parted and len(filled) > 2:
        parted = sum("," in line for line in filled) * 2 < len(filled)
    if parted:
        return filled
    found = []
    for filled_in, block in groupby(lines, key=bool):
        if filled_in:
            text = " ".join(block)
            found += text.split("," if "," in text or ";" not in text else ";")
    return found


def join_names(parts: Sequence[str]) -> Names:
    """Join the parts of one name, and note which other parts may also belong together."""
    clean = [part.strip() for part in parts]
    names: list[str] = []
    ends: list[int] = []
    empty = 0
    for number, part in enumerate(clean):
        if not part:
            empty += 1
        elif names and _belongs(names[-1], part):
            names[-1], ends[-1] = f"{names[-1]}, {part}", number
        else:
            names.append(part)
            ends.append(number)
    notes = [f"{empty} empty places between commas"] if empty else []
    notes += [
        f"{name!r} may be the rest of {before!r}: the list is parted by commas, and names have them"
        for before, name in _doubtful(names)
    ]
    notes += [
        f"{name!r} stands {count} times in one list"
        for name, count in sorted(Counter(names).items())
        if count > 1
    ]
    return Names(tuple(names), tuple(notes))


def _belongs(before: str, part: str) -> bool:
    """Whether a part certainly continues the name before it."""
    if sum(map(before.count, "([")) > sum(map(before.count, ")]")):
        return True
    if _SUFFIX.fullmatch(part) or _GOES_ON.match(part):
        return True
    if re.search(r"\bUniversity of California$", before, re.I) and _CAMPUS.fullmatch(part):
        return True
    last = re.split(r"[^a-z]+", before.casefold())[-1]
    first = re.split(r"[^a-z]+", part.casefold())[0]
    return (last, first) in _SERIES and "," not in part


def _doubtful(names: Sequence[str]) -> list[tuple[str, str]]:
    """Find parts that break the list's order or, in an unsorted list, do not read like a name."""
    keys = [name.casefold() for name in names]
    falls = sum(low > high for low, high in pairwise(keys))
    ordered = len(names) > 4 and falls <= max(1, len(names) // 10)
    found = []
    for number in range(1, len(names)):
        before, name = names[number - 1], names[number]
        if ordered:
            after = keys[number + 1] if number + 1 < len(keys) else ""
            odd = keys[number] < keys[number - 1] and (not after or after >= keys[number - 1])
            if odd and not (has_state(before) and has_state(name)):
                found.append((before, name))
        elif not is_shaped(name) and not is_shaped(before):
            found.append((before, name))
    return found
