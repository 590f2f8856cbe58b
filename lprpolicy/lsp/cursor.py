"""What stands at a character of a file: the pointer to it, and whether it is a key."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from lprpolicy.model.places import ROOT, Pointer
from lprpolicy.read.yaml import Document

_KEY: Final = re.compile(r"(?P<key>[A-Za-z0-9_-]+):(?: |$)")


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in a document's data. `value` is what is there."""

    pointer: Pointer
    value: Any
    key: bool


def at(document: Document, index: int) -> Cursor:
    """Return the innermost entry that holds the character."""
    here: Any = document.data
    pointer, key = ROOT, False
    while not key:
        step = _entry(document, pointer, here, index)
        if step is None:
            break
        pointer /= step
        here = here[step]
        span = document.span(pointer, key=True)
        key = isinstance(step, str) and span.start.index <= index <= span.end.index
    return Cursor(pointer, here, key)


def _entry(document: Document, pointer: Pointer, here: Any, index: int) -> str | int | None:
    """Return the last entry that begins at or before the character, if it also holds it."""
    if not isinstance(here, dict | list):
        return None
    steps: list[str] | range = list(here) if isinstance(here, dict) else range(len(here))
    low, high = 0, len(steps)
    while low < high:
        middle = (low + high) // 2
        begins = document.span(pointer / steps[middle], key=isinstance(here, dict)).start.index
        low, high = (middle + 1, high) if begins <= index else (low, middle)
    if low == 0:
        return None
    step = steps[low - 1]
    return step if index <= document.span(pointer / step).end.index else None


Leaf = tuple[Pointer, str, str]
"""A place, its key, and the text that is there."""


def leaves(here: Any, pointer: Pointer, key: str) -> Iterator[Leaf]:
    """Yield every text of a document."""
    if isinstance(here, dict):
        for name, value in here.items():
            yield from leaves(value, pointer / name, name)
    elif isinstance(here, list):
        for number, value in enumerate(here):
            yield from leaves(value, pointer / number, key)
    elif isinstance(here, str):
        yield pointer, key, here


@dataclass(frozen=True, slots=True)
class Context:
    """Where somebody types, in a text that need not be whole.

    `path` are the keys around the place, with "[]" for an entry of a list; `key` is the key whose
    value is typed, or None where a key is; `typed` is the word up to the cursor.
    """

    path: tuple[str, ...]
    key: str | None
    typed: str


def context(lines: list[str], number: int, column: int) -> Context:
    """Read the keys around a place from the indentation alone.

    >>> context(["sharing:", "  grants:", "    - to: us-ct/no"], 2, 18)
    Context(path=('sharing', 'grants', '[]'), key='to', typed='us-ct/no')
    >>> context(["sharing: {grants: [{to: us-ct/no"], 0, 32)
    Context(path=('sharing', 'grants', '[]'), key='to', typed='us-ct/no')
    """
    before = lines[number][:column] if number < len(lines) else ""
    tokens = list(_tokens(before))
    key = tokens.pop()[1] if tokens and tokens[-1][1] else None
    typed = before[before.index(f"{key}:") + len(key) + 1 :] if key else before.lstrip(" -")
    below = len(before) - len(before.lstrip(" -")) if tokens or not key else before.index(f"{key}:")
    path = tuple(reversed(list(_above([*lines[:number], before[:below]], below))))
    inside, key, typed = _in_braces(typed.lstrip(), key)
    return Context((*path, *inside), key, typed.lstrip(" \"'"))


def _in_braces(text: str, key: str | None) -> tuple[list[str], str | None, str]:
    """Follow braces and brackets of one line to where it ends: more keys, the key, and the word.

    The word of a plain list belongs to the key of the list, as it does in a list of lines.
    """
    opened: list[tuple[str, str | None]] = []
    word, quote = "", ""
    for character in text:
        if quote:
            quote = "" if character == quote else quote
            word += character
        elif character in "{[":
            opened.append((character, key))
            key, word = None, ""
        elif character in "]}," and opened:
            key, word = None, ""
            if character != ",":
                _, key = opened.pop()
        elif character == " " and word.endswith(":") and opened:
            key, word = word[:-1].strip(" \"'"), ""
        else:
            quote = character if character in "\"'" and not word.strip() else ""
            word += character
    inside: list[str] = []
    for bracket, of_key in opened:
        inside += [of_key] if of_key is not None else []
        inside += ["[]"] if bracket == "[" else []
    bracket, of_key = opened[-1] if opened else ("", None)
    if key is None and bracket == "[" and of_key is not None:
        return inside[:-2], of_key, word
    return inside, key, word


def _tokens(line: str) -> Iterator[tuple[int, str | None]]:
    """Yield the column of each hyphen and of the key of a line, and the key; None for a hyphen."""
    body = line.lstrip(" ")
    if body.startswith("#"):
        return
    column = len(line) - len(body)
    while body.startswith("- ") or body == "-":
        yield column, None
        after = body[1:].lstrip(" ")
        column += len(body) - len(after)
        body = after
    found = _KEY.match(body)
    if found is not None:
        yield column, found["key"]


def _above(lines: list[str], below: int) -> Iterator[str]:
    """Yield the keys above a place at this column, the nearest first.

    A list may begin at the column of its key, so that after a hyphen a key of the same column is
    above, and another hyphen of it is beside.
    """
    listed = False
    for line in reversed(lines):
        for column, key in reversed(list(_tokens(line))):
            if column < below - (listed and key is None):
                yield key or "[]"
                listed = key is None
                below = column + listed
