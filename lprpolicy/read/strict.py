"""What the parser takes although YAML forbids it, or although other readers take it otherwise.

libyaml is lax about lines that begin too far left, and reads some text blocks and key signs
differently from the standard. Each function looks at the text itself.
"""

from __future__ import annotations

import re
from typing import Final

from lprpolicy.read.faults import Notes

_LINE_IN_BRACKETS: Final = re.compile(r"(?<=[\r\n])( *+)[^ \r\n#]")
_LINE_IN_QUOTES: Final = re.compile(r"(?<=[\r\n])( *+)[^ \r\n]")
_KEY_SIGN: Final = re.compile(r"\?(?<![^\s\[\]{},:\"']\?)")  # the sign first: faster
_COMMENT_OR_KEY_SIGN: Final = re.compile(r"#[^\r\n]*|\?")
_BLANK_LINES: Final = re.compile(
    r"[|>][-+]?[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n)((?: *+(?:\r\n|\r|\n))++)( *+)"
)
_LAST_LINE: Final = re.compile(r" *\Z")
_QUOTED_OR_BRACKET: Final = re.compile(
    r"""(?<![^\s\[\]{},:])(?:"(?:[^"\\]|\\.)*"|'[^']*')|[\[{]|[\]}]""", re.DOTALL
)


def has_key_signs(text: str) -> bool:
    """Whether the text may hold a ? that makes a key of what follows it."""
    return "?" in text and _KEY_SIGN.search(text) is not None


def key_sign(text: str, start: int, end: int) -> int | None:
    """Find a ? between two words, or at the beginning of the second."""
    for found in _COMMENT_OR_KEY_SIGN.finditer(text, start, end):
        if found[0] == "?":
            return found.start()
    return None


def note_outdent(text: str, start: int, end: int, above: int, notes: Notes) -> None:
    """Note the first line of a bracketed or quoted value that begins too far left.

    Each line must stand right of the innermost block around the value, which begins at `above`.
    """
    column = above - 1 - max(text.rfind("\n", 0, above), text.rfind("\r", 0, above))
    lines = _LINE_IN_QUOTES if text[start] in "\"'" else _LINE_IN_BRACKETS
    for found in lines.finditer(text, start, end):
        if len(found[1]) <= column:
            says = f"begins this line at column {len(found[1]) + 1}, left of what it belongs to"
            notes.add("yaml/indentation", says, found.end() - 1, found.end(), (start, start + 1))
            return


def block_text(value: str, text: str, start: int, end: int, notes: Notes) -> str:
    """Return the value of a text block, and note lines that other readers take otherwise.

    >>> block_text("b", "a: |\\n  b", 3, 8, Notes())
    'b\\n'
    """
    if (not value or value[0] == "\n") and (found := _BLANK_LINES.match(text, start)):
        deepest = max(len(line.rstrip("\r\n")) for line in found[1].splitlines())
        ends = found.end() == len(text)
        if deepest > (0 if ends else len(found[2])):
            says = "has blank lines with more spaces than the text of the block below them"
            notes.add("yaml/block-text", says, start, start + 1)
    if _LAST_LINE.match(text, end) and text[-1] not in "\r\n":
        last = 1 + max(text.rfind("\n", 0), text.rfind("\r", 0))
        if last > start and not text[last:].strip(" "):
            says = "ends in blanks without a line break, which readers take for more or less text"
            notes.add("yaml/block-text", says, last, len(text))
        elif value and value[-1] != "\n" and "-" not in text[start : start + 3]:
            return value + "\n"
    return value


def brackets_too_deep(text: str, start: int, known: int, deepest: int) -> int | None:
    """Find where brackets nest too deep, given how many are open before `start`."""
    depth = known
    for found in _QUOTED_OR_BRACKET.finditer(text, start):
        if found[0] in ("[", "{"):
            depth += 1
            if depth > deepest:
                return found.start()
        elif found[0] in ("]", "}"):
            depth -= 1
    return None
