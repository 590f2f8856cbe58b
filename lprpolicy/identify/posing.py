"""Characters that make another text look like a name: full width, mathematical, invisible ones.

A vendor's system takes such a text for another account. So it may be a federal body's, and is
nobody else's.
"""

from __future__ import annotations

import re
from typing import Final

POSING: Final = "has characters that are made to look like others, or that nobody sees"
_POSING: Final = re.compile(
    "[\u200b-\u200d\u2060-\u2064\u202a-\u202e\u2066-\u2069"  # nobody sees them
    "\uff01-\uff5e\u2460-\u24ff\U0001d400-\U0001d7ff\U0001f100-\U0001f1ff]"  # other letters
)


def poses(raw: str) -> bool:
    """Whether a text has such a character.

    >>> poses("Norwalk PD"), poses("\uff2eorwalk PD"), poses("Ca\u00f1on City PD")
    (False, True, False)
    """
    return not raw.isascii() and _POSING.search(raw) is not None
