"""The standard form of a file, as edits of the lines that differ."""

from __future__ import annotations

from difflib import SequenceMatcher

from lsprotocol import types

from lprpolicy.lsp.places import Places
from lprpolicy.read.tidy import tidied
from lprpolicy.read.yaml import Document


def edits(document: Document, places: Places) -> list[types.TextEdit] | None:
    """Return the edits that put a file into its standard form; None if it has faults."""
    after = tidied(document)
    if after is None:
        return None
    was = [places.lines.line(number) for number in range(1, len(places.lines.starts) + 1)]
    becomes = after.split("\n")
    made = []
    for kind, old, old_end, new, new_end in SequenceMatcher(
        None, was, becomes, False
    ).get_opcodes():
        if kind != "equal":
            lines = becomes[new:new_end]
            text = "".join(f"{line}\n" for line in lines)
            span = types.Range(types.Position(old, 0), types.Position(old_end, 0))
            made.append(types.TextEdit(span, text))
    return made
