"""Files that another process read ahead of this one, known by their text.

Only what has no fault is handed over: what has some is read where they are told.
"""

from __future__ import annotations

import marshal
from array import array
from collections.abc import Iterable

from lprpolicy.read.document import Document, Whole
from lprpolicy.read.lines import Lines

_known: dict[str, Whole] = {}


def told(documents: Iterable[Document]) -> bytes:
    """What files were read as, for a process that will not read them."""
    found = []
    for document in documents:
        if document.whole is not None:
            data, root, places = document.whole
            found.append((document.text, data, root, places.tobytes()))
    return marshal.dumps(found)


def learn(said: bytes | bytearray) -> None:
    """Take over what another process read; what it handed over before is forgotten."""
    _known.clear()
    for text, data, root, raw in marshal.loads(said):
        places = array("I")
        places.frombytes(raw)
        _known[text] = data, root, places


def taken(file: str, text: str) -> Document | None:
    """A file of a text that is known, which it is once."""
    whole = _known.pop(text, None)
    if whole is None:
        return None
    data, root, places = whole
    return Document(file, text, data, (), Lines(text), root, places)
