"""The events of libyaml, made in Python, for machines where libyaml is not installed.

PyYAML's own scanner in Python disagrees with libyaml about tabs, question marks, colons in
brackets, tags and escapes. The parts that disagree are written again here, so that a file gets
the same data, and the same faults at the same places, whichever of the two reads it.
"""

from __future__ import annotations

import re
from typing import Any, Final, NoReturn

from yaml.error import Mark
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner, ScannerError
from yaml.tokens import ScalarToken, StreamEndToken, TagToken

_BREAK: Final = re.compile(r"\r\n|\r|\n")
_COMMENT: Final = r"(?:#[^\0\r\n]*+)?+"
_LINES: Final = rf"(?:\r\n?+|\n)(?: *+{_COMMENT}(?:\r\n?+|\n))*+ *+{_COMMENT}"
_TO_TOKEN: Final = re.compile(rf" *+{_COMMENT}({_LINES})?+")
_TO_TOKEN_OVER_TABS: Final = re.compile(rf"[ \t]*+{_COMMENT}({_LINES})?+")
_TO_TOKEN_IN_BRACKETS: Final = re.compile(rf"(?:[ \t]*+{_COMMENT}(?:\r\n?+|\n))*+[ \t]*+{_COMMENT}")

_BLANKS: Final = re.compile(r"[ \t\r\n]*+")
_WORD: Final = r"(?:[^\0 \t\r\n:]++|:(?![\0 \t\r\n]))++"
_WORDS: Final = re.compile(rf"{_WORD}(?:[ \t]++(?!#){_WORD})*+")
_WORD_IN_BRACKETS: Final = r"(?:[^\0 \t\r\n:,\[\]{}]++|:(?![\0 \t\r\n,?\[\]{}]))++"
_WORDS_IN_BRACKETS: Final = re.compile(rf"{_WORD_IN_BRACKETS}(?:[ \t]++(?!#){_WORD_IN_BRACKETS})*+")
_END_OF_DOCUMENT: Final = re.compile(r"(?<![^\r\n])(?:---|\.\.\.)(?=[\0 \t\r\n])")
_TAB_IN_FRONT: Final = re.compile(r"(?<=[\r\n])( *+)\t")

_SINGLE: Final = re.compile(r"([^'\0 \t\r\n]++|'')|([ \t\r\n]++)")
_DOUBLE: Final = re.compile(
    r"([^\"\\\0 \t\r\n]++)|([ \t\r\n]++)|\\(?:\r\n?+|\n)([ \t\r\n]*+)"
    r"|\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|([0abt\tnvfre \"/\\N_LP]))"
)
_HEADER: Final = re.compile(r"[|>](?:([-+])([0-9]?)|([0-9])([-+]?))?")
_REST_OF_HEADER: Final = re.compile(rf"[ \t]*+{_COMMENT}")
_TO_LINE_END: Final = re.compile(r"[^\0\r\n]*+")
_SPACES: Final = re.compile(r" *+")

_IN_URI: Final = r"[\w;/?:@&=+$.!~*'()\-]|%[0-9A-Fa-f]{2}"
_TAG: Final = re.compile(
    rf"!<(?P<verbatim>(?:{_IN_URI}|[,\[\]])+)>|(?P<handle>![\w-]*!)(?P<suffix>(?:{_IN_URI})+)"
    rf"|!(?![\w-]*!)(?P<local>(?:{_IN_URI})*)",
    re.ASCII,
)


