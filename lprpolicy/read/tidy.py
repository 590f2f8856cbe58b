"""A file in its standard form: two blanks a level, no blanks at the ends of lines, one empty line.

Only blanks between things change. No word, comment, quote or order does, and the result is read
again to prove it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

from lprpolicy.model.places import ROOT, Pointer
from lprpolicy.read.lines import Lines
from lprpolicy.read.yaml import Document, read

STEP: Final = 2
"""Blanks of one level."""


def tidy(document: Document) -> str | None:
    """Return the text in its standard form; None if the file has faults, or would say other things.

    A file whose text no fault is found in can still be written so that moving it is not safe, such
    as a text over several lines that begins in the first column.
    """
    if document.faults or document.data is None:
        return None
    within = _within(document)
    text = "\n".join(_Layout(within).lines(Lines(document.text))).strip("\n") + "\n"
    again = read(document.file, text.encode())
    same = not again.faults and json.dumps(again.data) == json.dumps(document.data)
    return text if same and _words(text) == _words(document.text) else None


def _words(text: str) -> list[str]:
    """All that is not blank, in its order."""
    return text.split()


def _within(document: Document) -> set[int]:
    """Number the lines that go on with something that began on a line above, from 1."""
    found: set[int] = set()
    for pointer in _over_several_lines(document, ROOT, document.data):
        span = document.span(pointer)
        found.update(range(span.start.line + 1, span.end.line + 1))
    return found


def _over_several_lines(document: Document, pointer: Pointer, here: Any) -> Iterator[Pointer]:
    """Yield texts and collections in brackets, which have an indentation of their own."""
    if isinstance(here, dict | list):
        start = document.span(pointer).start.index
        if document.text[start : start + 1] in ("[", "{"):
            yield pointer
        else:
            for step in here if isinstance(here, dict) else range(len(here)):
                yield from _over_several_lines(document, pointer / step, here[step])
    elif isinstance(here, str):
        yield pointer


@dataclass(slots=True)
class _Level:
    """A hyphen or a key above: its column as it was, and as it becomes."""

    was: int
    becomes: int
    listed: bool


@dataclass(slots=True)
class _Layout:
    """Moves lines to the columns of their levels."""

    within: set[int]
    levels: list[_Level] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    """Comments and empty lines that wait for the line below them."""

    def lines(self, lines: Lines) -> Iterator[str]:
        moved = 0
        for number in range(1, len(lines.starts) + 1):
            line = lines.line(number)
            body = line.strip(" ")
            if number in self.within:
                yield from self._release()
                yield _shift(line, moved)
            elif body == "" or body.startswith("#"):
                self.comments.append(line.rstrip(" "))
            elif body in ("---", "...") or body.startswith(("--- ", "%")):
                yield from self._release()
                yield body
            else:
                above = {level.was: level.becomes for level in self.levels}
                made = self._place(line)
                moved = _column(made) - _column(line)
                yield from self._release(above | {_column(line): _column(made)})
                yield made
        yield from self._release({level.was: level.becomes for level in self.levels})

    def _release(self, columns: Mapping[int, int] = MappingProxyType({})) -> Iterator[str]:
        """Yield the comments that wait, each in the column of what it stands in line with."""
        before = None
        for comment in self.comments:
            was = _column(comment)
            if comment or before != "":
                yield _shift(comment, columns.get(was, was) - was)
            before = comment
        self.comments.clear()

    def _place(self, line: str) -> str:
        column, rest = _column(line), line.strip(" ")
        begins: int | None = None
        hyphens = 0
        while rest.startswith("- ") or rest == "-":
            becomes = self._enter(column, listed=True, beside=hyphens > 0)
            begins = becomes if begins is None else begins
            inner = rest[1:].lstrip(" ")
            column += len(rest) - len(inner)
            rest, hyphens = inner, hyphens + 1
        if rest:
            becomes = self._enter(column, listed=False, beside=hyphens > 0)
            begins = becomes if begins is None else begins
        return " " * (begins or 0) + "- " * (hyphens - (not rest)) + (rest or "-")

    def _enter(self, column: int, *, listed: bool, beside: bool) -> int:
        """Return the column that a hyphen or key gets, and keep it as what later lines are under.

        A list may begin at the column of its key, and is under it none the less.
        """
        while self.levels and not beside:
            top = self.levels[-1]
            if column > top.was or (column == top.was and listed and not top.listed):
                break
            self.levels.pop()
        above = self.levels[-1] if self.levels else None
        becomes = above.becomes + STEP if above is not None else 0
        self.levels.append(_Level(column, becomes, listed))
        return becomes


def _column(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _shift(line: str, by: int) -> str:
    """Move a line as a whole; never by more than there is room for."""
    if by >= 0:
        return " " * by + line if line.strip(" ") else line
    return line[min(-by, _column(line)) :]
