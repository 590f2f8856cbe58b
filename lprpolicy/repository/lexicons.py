"""Load the lexicon of reasons that comes with lprpolicy."""

from __future__ import annotations

import hashlib
from functools import lru_cache

from lprpolicy.audit.lexicon import Phrases
from lprpolicy.errors import PackError
from lprpolicy.host.package_data import files_below
from lprpolicy.model.lexicon import Lexicon
from lprpolicy.model.places import Location
from lprpolicy.read.files import read_file


@lru_cache(maxsize=1)
def lexicons() -> tuple[Lexicon, ...]:
    """Load every file of the lexicon; a PackError names what is wrong with one."""
    found = []
    for path, raw in files_below("lexicon"):
        read = read_file(path, raw, Lexicon)
        if read.value is None:
            document = read.document
            wrong = [f"{Location(path, fault.span)}: {fault.message}" for fault in document.faults]
            wrong += [
                f"{document.locate(one.verdict.at, key=one.verdict.key)}: {one.verdict.message}"
                for one in read.misfits
            ]
            raise PackError("\n".join(wrong), hint="a lexicon that does not load decides nothing")
        found.append(read.value)
    return tuple(found)


@lru_cache
def phrases_of(state: str | None) -> Phrases:
    """Return the phrases that count in a state."""
    try:
        return Phrases.of(lexicons(), state)
    except ValueError as fault:
        raise PackError(str(fault), hint="a phrase stands under one class alone") from fault


def digest() -> str:
    """Return the SHA-256 of the lexicon, for reports."""
    whole = hashlib.sha256()
    for path, raw in files_below("lexicon"):
        whole.update(f"{path}\n{len(raw)}\n".encode() + raw)
    return whole.hexdigest()
