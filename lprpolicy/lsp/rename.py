"""Another name for what only one file names: a system's id, and every grant that says it."""

from __future__ import annotations

import re
from typing import Final

from lsprotocol import types

from lprpolicy.lsp.cursor import at, leaves
from lprpolicy.lsp.places import Places
from lprpolicy.model.places import ROOT, Pointer
from lprpolicy.read.yaml import Document

_ID: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class NoSuchName(ValueError):
    """What is under the cursor has no name of its own in this file, or the new one is none."""


def rename(document: Document, places: Places, index: int, name: str) -> list[types.TextEdit]:
    """Return the edits of every place that names the system under the cursor."""
    there = at(document, index)
    if not isinstance(there.value, str) or not _names_a_system(there.pointer):
        raise NoSuchName("only the id of a system of this file can be renamed here")
    if _ID.fullmatch(name) is None:
        raise NoSuchName("an id has small letters, digits and single hyphens")
    spans = [
        document.span(pointer)
        for pointer, _, text in leaves(document.data, ROOT, "")
        if text == there.value and _names_a_system(pointer)
    ]
    return [types.TextEdit(places.range(span), name) for span in spans]


def _names_a_system(pointer: Pointer) -> bool:
    """Whether a place is the id of a system, or what refers to one."""
    parts = tuple(part for part in pointer.parts if isinstance(part, str))
    return parts == ("systems", "id") or parts[-1:] == ("system",)
