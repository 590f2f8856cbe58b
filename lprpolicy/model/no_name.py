"""Words that stand where a name belongs and name nobody: a dash, `nobody`, `to be decided`."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final
from unicodedata import combining, name, normalize

_RUN_TOGETHER: Final = frozenset({
    "na", "nil", "nul", "null", "none", "noone", "nobody", "notapplicable", "tba", "tbc", "tbd",
    "todo", "fixme", "tk", "asdf", "qwerty", "foo", "bar", "foobar", "loremipsum", "etc", "idk",
})  # fmt: skip
"""Compared without what stands between their letters: `n/a`, `T.B.D.`, `no one`."""
_EMPTY: Final = frozenset({
    "a", "an", "the", "of", "in", "by", "at", "on", "be", "is", "are", "was", "this", "that",
    "here", "there", "or", "and", "to", "yet", "not", "no", "one", "any", "some", "every",
    "body", "ones", "someone", "somebody", "anyone", "anybody", "everyone", "everybody",
    "nobody", "me", "my", "mine", "myself", "he", "him", "she", "her", "they", "them", "we",
    "us", "our", "ours", "ourselves", "you", "your", "yourself", "who", "whoever", "whom",
    "whomever", "unknown", "known", "unnamed", "named", "name", "names", "unspecified",
    "specified", "undisclosed", "disclosed", "undetermined", "determined", "undecided",
    "decided", "unassigned", "assigned", "anonymous", "applicable", "available", "announced",
    "confirmed", "given", "stated", "provided", "recorded", "entered", "pending", "missing",
    "blank", "empty", "vacant", "open", "void", "redacted", "withheld", "placeholder",
    "example", "sample", "test", "testing", "temp", "temporary", "dummy", "default", "various",
    "other", "others", "another", "same", "above", "below", "ditto", "later", "soon", "now",
    "person", "people", "party", "entity", "something", "anything", "everything", "nothing",
    "whatever", "thing", "please", "fill", "insert", "tba", "tbc", "tbd", "todo", "na", "none",
    "nil", "null",
})  # fmt: skip
_TO_COME: Final = re.compile(r"(?:is |are |was |still |yet |not yet |will )?to be \w+")
_WORD: Final = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=1024)
def is_no_name(text: str) -> bool:
    """Whether a text names no person, office or body, so that whatever it did is nobody's act.

    It knows the usual words, alone or together, and no others: a made-up name is a name.

    >>> [is_no_name(one) for one in ("-", "N/A", "T.B.D.", "no one", "to be named by the chief")]
    [True, True, True, True, True]
    >>> [is_no_name(one) for one in ("Town Council", "the council", "IT", "Chief A. None")]
    [False, False, False, False]
    """
    folded = "".join(
        one for one in normalize("NFKD", normalize("NFKC", text).casefold()) if not combining(one)
    )
    words = _WORD.findall(folded)
    together = "".join(words)
    if len(set(together)) < 2 or together in _RUN_TOGETHER:
        return True
    if any(_mixes_alphabets(word) for word in words):
        return True
    return all(word in _EMPTY for word in words) or _TO_COME.match(" ".join(words)) is not None


def _mixes_alphabets(word: str) -> bool:
    """Whether other letters stand among Latin ones, so that a word is not what it looks like."""
    alphabets = {name(one, "?").split()[0] for one in word} if not word.isascii() else set()
    return "LATIN" in alphabets and len(alphabets) > 1
