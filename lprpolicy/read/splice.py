"""Change a YAML text at the marks of its reading: every other byte stays, comments too.

Each function returns the new text, or None where the text is not of a form that it knows. The
caller reads the result again and requires the data that was meant.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

from lprpolicy.model.places import Pointer
from lprpolicy.read.document import Document

_PLAIN: Final = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*|[1-9]\d* [a-z]+|\d{4}-\d\d-\d\d")
_WORDS: Final = frozenset(["true", "false", "null", "yes", "no", "on", "off", "y", "n"])


def flow(value: Any) -> str:
    """Write a value on one line.

    >>> flow({"until": "case-closed", "requires": ["case-number"]}), flow("21 days"), flow("a: b")
    ('{until: case-closed, requires: [case-number]}', '21 days', '"a: b"')
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(flow, value)) + "]"
    text = str(value)
    if _PLAIN.fullmatch(text) and text not in _WORDS:
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def without_items(document: Document, items: Pointer, gone: Mapping[int, str]) -> str | None:
    """Return the text without some items of a block list; `gone` says why, as a comment.

    Comments on and above the lines of an item stay where they are.
    """
    here = value_at(document.data, items)
    if not isinstance(here, list) or not gone:
        return None
    lines = document.text.splitlines(keepends=True)
    for number in sorted(gone, reverse=True):
        span = document.span(items / number)
        first, last = span.start.line - 1, span.end.line - 1
        if not lines[first].lstrip().startswith("- "):
            return None
        margin = lines[first][: len(lines[first]) - len(lines[first].lstrip())]
        end = "\r\n" if lines[first].endswith("\r\n") else "\n"
        kept = [comment for line in lines[first : last + 1] if (comment := _comment(line))]
        lines[first : last + 1] = [
            f"{margin}{comment}{end}" for comment in (*kept, f"# {gone[number]}")
        ]
    if len(gone) == len(here):
        key = document.span(items, key=True)
        at = key.start.line - 1
        found = re.match(r"(\s*[\w-]+:)(.*)", lines[at], re.DOTALL)
        if found is None:
            return None
        lines[at] = f"{found[1]} []{found[2]}"
    return "".join(lines)


def with_value(document: Document, at: Pointer, value: Any) -> str | None:
    """Return the text with a value replaced on its line, or added where it is missing."""
    missing = at
    while missing.parts and not _is_there(document.data, missing.parent):
        missing = missing.parent
    if _is_there(document.data, at):
        span = document.span(at)
        if span.start.line != span.end.line:
            return None
        text = document.text
        blank = " " if text[span.start.index - 1 : span.start.index] == ":" else ""
        return text[: span.start.index] + blank + flow(value) + text[span.end.index :]
    for step in reversed(at.parts[len(missing.parts) :]):
        value = {step: value}
    return _with_key(document, missing, value)


def with_items(document: Document, items: Pointer, new: Sequence[Any]) -> str | None:
    """Return the text with items added at the end of a list."""
    here = value_at(document.data, items)
    if not isinstance(here, list) or not new:
        return None
    text, span = document.text, document.span(items)
    if text[span.end.index - 1] == "]":
        inside = ", ".join(map(flow, new))
        comma = ", " if here else ""
        return text[: span.end.index - 1] + comma + inside + text[span.end.index - 1 :]
    if not here:
        return None
    last = document.span(items / (len(here) - 1))
    lines = text.splitlines(keepends=True)
    margin = re.match(r"\s*", lines[document.span(items / 0).start.line - 1])
    end = "\r\n" if "\r\n" in text else "\n"
    added = [f"{margin[0] if margin else ''}- {flow(one)}{end}" for one in new]
    return _insert(lines, last.end.line, added, end)


def value_at(data: Any, at: Pointer) -> Any:
    """Return the value at a place; None where there is none."""
    for step in at.parts:
        if isinstance(data, dict):
            data = data.get(step)
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            return None
    return data


def _with_key(document: Document, at: Pointer, value: Any) -> str | None:
    """Add a key at the end of a mapping that is there, in its own style."""
    parent = value_at(document.data, at.parent)
    if not isinstance(parent, dict) or not parent:
        return None
    text, span = document.text, document.span(at.parent)
    key = str(at.parts[-1])
    if at.parent.parts and text[span.start.index] == "{":
        return text[: span.end.index - 1] + f", {key}: {flow(value)}" + text[span.end.index - 1 :]
    first = document.span(at.parent / next(iter(parent)), key=True)
    lines = text.splitlines(keepends=True)
    end = "\r\n" if "\r\n" in text else "\n"
    last = max(document.span(at.parent / name).end.line for name in parent)
    margin = " " * (first.start.column - 1)
    return _insert(lines, last, [f"{margin}{key}: {flow(value)}{end}"], end)


def _insert(lines: list[str], after: int, added: Collection[str], end: str) -> str:
    if lines[after - 1 : after] and not lines[after - 1].endswith("\n"):
        lines[after - 1] += end
    return "".join([*lines[:after], *added, *lines[after:]])


def _is_there(data: Any, at: Pointer) -> bool:
    if not at.parts:
        return isinstance(data, (dict, list))
    above = value_at(data, at.parent)
    step = at.parts[-1]
    if isinstance(above, list):
        return isinstance(step, int) and step < len(above)
    return isinstance(above, dict) and step in above


def _comment(line: str) -> str | None:
    """Return the comment at the end of a line; a `#` in quotes or in a word begins none."""
    quote = ""
    for at, letter in enumerate(line):
        if quote:
            quote = "" if letter == quote and line[at - 1 : at] != "\\" else quote
        elif letter in "\"'" and not line[at - 1 : at].strip():
            quote = letter
        elif letter == "#" and (at == 0 or line[at - 1].isspace()):
            return line[at:].rstrip()
    return None


def with_lines(document: Document, items: Pointer, text: str) -> str | None:
    """Return the text with whole lines added at the end of a block list.

    They are indented as `item_margin` says.
    """
    here = value_at(document.data, items)
    if not isinstance(here, list) or not here or item_margin(document, items) is None:
        return None
    last = document.span(items / (len(here) - 1)).end.line
    end = "\r\n" if "\r\n" in document.text else "\n"
    lines = document.text.splitlines(keepends=True)
    return _insert(lines, last, [text.replace("\n", end)], end)


def with_block(document: Document, at: Pointer, text: str) -> str | None:
    """Return the text with a missing key and the lines of its value at the end of its mapping."""
    above = value_at(document.data, at.parent)
    if not isinstance(above, dict) or not above or at.parts[-1] in above:
        return None
    span = document.span(at.parent)
    if at.parent.parts and document.text[span.start.index] == "{":
        return None
    last = max(document.span(at.parent / name).end.line for name in above)
    first = document.span(at.parent / next(iter(above)), key=True)
    end = "\r\n" if "\r\n" in document.text else "\n"
    lines = document.text.splitlines(keepends=True)
    added = f"{' ' * (first.start.column - 1)}{at.parts[-1]}:\n{text}".replace("\n", end)
    return _insert(lines, last, [added], end)


def item_margin(document: Document, items: Pointer) -> int | None:
    """Return how far the hyphens of a block list are indented; None where it is none."""
    here = value_at(document.data, items)
    if not isinstance(here, list) or not here:
        return None
    line = document.line(document.span(items / 0).start.line)
    bare = line.lstrip(" ")
    return len(line) - len(bare) if bare.startswith("- ") else None
