"""The code of dataclasses' methods, compiled once for each version of Python.

`dataclasses` writes the methods of a class as text and compiles them at every start: some thousand
texts for a check, a sixth of its time. A text has the same code each time, so the codes are kept
beside lprpolicy's compiled modules and trusted as those are: if nobody else could write them. A
text whose code is not kept is compiled, as it is without this.
"""

from __future__ import annotations

import contextlib
import dataclasses
import marshal
import sys
from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from types import CodeType
from typing import Any, Final

from lprpolicy.host.cache import Cache
from lprpolicy.host.package_data import path_of

MOST: Final = 5_000
"""More texts than all classes have: above this, those of earlier versions are dropped."""


@contextlib.contextmanager
def compiled_once(folder: Path | None = None) -> Iterator[None]:
    """Take the code of the methods of classes that are made here from what is kept in a folder."""
    kept = folder or path_of("host") / "__pycache__"
    known = _read(kept, _name())
    had, used = len(known), {}

    def run(text: str, spaces: dict[str, Any], made: dict[str, Any]) -> None:
        code = known.get(text)
        if code is None:
            code = known[text] = compile(text, "<string>", "exec")
        used[text] = code
        exec(code, spaces, made)

    # A module's own name comes before a built-in one, and `dataclasses` has no other `exec`.
    vars(dataclasses)["exec"] = run
    try:
        yield
    finally:
        vars(dataclasses).pop("exec", None)
        if len(known) > had and not sys.dont_write_bytecode:
            keeps = known if len(known) <= MOST else used
            Cache(kept).put(_name(), marshal.dumps(keeps))


@lru_cache(maxsize=1)
def _read(kept: Path, name: str) -> dict[str, CodeType]:
    raw = Cache(kept).get(name)
    return {} if raw is None else marshal.loads(raw)


def _name() -> str:
    return f"methods-{sha256(sys.version.encode()).hexdigest()}"
