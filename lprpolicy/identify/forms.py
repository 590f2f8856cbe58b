"""Every form of an agency's names, with its strength: what one line of a list is found by."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from lprpolicy.identify.derived import NAME, NEAR, derived_forms
from lprpolicy.identify.names import Name, read_name
from lprpolicy.model.words import AgencyKind as K

_WHOLE: Final = frozenset({K.CAMPUS_POLICE, K.TRIBAL_POLICE})
"""Kinds whose other names are full names, and not only names within the state."""


def form_in(name: Name, state: str) -> str:
    """Return a name's normal form. Another state's name in it is part of the place's name."""
    if name.state in (None, state):
        return name.form
    return " ".join(read_name(word).form or word for word in name.raw.split())


def forms_of(
    name: str,
    kind: K | None,
    state: str,
    also: Iterable[str] = (),
    *,
    whole: bool = False,
    unit: bool = False,
) -> dict[str, int]:
    """Return every form of an agency with its strength.

    `also` are other names, `whole` ones wherever they stand. A `unit` is called by these names
    alone, and by the other ones in its own state.
    """
    own = form_in(read_name(name), state)
    strong = NAME if (whole or kind in _WHOLE) and not unit else NEAR
    found = {own: NAME}
    for other in also:
        form = form_in(read_name(other), state)
        found[form] = min(strong, found.get(form, strong))
    named = [form for form in found if form != own] if unit else [own]
    for base in named:
        for form, rank in derived_forms(base, kind, state).items():
            found[form] = min(rank, found.get(form, rank))
    return found
