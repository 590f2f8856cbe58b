"""Documents that another process has read, handed over by their text.

Only documents without a fault are handed over. The process that reports a fault reads the file
itself, since it needs the reader's notes.
"""

from __future__ import annotations

import marshal
from array import array
from collections.abc import Iterable

from lprpolicy.read.document import Document, Whole
from lprpolicy.read.lines import Lines

_known: dict[str, Whole] = {}


def hand_over(documents: Iterable[Document]) -> bytes:
    """Pack the documents without faults for another process."""
    found = []
    for document in documents:
        if document.whole is not None:
            data, root, places = document.whole
            found.append((document.text, data, root, places.tobytes()))
    return marshal.dumps(found)


def learn(said: bytes | bytearray) -> None:
    """Take over another process's documents, in place of those it handed over before."""
    _known.clear()
    for text, data, root, raw in marshal.loads(said):
        places = array("I")
        places.frombytes(raw)
        _known[text] = data, root, places


def look_up(file: str, text: str) -> Document | None:
    """Return the document handed over for this text, once: then it is forgotten."""
    whole = _known.pop(text, None)
    if whole is None:
        return None
    data, root, places = whole
    return Document(file, text, data, (), Lines(text), root, places)
