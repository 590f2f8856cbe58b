"""The words of a raw name as they stand there, for what its normal form leaves out."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from lprpolicy.identify.names import fold

_PLAIN_WORDS: Final = re.compile(r"[a-z0-9]+")


@lru_cache(maxsize=256)  # an entry's name is asked about several times in a row
def words_as_written(raw: str) -> tuple[str, ...]:
    """The words of a raw name in lower case, with all that a normal form leaves out.

    >>> words_as_written("Norwalk P.D. (CT)")
    ('norwalk', 'pd', 'ct')
    """
    return tuple(_PLAIN_WORDS.findall(fold(raw)))