class PythonEvents(Reader, Scanner, Parser):
    """Parser events without libyaml: the same events, many times slower."""

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)

    def _move(self, end: int) -> None:
        """Move forward to a place, and keep line and column right."""
        passed = self.buffer[self.pointer : end]
        if "\n" in passed or "\r" in passed:
            breaks = [found.end() for found in _BREAK.finditer(passed)]
            self.line += len(breaks)
            self.column = len(passed) - breaks[-1]
        else:
            self.column += len(passed)
        self.index = self.pointer = end

    def _mark_at(self, index: int) -> Mark:
        self._move(index)
        return self.get_mark()

    def need_more_tokens(self) -> bool | None:
        if self.done:
            self.stale_possible_simple_keys()
        return Scanner.need_more_tokens(self)

    def fetch_stream_end(self) -> None:
        """End the last line with the text, so that a key still due on it is reported as missing."""
        if self.column:
            self.line, self.column = self.line + 1, 0
        self.unwind_indent(-1)
        self.remove_possible_simple_key()
        self.allow_simple_key = False
        self.tokens.append(StreamEndToken(self.get_mark(), self.get_mark()))
        self.done = True

    def scan_to_next_token(self) -> None:
        if self.flow_level:
            self._move(_matched_end(_TO_TOKEN_IN_BRACKETS, self.buffer, self.pointer))
            return
        # A tab in front of a possible key stays, so that the scanner reports it as libyaml does.
        skip = _TO_TOKEN if self.allow_simple_key else _TO_TOKEN_OVER_TABS
        found = skip.match(self.buffer, self.pointer)
        if found is None:
            return
        if found[1]:
            self.allow_simple_key = True
        self._move(found.end())

    def scan_plain(self) -> ScalarToken:
        start, chunks, lines = self.get_mark(), [], False
        end, between = start, ""
        words = _WORDS_IN_BRACKETS if self.flow_level else _WORDS
        while not (self.column == 0 and _END_OF_DOCUMENT.match(self.buffer, self.pointer)):
            if found := words.match(self.buffer, self.pointer):
                if self.buffer[self.pointer] == "#":
                    break
                chunks += [between, found[0]]
                end, lines = self._mark_at(found.end()), False
            self._no_colon_at_a_bracket(start)
            gap = self._gap(start)
            if not gap:
                break
            lines = "\n" in gap or "\r" in gap
            between = _fold(gap)
            if not found or (not self.flow_level and self.column <= self.indent):
                break
        self.allow_simple_key = lines
        return ScalarToken("".join(chunks), True, start, end)

    def _no_colon_at_a_bracket(self, start: Mark) -> None:
        sign, after = self.buffer[self.pointer], self.buffer[self.pointer + 1 : self.pointer + 2]
        if self.flow_level and sign == ":" and after and after in ",?[]{}":
            context = "while scanning a plain scalar"
            raise ScannerError(context, start, "found unexpected ':'", self.get_mark())

    def _gap(self, start: Mark) -> str:
        """Read the blanks and line breaks after a word, and move past them."""
        begin, end = self.pointer, _matched_end(_BLANKS, self.buffer, self.pointer)
        for found in _TAB_IN_FRONT.finditer(self.buffer, begin, end):
            if len(found[1]) <= self.indent:
                context = "while scanning a plain scalar"
                problem = "found a tab character that violates indentation"
                raise ScannerError(context, start, problem, self._mark_at(found.end() - 1))
        self._move(end)
        return str(self.buffer[begin:end])

    def scan_flow_scalar(self, style: str) -> ScalarToken:
        start, at = self.get_mark(), self.pointer + 1
        chunks: list[str] = []
        pattern = _DOUBLE if style == '"' else _SINGLE
        while found := pattern.match(self.buffer, at):
            words, blanks, *escaped = found.groups()
            if words:
                chunks.append("'" if words == "''" else words)
            elif blanks:
                self._no_end_of_document(found.end(), start)
                chunks.append(_fold(blanks))
            elif escaped[0] is not None:
                self._no_end_of_document(found.end(), start)
                chunks.append("\n" * len(_BREAK.findall(escaped[0])))
            else:
                chunks.append(self._read_escape(escaped[1:], at, start))
            at = found.end()
        if self.buffer[at] != style:
            self._not_in_quotes(at, start)
        return ScalarToken("".join(chunks), False, start, self._mark_at(at + 1), style)

    def _not_in_quotes(self, at: int, start: Mark) -> NoReturn:
        context = "while scanning a quoted scalar"
        problem = "found unexpected end of stream"
        if self.buffer[at] == "\\":
            problem = "found an unknown escape"
        raise ScannerError(context, start, problem, self._mark_at(at))

    def _no_end_of_document(self, end: int, start: Mark) -> None:
        """Raise where a line in quotes looks like the end of the document."""
        if found := _END_OF_DOCUMENT.match(self.buffer, end):
            context, problem = "while scanning a quoted scalar", "found unexpected document end"
            raise ScannerError(context, start, problem, self._mark_at(found.start()))

    def _read_escape(self, groups: list[str | None], at: int, start: Mark) -> str:
        *codes, letter = groups
        if letter is not None:
            return str(self.ESCAPE_REPLACEMENTS[letter])
        code = int(next(code for code in codes if code), 16)
        if 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
            context, problem = "while scanning a quoted scalar", "found an unknown escape"
            raise ScannerError(context, start, problem, self._mark_at(at))
        return chr(code)

    def scan_block_scalar(self, style: str) -> ScalarToken:
        start = self.get_mark()
        chomping, indent = self._header(start)
        breaks, end, at, indent = self._block_breaks(indent, start)
        chunks: list[str] = []
        line_break, was_blank = "", False
        while at == indent and self.buffer[self.pointer] != "\0":
            is_blank = self.buffer[self.pointer] in " \t"
            if style == ">" and line_break and not was_blank and not is_blank:
                line_break = "" if breaks else " "
            line_end = _matched_end(_TO_LINE_END, self.buffer, self.pointer)
            chunks += [line_break, breaks, self.buffer[self.pointer : line_end]]
            self._move(line_end)
            line_break, was_blank = self._line_break(), is_blank
            breaks, end, at, indent = self._block_breaks(indent, start)
        if chomping != "-":
            chunks.append(line_break)
        if chomping == "+":
            chunks.append(breaks)
        return ScalarToken("".join(chunks), False, start, end, style)

    def _line_break(self) -> str:
        found = _BREAK.match(self.buffer, self.pointer)
        if found is None:
            return ""
        self._move(found.end())
        return "\n"

    def _header(self, start: Mark) -> tuple[str, int]:
        """Read a text block's header: its chomping sign, and its indentation or 0 if not given."""
        context = "while scanning a block scalar"
        found = _HEADER.match(self.buffer, self.pointer)
        first, digit, other_digit, other = found.groups() if found else ("",) * 4
        chomping, amount = first or other or "", digit or other_digit or ""
        end = found.end() if found else self.pointer
        if amount == "0":
            problem, at = "found an indentation indicator equal to 0", end - 1 - len(other or "")
            raise ScannerError(context, start, problem, self._mark_at(at))
        self._move(_matched_end(_REST_OF_HEADER, self.buffer, end))
        if self.buffer[self.pointer] not in "\0\r\n":
            problem = "did not find expected comment or line break"
            raise ScannerError(context, start, problem, self.get_mark())
        self._line_break()
        return chomping, max(self.indent, 0) + int(amount) if amount else 0

    def _block_breaks(self, indent: int, start: Mark) -> tuple[str, Mark, int, int]:
        """Read empty lines; return them, their end, the next column and the indentation."""
        end, deepest, count = self.get_mark(), 0, 0
        while True:
            spaces = _matched_end(_SPACES, self.buffer, self.pointer)
            if indent:
                spaces = min(spaces, self.pointer + max(0, indent - self.column))
            self._move(spaces)
            deepest = max(deepest, self.column)
            if self.buffer[self.pointer] == "\t" and not 0 < indent <= self.column:
                context, problem = "while scanning a block scalar", "found a tab character"
                raise ScannerError(context, start, problem, self.get_mark())
            if not self._line_break():
                break
            end, count = self.get_mark(), count + 1
        return "\n" * count, end, self.column, indent or max(deepest, self.indent + 1, 1)

    def scan_tag(self) -> TagToken:
        start, found = self.get_mark(), _TAG.match(self.buffer, self.pointer)
        end = found.end() if found else self.pointer
        after = self.buffer[end]
        if found is None or not (after in "\0 \t\r\n" or (self.flow_level and after == ",")):
            problem = "did not find the end of the tag"
            raise ScannerError("while scanning a tag", start, problem, self._mark_at(end))
        value: Any = (None, found["verbatim"] or "!")
        if found["handle"]:
            value = found["handle"], found["suffix"]
        elif found["local"]:
            value = "!", found["local"]
        return TagToken(value, start, self._mark_at(end))


def _matched_end(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found else at


def _fold(gap: str) -> str:
    """Fold a gap between words as YAML does: one line break is a space, more are kept."""
    breaks = len(_BREAK.findall(gap))
    return gap if not breaks else " " if breaks == 1 else "\n" * (breaks - 1)
