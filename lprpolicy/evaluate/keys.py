"""Compute the key of a result: one digest of everything that the result depends on."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from lprpolicy.host.files.stamps import file_state, files_of, installed_beside
from lprpolicy.host.files.walk import Files

_LEANS_ON: Final = ("yaml", "pydantic", "pydantic_core", "cel_expr_python", "rapidfuzz")
"""Libraries whose version could change a verdict or its sentence; the extra one may be absent."""


def key(*parts: object) -> str:
    """Return one digest of several parts. Each has its length, so that none runs into the next.

    >>> key("ab", "c") == key("a", "bc")
    False
    """
    made = sha256()
    for part in parts:
        raw = part if isinstance(part, bytes) else repr(part).encode("utf-8", "surrogatepass")
        made.update(b"%d:" % len(raw))
        made.update(raw)
    return made.hexdigest()


def content(files: Mapping[str, bytes]) -> str:
    """Return one digest of files, with their paths and order."""
    paths = "\0".join(files).encode("utf-8", "surrogatepass")
    return key(paths, b"".join(digests(files).values()))


def digests(files: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """Return the digest of each file."""
    if isinstance(files, Files):
        return files.digests
    return {path: sha256(raw).digest() for path, raw in files.items()}


@lru_cache(maxsize=2)
def program(also: tuple[str, ...] = ()) -> str:
    """Return a key of this program: its files, its Python and the libraries that matter.

    `also` are libraries that matter besides those on which verdicts lean.

    Files are known by size and time: Python decides the same way whether to compile a module again.
    Of a library, the file that is imported first is known so, and the versions of all that is
    installed beside it, since one of its other files may be what a new version changed.
    """
    own = sorted(files_of(str(Path(__file__).parent.parent)))
    found = [spec.origin for name in (*_LEANS_ON, *also) if (spec := find_spec(name))]
    libraries = [origin for origin in found if origin]
    versions = {path: installed_beside(path) for path in libraries}
    return key(
        sys.version, [file_state(path) for path in (*own, *libraries)], sorted(versions.items())
    )
