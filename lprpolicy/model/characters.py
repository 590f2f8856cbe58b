"""Characters that have no place in what people are to read and approve."""

from __future__ import annotations

import re
from typing import Final

UNSEEN: Final = (
    r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff"
)
"""Those that a reader cannot see: controls, zero-width and direction marks, soft hyphen."""

ALSO_UNSEEN: Final = (
    r"\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u206a-\u206f\u2800\u3164\ud800-\udfff"
    r"\ufe00-\ufe0f\uffa0\ufff0-\ufffb\ufffe\uffff"
    r"\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""Marks, fillers and tags that only some programs show."""

_UNSEEN: Final = re.compile(f"[{UNSEEN}{ALSO_UNSEEN}]+")


def spell_out(text: str) -> str:
    """The text with its unseen characters spelled out, for writing what somebody else printed.

    >>> spell_out("Nor\\xadwalk")
    'Nor[U+00AD]walk'
    """
    if text.isascii() and text.isprintable():  # nearly all texts, and faster than searching them
        return text
    return _UNSEEN.sub(lambda run: "".join(f"[U+{ord(c):04X}]" for c in run[0]), text)


def one_line(text: str) -> str:
    """What somebody else printed, as a policy writes it: every run of blanks is one space.

    >>> one_line(" Nor\\xadwalk  CT\\xa0PD")
    'Nor[U+00AD]walk CT PD'
    """
    return spell_out(" ".join(text.split()))
