"""Positions: ours count characters from 1, an editor's count units of an encoding from 0."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from lsprotocol import types

from lprpolicy.model.places import Mark, Span
from lprpolicy.read.lines import Lines

_UTF_8: Final = types.PositionEncodingKind.Utf8
_UTF_32: Final = types.PositionEncodingKind.Utf32
_BYTES: Final = {_UTF_8: ("utf-8", 1), types.PositionEncodingKind.Utf16: ("utf-16-le", 2)}


@dataclass(frozen=True, slots=True)
class Places:
    """The places of one text, in the units that the editor and the server agreed on."""

    lines: Lines
    encoding: types.PositionEncodingKind = types.PositionEncodingKind.Utf16

    @classmethod
    def of(cls, text: str, encoding: str | None) -> Places:
        """`encoding` is what was agreed on; without an agreement it is UTF-16."""
        return cls(Lines(text), types.PositionEncodingKind(encoding or "utf-16"))

    def position(self, mark: Mark) -> types.Position:
        """Return an editor's position: a letter outside the first plane is two UTF-16 units.

        >>> from lprpolicy.model.places import Mark
        >>> Places.of("a: \\N{OK HAND SIGN}b", "utf-16").position(Mark(1, 5))
        0:5
        """
        before = self.lines.line(mark.line)[: mark.column - 1]
        return types.Position(mark.line - 1, self._units(before))

    def range(self, span: Span) -> types.Range:
        return types.Range(self.position(span.start), self.position(span.end))

    def index(self, position: types.Position) -> int:
        """Return the index of the character at an editor's position; the nearest there is."""
        starts = self.lines.starts
        if position.line >= len(starts):
            return len(self.lines.text)
        line = self.lines.line(position.line + 1)
        units = 0
        for at, character in enumerate(line):
            if units >= position.character:
                return starts[position.line] + at
            units += self._units(character)
        return starts[position.line] + len(line)

    def _units(self, text: str) -> int:
        if self.encoding == _UTF_32:
            return len(text)
        codec, size = _BYTES[self.encoding]
        return len(text.encode(codec, "surrogatepass")) // size
