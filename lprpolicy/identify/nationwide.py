"""Bodies that police many states: no one state is theirs, whichever office a name shows.

A list of one state may hold an office of theirs; a bare name is never that office.
"""

from __future__ import annotations

from typing import Final

from lprpolicy.identify.tables import phrases

NATIONWIDE: Final = phrases(
    """
    amtrak, bnsf, burlington northern, canadian national, canadian pacific, conrail, cpkc, csx,
    csxt, genesee wyoming, kansas city southern, national railroad passenger corp,
    national railroad passenger corporation, norfolk southern, union pacific, uprr, watco
    """
)
"""Railroads of many states, in normal form."""


def nationwide(form: str) -> str | None:
    """Return the words that show a body of many states.

    >>> nationwide("csx railroad pd"), nationwide("union pacific pd department")
    ('csx', 'union pacific')
    """
    padded = f" {form} "
    return next((name for name in NATIONWIDE if f" {name} " in padded), None)
