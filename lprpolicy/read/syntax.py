"""What the parser stumbled over, in words for the person who wrote it.

The two parsers word their problems differently and agree on the place. So this looks only at the
words that they share, and then at the text itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from yaml.error import Mark, MarkedYAMLError

from lprpolicy.read.faults import Notes, quote

_WORD: Final = re.compile(r"[^\s,\[\]{}]+|\S")
_ESCAPE: Final = re.compile(r"\\(?:x\w{0,2}|u\w{0,4}|U\w{0,8}|.)")
_END_OF_DOCUMENT: Final = re.compile(r"(?<![^\r\n])\.\.\.(?!\S)")
_BRACKETS: Final = {"[": "]", "{": "}"}


@dataclass(frozen=True, slots=True)
class ReadSoFar:
    """How far reading got: the last thing read, and the innermost open bracket."""

    start: int
    end: int
    bracket: int | None


@dataclass(frozen=True, slots=True)
class _Problem:
    text: str
    said: str
    context: str
    at: int
    since: int
    reached: ReadSoFar

    @property
    def sign(self) -> str:
        return self.text[self.at : self.at + 1]

    @property
    def line_start(self) -> int:
        return 1 + max(self.text.rfind("\n", 0, self.at), self.text.rfind("\r", 0, self.at))

    @property
    def first_in_line(self) -> bool:
        return not self.text[self.line_start : self.at].strip()

    def word(self, at: int | None = None) -> tuple[int, int]:
        """Return the word that begins at a place, which may be the end of the text."""
        at = self.at if at is None else at
        found = _WORD.match(self.text, at)
        return at, found.end() if found else at

    def rest_of_line(self, at: int) -> tuple[int, int]:
        found = re.compile(r"[^\r\n]*?(?=\s*(?:[\r\n]|\Z|\s#))").match(self.text, at)
        return at, found.end() if found else at


def explain(text: str, error: Exception, reached: ReadSoFar, notes: Notes) -> int:
    """Note the parser's error in our words; return how far the text was read."""
    if not isinstance(error, MarkedYAMLError):
        notes.add("yaml/syntax", "cannot be read any further from here", reached.end, reached.end)
        return reached.end
    at = _index(error.problem_mark, reached.end)
    since = _index(error.context_mark, at)
    said, context = error.problem or "", error.context or ""
    problem = _Problem(text, said, context, min(at, len(text)), since, reached)
    code, message, span, also = _fault(problem)
    notes.add(code, message, *span, also)
    if context.endswith("a tag"):
        return problem.since
    return reached.end if "scalar" in context else problem.at


def _index(mark: Mark | None, otherwise: int) -> int:
    return otherwise if mark is None else mark.index


_Fault = tuple[str, str, tuple[int, int], tuple[int, int] | None]


def _fault(problem: _Problem) -> _Fault:
    if problem.sign == "\t" and not problem.context.endswith(("quoted scalar", "a tag")):
        end = problem.at + len(re.match(r"[\t ]*", problem.text[problem.at :])[0])  # type: ignore[index]  # matches nothing too
        return "yaml/tab", "has a tab where only spaces can be", (problem.at, end), None
    for part in (_in_a_word, _out_of_place, _in_brackets, _in_a_block):
        if fault := part(problem):
            return fault
    return "yaml/syntax", "cannot be read any further from here", problem.word(), None


def _in_a_word(problem: _Problem) -> _Fault | None:
    """Explain an error inside a quoted text, a text block or a name."""
    at, since, said, context = problem.at, problem.since, problem.said, problem.context
    if "quoted" in context and ("escape" in said or "decimal" in said):
        start = at if "unknown" in said else problem.text.rfind("\\", 0, at)
        found = _ESCAPE.match(problem.text, start)
        span = found.span() if found else (start, start + 1)
        says = f"has the unknown escape {problem.text[slice(*span)]} in double quotes"
        return "yaml/escape", says, span, None
    if "unexpected" in said and "quoted" in context:
        says = "opens a quote here that is not closed"
        return "yaml/unclosed-quote", says, (since, since + 1), None
    if "block scalar" in context:
        says = "has something after the | or > of a block of text"
        return "yaml/block-text", says, problem.word(), None
    if context.endswith(("an anchor", "an alias")):
        sign = problem.text[since : since + 1]
        code = "yaml/anchor" if sign == "&" else "yaml/alias"
        return code, f"begins a word without quotes with {sign}", problem.word(since), None
    if context.endswith("a tag") or "tag handle" in said:
        word = problem.word(since)
        says = f"has the tag {quote(problem.text[slice(*word)])}"
        return "yaml/tag", says, word, None
    return None


