"""The code of dataclasses' methods and of regular expressions, compiled once for each Python.

`dataclasses` writes the methods of a class as text and compiles them at every start, as `re` does
with patterns: some thousand texts for a check, a sixth of its time. A text has the same code each
time, so the codes are kept beside lprpolicy's compiled modules and trusted as those are: if nobody
else could write them. A text whose code is not kept is compiled, as it is without this; so is every
pattern where a later Python's `re` is not built as it is now, since what is used of it is private.
"""

from __future__ import annotations

import contextlib
import dataclasses
import marshal
import re
import sys
from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from lprpolicy.host.cache import Cache
from lprpolicy.host.package_data import path_of

MOST: Final = 2_000
"""More texts than any one command has: above this, those of earlier versions are dropped."""
_compiler: Final[Any] = getattr(re, "_compiler", None)
_parser: Final[Any] = getattr(re, "_parser", None)
_compile_pattern: Final[Any] = getattr(_compiler, "compile", None)


@contextlib.contextmanager
def compiled_once(command: str, folder: Path | None = None) -> Iterator[None]:
    """Take the code of methods and patterns that a command makes from what is kept in a folder."""
    kept, name = folder or path_of("host") / "__pycache__", _name(command)
    known = _read(kept, name)
    had = len(known)
    used: dict[Any, Any] = {}

    def run(text: str, spaces: dict[str, Any], made: dict[str, Any]) -> None:
        code = known.get(text)
        if code is None:
            code = known[text] = compile(text, "<string>", "exec")
        used[text] = code
        exec(code, spaces, made)

    def pattern(text: str | bytes, flags: int) -> Any:
        if isinstance(text, bytes):  # some are made of what a user wrote, and that is not kept
            return _compile_pattern(text, flags)
        try:
            code = known.get((text, flags)) or _code_of(text, flags)
            made = _compiler._sre.compile(text, *code)
        except (AttributeError, TypeError):
            return _compile_pattern(text, flags)
        known[text, flags] = used[text, flags] = code
        return made

    # A module's own name comes before a built-in one, and `dataclasses` has no other `exec`.
    vars(dataclasses)["exec"] = run
    if _compile_pattern is not None:
        _compiler.compile = pattern
    try:
        yield
    finally:
        if _compile_pattern is not None:
            _compiler.compile = _compile_pattern
        vars(dataclasses).pop("exec", None)
        if len(known) > had and not sys.dont_write_bytecode:
            keeps = known if len(known) <= MOST else used
            Cache(kept).put(name, marshal.dumps(keeps))


def _code_of(pattern: str, flags: int) -> tuple[Any, ...]:
    """Return all that `re` makes a pattern of; it hands this to its engine and then drops it."""
    parsed = _parser.parse(pattern, flags)
    code = [int(one) for one in _compiler._code(parsed, flags)]  # its words are named numbers
    state = parsed.state
    names = {number: name for name, number in state.groupdict.items()}
    groups = tuple(map(names.get, range(state.groups)))
    return flags | state.flags, code, state.groups - 1, state.groupdict, groups


@lru_cache(maxsize=1)
def _read(kept: Path, name: str) -> dict[Any, Any]:
    raw = Cache(kept).get(name)
    return {} if raw is None else marshal.loads(raw)


def _name(command: str) -> str:
    return f"code-{command}-{sha256(sys.version.encode()).hexdigest()}"
