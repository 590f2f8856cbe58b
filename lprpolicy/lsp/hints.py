"""Short facts beside the text: who an id or a vendor's words are, and the days left of a waiver."""

from __future__ import annotations

import datetime as dt

from lsprotocol import types

from lprpolicy.identify.index import Index
from lprpolicy.lsp.completion import AGENCY_KEYS
from lprpolicy.lsp.cursor import leaves
from lprpolicy.lsp.hover import TEXTS
from lprpolicy.lsp.places import Places
from lprpolicy.lsp.repositories import OpenRepository
from lprpolicy.model.days import day_of
from lprpolicy.model.places import ROOT
from lprpolicy.write.escape import visible


def hints(
    repository: OpenRepository, path: str, places: Places, asked: types.Range
) -> list[types.InlayHint]:
    """Return the hints of the lines that the editor shows."""
    document = repository.document(path)
    if document.data is None:
        return []
    made = []
    for pointer, key, text in leaves(document.data, ROOT, ""):
        at = places.position(document.span(pointer).end)
        if asked.start.line <= at.line <= asked.end.line:
            said = _says(repository, key, text)
            if said is not None:
                made.append(types.InlayHint(at, visible(said), padding_left=True))
    return made


def _says(repository: OpenRepository, key: str, text: str) -> str | None:
    index = repository.session.shared.index
    if key in AGENCY_KEYS:
        return _agency(index, text)
    if key in TEXTS:
        found = index.identify(text)
        return found.id or "nobody knows who this is"
    return _days_left(text, repository.options().as_of) if key == "expires" else None


def _agency(index: Index, id_: str) -> str:
    """Name an agency, and say whether a list calls it a partner of ICE."""
    agency = index.agency(id_)
    if agency is None:
        return "no directory knows it"
    newest = max(agency.programs, key=lambda one: (one.source.on, one.member), default=None)
    partner = newest is not None and newest.member
    return agency.name + (f", {newest.program.shown}" if partner and newest is not None else "")


def _days_left(text: str, day: dt.date) -> str | None:
    """Say how many days a waiver or contract has left."""
    try:
        left = (day_of(text) - day).days
    except ValueError:
        return None
    if left < 0:
        return "over"
    return "1 day left" if left == 1 else f"{left:,} days left"
