"""How the campuses of a university are called for short, in their own state.

`University of California Davis` is also UC Davis, and California's state university in San Jose is
San Jose State. A short form counts only where one campus of the state has it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lprpolicy.identify.initials import CAMPUSES
from lprpolicy.identify.tables import lines

_SHORT: Final = tuple(
    tuple(part.strip() for part in line.split(":"))
    for line in lines(
        """
        california state polytechnic university {0}: cal poly {0}
        california state university {0}: csu {0}
        california state university {0}: cal state {0}
        california state university {0}: {0} state university
        california state university {0}: {0} state
        city university of new york {0}: cuny {0}
        indiana university {0}: iu {0}
        louisiana state university {0}: lsu {0}
        pennsylvania state university {0}: penn state {0}
        pennsylvania state university {0}: penn state university {0}
        rutgers university {0}: rutgers {0}
        state university of new york agricultural technical college {0}: suny {0}
        state university of new york college {0}: suny {0}
        state university of new york {0}: suny {0}
        texas a m university {0}: texas a m {0}
        university of california {0}: uc {0}
        university of colorado {0}: cu {0}
        university of houston {0}: uh {0}
        university of massachusetts {0}: umass {0}
        university of north carolina {0}: unc {0}
        university of texas {0}: ut {0}
        university of wisconsin {0}: uw {0}
        virginia polytechnic institute state university {0}: virginia tech {0}
        """
    )
)
"""How a campus is called, and how it is called for short; `{0}` is its place, or nothing."""
_TECH: Final = " institute of technology"
_ENDS: Final = (" police", " pd", " main campus")
_SMALL: Final = frozenset({"of", "the", "at", "and"})


def short_forms(base: str, state: str | None) -> set[str]:
    """Return the short forms of a campus, from its normal form without the word police.

    >>> sorted(short_forms("university of california davis", "us-ca"))
    ['uc davis', 'ucd']
    >>> short_forms("georgia institute of technology", "us-ga")
    {'georgia tech'}
    """
    for end in _ENDS:
        base = base.removesuffix(end)
    made = set(_by_table(base))
    if _TECH in base:
        made.add(base.replace(_TECH, " tech"))
    initials = "".join(word[0] for word in base.split() if word not in _SMALL)
    return made | ({initials} & CAMPUSES.get(state or "", frozenset()))


def _by_table(base: str) -> Iterator[str]:
    for long, short in _SHORT:
        begins = long.removesuffix("{0}")
        if f"{base} ".startswith(begins):
            yield short.format(base[len(begins) :]).strip()
