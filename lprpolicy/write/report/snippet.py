"""Show the lines of a file that a finding is about, with a mark under the words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lprpolicy.model.places import Span
from lprpolicy.model.report import Excerpt
from lprpolicy.write.escape import safe_form
from lprpolicy.write.width import columns, wrap_columns

CUT = "…"
LEAST = 30
"""With fewer columns than this beside the mark, the message goes on the lines below."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """Lines with their gutters, the mark and the message under them, and the gutter's width."""

    lines: tuple[str, ...]
    mark: str
    label: tuple[str, ...]
    gutter: int


def snippet(excerpt: Excerpt, span: Span, message: str, width: int) -> Snippet:
    """Show the lines down to the first of the span and mark the span in it.

    Every character is shown in a form that is safe at a terminal, and the mark is as wide as
    those forms. A line that is too long is cut around the span.
    """
    number = span.start.line
    before = excerpt.lines[: max(number - excerpt.first, 0)]
    inside = excerpt.first <= number < excerpt.first + len(excerpt.lines)
    line = excerpt.lines[number - excerpt.first] if inside else ""
    gutter = len(str(number))
    room = max(width - gutter - 3, 20)

    cells = _cells(line)
    start, end = _range_to_mark(line, span)
    left = _first_column(cells, start, end, room)
    rows = [
        f"{first:>{gutter}} | {_window(_cells(text), left, room)}".rstrip()
        for first, text in enumerate((*before, line), excerpt.first if inside else number)
    ]
    indent = columns("".join(cells[left:start])) + (left > 0)
    widest = max(room - indent, 1)
    mark = "^" * min(max(columns("".join(cells[start:end])), 1), widest)
    return Snippet(
        lines=tuple(rows),
        mark=" " * indent + mark,
        label=tuple(_label(message, room, indent + len(mark) + 1)),
        gutter=gutter,
    )


def _cells(line: str) -> list[str]:
    """Return the form in which each character is shown."""
    if line.isascii() and line.isprintable():
        return list(line)
    return [safe_form(character) for character in line]


def _range_to_mark(line: str, span: Span) -> tuple[int, int]:
    """Return the range of the span in its first line, without spaces at its end."""
    start = min(span.start.column - 1, len(line))
    if span.end.line > span.start.line:
        return start, max(len(line.rstrip()), start)
    return start, min(max(span.end.column - 1, start), len(line))


def _first_column(cells: Sequence[str], start: int, end: int, room: int) -> int:
    """Return the first character to show, so that the span is visible with a little before it."""
    if columns("".join(cells)) <= room or columns("".join(cells[:end])) <= room - 1:
        return 0
    left = start
    spare = max(room - 2 - columns("".join(cells[start:end])), 0) // 2
    while left > 0 and columns("".join(cells[left - 1 : start])) <= spare:
        left -= 1
    return left


def _window(cells: Sequence[str], left: int, room: int) -> str:
    """Return the visible part of a line from a character on, with marks for what is cut."""
    head = CUT if left and cells else ""
    whole = head + "".join(cells[left:])
    if columns(whole) <= room:
        return whole
    seen: list[str] = []
    used = len(head)
    for at in range(left, len(cells)):
        used += columns(cells[at])
        rest = at + 1 < len(cells)
        if used + rest > room:
            return head + "".join(seen) + CUT
        seen.append(cells[at])
    return head + "".join(seen)


def _label(message: str, room: int, at: int) -> list[str]:
    """Wrap the message; its first line goes beside the mark, and is empty if it does not fit."""
    beside = room - at
    if columns(message) <= beside or beside >= LEAST:
        first, *rest = wrap_columns(message, max(beside, 1))
        return [first, *(" " * at + line for line in rest)]
    return ["", *wrap_columns(message, room)]
