"""Counties as lists write them, spelled alike."""

from __future__ import annotations

from functools import lru_cache

from lprpolicy.identify.names import read_name


@lru_cache(maxsize=8192)
def counties(text: str | None) -> frozenset[str]:
    """Counties, spelled alike.

    >>> sorted(counties("St. Clair County, Saint Louis"))
    ['st clair', 'st louis']
    """
    found = (read_name(part).form for part in (text or "").split(","))
    ends = ("county", "parish", "borough")
    return frozenset(
        " ".join(word for word in form.split() if word not in ends) for form in found if form
    )