def _out_of_place(problem: _Problem) -> _Fault | None:
    """Explain a sign that stands where YAML allows none."""
    at, said, reached = problem.at, problem.said, problem.reached
    if "mapping values are not allowed" in said:
        return _colon(problem)
    if "sequence entries are not allowed" in said:
        says = "begins a list here, on the line of something else"
        return "yaml/list-item", says, (at, at + 1), None
    if "could not find expected ':'" in said:
        line = problem.rest_of_line(problem.since)
        says = f"has {quote(problem.text[slice(*line)])!r} where a key, a colon and a value are due"
        return "yaml/missing-colon", says, line, None
    if "cannot start any token" in said:
        says = f"begins a word without quotes with {problem.sign}, which YAML keeps for itself"
        return "yaml/reserved-character", says, problem.word(), None
    if "node content" in said and problem.sign == ",":
        return "yaml/comma", "has a comma here with nothing before it", (at, at + 1), None
    if "node content" in said and problem.sign in ("]", "}") and reached.bracket is None:
        return _closed_too_often(problem)
    return None


def _colon(problem: _Problem) -> _Fault:
    """Explain a colon after something that cannot be a key."""
    at, (start, end) = problem.at, (problem.reached.start, problem.reached.end)
    line = problem.line_start
    if start >= line:
        says = "has a second colon in this line, where the value is not in quotes"
        return "yaml/colon", says, (at, at + 1), None
    first = 1 + max(problem.text.rfind("\n", 0, start), problem.text.rfind("\r", 0, start))
    indent = len(problem.text[line:end]) - len(problem.text[line:end].lstrip())
    if not problem.text[first:start].strip() and start - first == indent:
        span = problem.rest_of_line(start)
        says = f"has {quote(problem.text[slice(*span)])!r} where a key, a colon and a value are due"
        return "yaml/missing-colon", says, span, None
    says = "is indented so that this line goes on with the value above it"
    return "yaml/indentation", says, (line + indent, max(end, line + indent)), (start, start + 1)


def _in_brackets(problem: _Problem) -> _Fault | None:
    reached, at = problem.reached, problem.at
    if reached.bracket is None:
        return None
    opening = problem.text[reached.bracket]
    if problem.sign in ("]", "}") and problem.sign != _BRACKETS.get(opening):
        says = f"closes {opening} with {problem.sign}"
        return "yaml/bracket", says, (at, at + 1), (reached.bracket, reached.bracket + 1)
    same_line = reached.bracket >= problem.line_start
    if problem.sign == ":" and problem.text[:at].rstrip(" \t")[-1:] in ("{", "[", ","):
        return "yaml/key-not-text", "has a colon here without a key", (at, at + 1), None
    if problem.sign == ":" and same_line:
        says = "has a second colon in this entry, where the value is not in quotes"
        return "yaml/colon", says, (at, at + 1), None
    if problem.sign in ("", ":", "-") or _END_OF_DOCUMENT.match(problem.text, at):
        says = f"opens {opening} here and does not close it"
        return "yaml/bracket", says, (reached.bracket, reached.bracket + 1), None
    return "yaml/comma", "has no comma before this entry", problem.word(), None


def _in_a_block(problem: _Problem) -> _Fault | None:
    at, reached = problem.at, problem.reached
    if not any(said in problem.said for said in ("expected key", "block end", "'-' indicator")):
        return None
    if problem.sign in ("]", "}"):
        return _closed_too_often(problem)
    if problem.sign == ":":
        return "yaml/key-not-text", "has a colon here without a key", (at, at + 1), None
    if problem.first_in_line:
        column = at - problem.line_start + 1
        says = f"begins this line at column {column}, where no line above leaves room for it"
        return "yaml/indentation", says, problem.word(), None
    says = "has more text here, after the end of the value"
    return "yaml/after-value", says, problem.word(), (reached.start, reached.end)


def _closed_too_often(problem: _Problem) -> _Fault:
    says = f"closes a bracket here that is not open: {problem.sign}"
    return "yaml/bracket", says, (problem.at, problem.at + 1), None
