"""A CSV file as it comes, piece by piece: for a file that is too large to hold in memory."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from typing import Final

from lprpolicy.errors import ExportError
from lprpolicy.tables import LONGEST, long_column

LONGEST_LINE: Final = 20_000_000
"""The most characters of a line; a real one has about 300."""
_HEAD: Final = 4
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
_AGAIN: Final = "download the list again; a quotation mark may be missing"
_SAVE: Final = "save it as 'CSV UTF-8', or download the list again"


def streamed_rows(name: str, pieces: Iterable[bytes]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield every row with its number, holding no more than a piece and a line."""
    lines = _StreamedLines(name, pieces)
    reader = csv.reader(lines, strict=True)
    numbers = count(1)
    try:
        yield from zip(numbers, map(tuple, reader), strict=False)
    except csv.Error as fault:
        # The number of the row that failed was taken before the row was read.
        at, said = f"{name}, row {next(numbers) - 1}", str(fault)
        if "field limit" in said:
            at += f", column {long_column(lines.line(reader.line_num), 1)}"
            said = f"a cell has more than the {LONGEST:,} characters that are read"
        if "new-line character" in said:
            said = "a line ends with a carriage return alone"
        raise ExportError(
            f"{at}: {said} (line {reader.line_num} of the file)", hint=_AGAIN
        ) from fault


def _line_end(text: str) -> str:
    """Return what ends the lines of a text; nothing while that does not show."""
    if "\n" in text:
        return "\n"
    return "\r" if "\r" in text[:-1] else ""


def _with_a_beginning(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Give the pieces, the first one long enough to show how the text is encoded."""
    head = b""
    for piece in pieces:
        if len(head) < _HEAD:
            head += piece
            if len(head) >= _HEAD:
                yield head
        else:
            yield piece
    if len(head) < _HEAD:
        yield head


class _StreamedLines:
    """The lines of a file; those of a piece are kept for an error."""

    def __init__(self, name: str, pieces: Iterable[bytes]):
        self.name = name
        self._held: Sequence[str] = ()
        self._before = 0
        self._texts = self._decode(pieces)

    def __iter__(self) -> Iterator[str]:
        rest, end = "", ""
        for text in self._texts:
            rest += text
            end = end or _line_end(rest)
            lines = rest.split(end) if end else [rest]
            rest = lines[-1]
            self._before += len(self._held)
            self._check(lines, self._before)
            self._held = lines[:-1]
            for line in self._held:
                yield line + end
        if rest:
            self._before += len(self._held)
            self._held = (rest,)
            yield rest

    def line(self, number: int) -> str:
        """Return a line that was just read, by its number from 1."""
        return self._held[number - self._before - 1]

    def _check(self, lines: Sequence[str], number: int) -> None:
        """Refuse lines of which a piece shows that they are no text; `number` are before them."""
        if max(map(len, lines)) <= LONGEST_LINE and not any("\x00" in line for line in lines):
            return
        for line in lines:
            number += 1
            if len(line) > LONGEST_LINE:
                says = f"the line has more than the {LONGEST_LINE:,} characters that are read"
                raise ExportError(f"{self.name}, line {number}: {says}", hint=_AGAIN)
            if "\x00" in line:
                says = "the text holds a NUL character"
                raise ExportError(f"{self.name}, line {number}: {says}", hint=_SAVE)

    def _decode(self, pieces: Iterable[bytes]) -> Iterator[str]:
        decoder, called = None, ""
        lines, done = 1, 0
        for piece in _with_a_beginning(pieces):
            if decoder is None:
                called = "UTF-16" if piece.startswith(_UTF_16) else "UTF-8"
                decoder = codecs.getincrementaldecoder(called)()
            try:
                text = decoder.decode(piece)
            except UnicodeDecodeError as fault:
                raise self._not_text(fault, piece, lines, done, called) from fault
            yield text.removeprefix("\ufeff") if not done else text
            lines += text.count("\n")
            done += len(piece)
        try:
            if decoder is not None:
                decoder.decode(b"", final=True)
        except UnicodeDecodeError as fault:
            raise self._not_text(fault, b"", lines, done, called) from fault

    def _not_text(
        self, fault: UnicodeDecodeError, piece: bytes, lines: int, done: int, called: str
    ) -> ExportError:
        held = fault.object  # what was left of the piece before, and this one
        line = lines + held.count(b"\n", 0, fault.start)
        at = done - (len(held) - len(piece)) + fault.start
        return ExportError(
            f"{self.name}, line {line}: byte {at:,} is not {called} text", hint=_SAVE
        )
