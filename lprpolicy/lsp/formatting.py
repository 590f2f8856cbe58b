"""The standard form of a file, as an editor asks for it."""

from __future__ import annotations

from lsprotocol import types

from lprpolicy.lsp.edits import line_edits
from lprpolicy.lsp.places import Places
from lprpolicy.read.tidy import tidy
from lprpolicy.read.yaml import Document


def format_document(document: Document, places: Places) -> list[types.TextEdit] | None:
    """Return the edits that put a file into its standard form; None if it has faults."""
    after = tidy(document)
    return None if after is None else line_edits(places, after)
