"""What can be wrong with the text of a file, before anyone asks what it means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from lprpolicy.model.places import Span
from lprpolicy.read.lines import Lines

FAULTS: Final = {
    "yaml/after-value": "Put the whole text in quotes, or move what follows to a line of its own.",
    "yaml/alias": "Write the value out where it is used.",
    "yaml/anchor": "Delete the anchor and write the value out wherever it is used.",
    "yaml/block-text": "Write | or > alone at the end of the line and the text below it, indented.",
    "yaml/bracket": "Close every bracket that is opened, with the bracket of the same kind.",
    "yaml/colon": "Put the value in quotes if the colon belongs to it, else start a new line.",
    "yaml/comma": "Put exactly one comma between two entries.",
    "yaml/directive": "Delete the line that begins with %.",
    "yaml/duplicate-key": "Keep one of the two and delete the other.",
    "yaml/empty": "Write the content, or delete the file.",
    "yaml/encoding": "Save the file as UTF-8.",
    "yaml/escape": "Write the character itself, or use single quotes, where a \\ is only a \\.",
    "yaml/indentation": "Line it up, by spaces, with the lines it belongs to.",
    "yaml/invisible-character": "Delete the character, and look at what it was hiding.",
    "yaml/key-blanks": "Delete the blanks at the ends of the key.",
    "yaml/key-not-text": "Use a word as the key, in quotes if it looks like something else.",
    "yaml/list-item": "Begin the list on the line below its key.",
    "yaml/long-number": "Put it in quotes if it is text; no amount here has that many digits.",
    "yaml/merge-key": "Write out the entries that were to be merged.",
    "yaml/missing-colon": "Write a colon and a space between the key and its value.",
    "yaml/odd-blank": "Replace it with an ordinary space.",
    "yaml/quote-this": "Put it in quotes if it is text, else write a plain number, true or false.",
    "yaml/reserved-character": "Put the value in quotes.",
    "yaml/second-document": "Keep one document in a file and move the other to its own.",
    "yaml/syntax": "Compare the line, and the one above it, with a file that is read.",
    "yaml/tab": "Replace the tab with spaces.",
    "yaml/tag": "Delete the tag; put the value in quotes if it is text.",
    "yaml/too-deep": "Take the nesting apart; no format here needs it.",
    "yaml/too-large": "Split the file.",
    "yaml/too-many-faults": "Repair or replace the file and read it again.",
    "yaml/unclosed-quote": "Close the quote on the line where it is opened.",
    "yaml/write-null": "Write null, leave the value out, or put it in quotes if it is a word.",
}
"""Every code that a fault can have, with its fix."""

MOST_FAULTS: Final = 1000


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with the text itself. Faults sort by place.

    `message` continues "this file …". `also` is the other half of a fault of two places, such
    as the first of two duplicate keys.
    """

    code: str
    message: str
    span: Span
    also: Span | None = None

    def __lt__(self, other: Fault) -> bool:
        return (self.span, self.code, self.message) < (other.span, other.code, other.message)

    @property
    def remedy(self) -> str:
        return FAULTS[self.code]


class StopReading(Exception):
    """Raised when reading on is of no use; the reason is already noted."""


class Notes:
    """The faults found so far, by their index; equal faults at one place count once."""

    __slots__ = ("_found",)

    def __init__(self) -> None:
        self._found: dict[tuple[str, int], tuple[str, int, tuple[int, int] | None]] = {}

    def __bool__(self) -> bool:
        return bool(self._found)

    def add(
        self, code: str, message: str, start: int, end: int, also: tuple[int, int] | None = None
    ) -> None:
        if (code, start) in self._found:
            return
        if len(self._found) >= MOST_FAULTS:
            message = f"has more than {MOST_FAULTS:,} faults, of which these are the first"
            self._found["yaml/too-many-faults", 0] = (message, 0, None)
            raise StopReading
        self._found[code, start] = (message, end, also)

    def faults(self, lines: Lines) -> tuple[Fault, ...]:
        return tuple(
            sorted(
                Fault(code, message, lines.span(start, end), lines.span(*also) if also else None)
                for (code, start), (message, end, also) in self._found.items()
            )
        )


def quote(text: str) -> str:
    """Shorten a text to one line, as a message quotes it.

    >>> quote("a\\nb"), len(quote("x" * 99))
    ('a b', 40)
    """
    line = " ".join(text[:100].split())
    return line if len(line) <= 40 else line[:39] + "…"
