"""What a word without quotes is: a number, true, false, null, or text that says so by itself.

YAML's versions disagree about unquoted text: `NO` is a word here and false elsewhere, an ORI
such as `06E0200` a number with 200 zeros. What readers disagree about is refused, so that
a file means the same to all of them.
"""

from __future__ import annotations

import re
from itertools import product
from typing import Any, Final

LONGEST_NUMBER: Final = 18

_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?")
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME: Final = re.compile(
    r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]*)?"
    r"(?:[ \t]*(?:Z|[-+][0-9]{1,2}(?::?[0-9]{2})?))?"
)
_LIKE_A_NUMBER: Final = re.compile(
    r"""[-+]?(?:
        0[xX][0-9a-fA-F_]+ | 0[oO][0-7_]+ | 0[bB][01_]+
      | [0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?
      | (?:[0-9][0-9_]*(?:\.[0-9_]*)?|\.[0-9][0-9_]*)(?:[eE][-+]?[0-9]+)?
      | \.(?i:inf|nan)
    )""",
    re.VERBOSE,
)
_FIRST_OF_NUMBERS: Final = frozenset("0123456789-+.")


def _cases(*words: str) -> list[str]:
    return [
        "".join(letters)
        for word in words
        for letters in product(*({letter, letter.upper()} for letter in word))
    ]


_KNOWN: Final[dict[str, Any]] = {"": None, "null": None, "true": True, "false": False}
_LIKE_A_BOOLEAN: Final = frozenset(_cases("true", "false", "yes", "no", "on", "off", "y", "n"))
_LIKE_NULL: Final = frozenset(["~", *_cases("null")])
_LIKE_A_SIGN: Final = {"=": "the default value", "<<": "a merge key"}

_WORDS: Final = frozenset([*_KNOWN, *_LIKE_A_BOOLEAN, *_LIKE_NULL, *_LIKE_A_SIGN])
"""The unquoted words that some YAML reader takes for something other than text."""

TEXTS: Final[dict[str, str]] = {}
"""Unquoted words known to be text. Most files use the same few hundred words."""
_MOST_KEPT: Final = 4096

KEYS_AS_WRITTEN: Final = frozenset(["on"])
"""Keys that need no quotes: a reader that turns `on:` into `true:` finds no such key and fails."""


def is_text(word: str) -> bool:
    """Whether an unquoted word is certainly text. A quick test: False leaves the answer open."""
    return word not in _WORDS and word[0] not in _FIRST_OF_NUMBERS and not has_hyphen(word)


def has_hyphen(word: str) -> bool:
    """Whether a part begins with a hyphen, which may have been meant to begin a list entry."""
    return " -" in word or "\n-" in word


def keep(text: str) -> str:
    """Remember that a word is text, and return the one copy that is kept of it."""
    if len(TEXTS) >= _MOST_KEPT:
        TEXTS.clear()  # words in constant use soon come back
    return TEXTS.setdefault(text, text)


def plain(text: str) -> tuple[Any, tuple[str, str] | None]:
    """Read an unquoted text: its value, and the code and message of any doubt about it.

    >>> plain("21"), plain("2026-10-01")
    ((21, None), ('2026-10-01', None))
    >>> plain("06E0200")[1]
    ('yaml/quote-this', 'writes 06E0200 without quotes, which other readers take for a number')
    """
    if text in _KNOWN:
        return _KNOWN[text], None
    if found := _NUMBER.fullmatch(text):
        return _number(text, whole=found[1] is None)
    if _DAY.fullmatch(text):
        return text, None
    if text in _LIKE_NULL:
        return text, ("yaml/write-null", f"writes null as {text}, which some readers keep as text")
    if text == "-":
        says = "begins a word without quotes with -, which YAML keeps for itself"
        return text, ("yaml/reserved-character", says)
    return text, _taken_for(text)


def _taken_for(text: str) -> tuple[str, str] | None:
    if text in _LIKE_A_BOOLEAN:
        what = "true or false"
    elif text in _LIKE_A_SIGN:
        what = _LIKE_A_SIGN[text]
    elif _LIKE_A_NUMBER.fullmatch(text):
        what = "a number"
    elif _TIME.fullmatch(text):
        what = "a time"
    else:
        return None
    said = text if len(text) <= 40 else text[:39] + "…"
    return "yaml/quote-this", f"writes {said} without quotes, which other readers take for {what}"


def _number(text: str, *, whole: bool) -> tuple[Any, tuple[str, str] | None]:
    digits = len(text) - text.count("-") - text.count(".")
    if digits > LONGEST_NUMBER:
        return text, ("yaml/long-number", f"has a number of {digits} digits")
    return (int(text) if whole else float(text)), None
