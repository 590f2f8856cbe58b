"""A new text of a file, as edits of the lines that differ."""

from __future__ import annotations

from difflib import SequenceMatcher

from lsprotocol import types

from lprpolicy.lsp.places import Places


def line_edits(places: Places, after: str) -> list[types.TextEdit]:
    """Return the edits that make the text of `places` the text `after`."""
    was = [places.lines.line(number) for number in range(1, len(places.lines.starts) + 1)]
    becomes = after.split("\n")
    made = []
    steps = SequenceMatcher(None, was, becomes, autojunk=False).get_opcodes()
    for kind, old, old_end, new, new_end in steps:
        if kind != "equal":
            text = "".join(f"{line}\n" for line in becomes[new:new_end])
            span = types.Range(types.Position(old, 0), types.Position(old_end, 0))
            made.append(types.TextEdit(span, text))
    return made
