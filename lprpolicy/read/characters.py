"""Bytes into text, and the characters that have no place in it.

A reviewer approves what is on the screen, so what the screen does not show is refused: also in
comments, where a direction mark can make the line read otherwise than it is.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Iterable
from typing import Final
from unicodedata import name

from lprpolicy.model.characters import ALSO_UNSEEN, UNSEEN
from lprpolicy.read.faults import Notes

MOST_BYTES: Final = 10_000_000

_ODD_BLANKS: Final = r"\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"

_UNSEEN: Final = re.compile(f"[{UNSEEN}{ALSO_UNSEEN}]+")
_ODD_BLANK: Final = re.compile(f"[{_ODD_BLANKS}]+")
_TAB_IN_FRONT: Final = re.compile(r"(?<![^\r\n]) *(\t[ \t]*)")
_TO_LINE_END: Final = re.compile(r"[^\r\n]*")
_TABS: Final = re.compile(r"(\t+)")
_OUTSIDE: Final = re.compile(rf"#[^\r\n]*|\t+|[{_ODD_BLANKS}]+")
_UNREADABLE: Final = re.compile(
    r"[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]"
)
_SEEN_BYTES: Final = bytes([*b"\t\n\r", *range(32, 127)])
_DIRECTIVE: Final = re.compile(r"(?<![^\r\n])%[^\s#]*")
_GLUED_COMMENT: Final = re.compile(r"#(?<=[\[\]{},:\"']#)")  # the sign first: faster
_NOT_GLUED: Final = frozenset(" \t\r\n|>+-0123456789")
_UTF16_OR_32: Final = (b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")
_TAB: Final = "has a tab where only spaces can be"


def decode(raw: bytes, notes: Notes) -> tuple[str, bool]:
    """Decode a file, without its byte order mark, and say whether it is worth reading."""
    if len(raw) > MOST_BYTES:
        most = f"{MOST_BYTES // 1_000_000} MB"
        notes.add("yaml/too-large", f"is larger than {most}: {len(raw):,} bytes", 0, 0)
        return "", False
    wide = len(raw) >= 4 and (raw[0] == raw[2] == 0 or raw[1] == raw[3] == 0)
    if wide or raw.startswith(_UTF16_OR_32):
        notes.add("yaml/encoding", "is written as UTF-16 or UTF-32, not as UTF-8", 0, 0)
        return "", False
    raw = raw.removeprefix(BOM_UTF8)
    try:
        return raw.decode(), True
    except UnicodeDecodeError as fault:
        at = len(raw[: fault.start].decode())
        says = f"has the byte 0x{raw[fault.start]:02X} here, which is not UTF-8"
        notes.add("yaml/encoding", says, at, at + 1)
        return raw.decode(errors="replace"), False


def readable(text: str, notes: Notes) -> str:
    """Return the text for the parser, with what it cannot read replaced by as many characters.

    Each replacement is noted. So the parser ends lines where an editor does, and one run finds
    the faults below a control character too.
    """
    if not text.isascii() or text.encode().translate(None, _SEEN_BYTES):
        for found in _UNSEEN.finditer(text):
            notes.add("yaml/invisible-character", _unseen_names(found[0]), *found.span())
        text = _UNREADABLE.sub("\ufffd", text)
    return _without_directives(text, notes) if "%" in text else text


def _without_directives(text: str, notes: Notes) -> str:
    """Turn lines that begin with % into comments: a directive could change the reading."""
    for found in _DIRECTIVE.finditer(text):
        notes.add("yaml/directive", f"has the directive {found[0][:40]}", *found.span())
    return _DIRECTIVE.sub(lambda found: "#" + found[0][1:], text)


def note_escapes(value: str, start: int, end: int, notes: Notes) -> None:
    """Note the unseen characters that a quoted text writes as escapes."""
    if found := _UNSEEN.search(value):
        notes.add("yaml/invisible-character", _unseen_names(found[0]), start, end)
    if found := _ODD_BLANK.search(value):
        notes.add("yaml/odd-blank", _odd(found[0]), start, end)


def has_gaps_to_see(text: str) -> bool:
    """Whether the text between the words may hold anything to note."""
    if "\t" in text or _GLUED_COMMENT.search(text):
        return True
    return not text.isascii() and _ODD_BLANK.search(text) is not None


def gaps(text: str, scalars: Iterable[tuple[int, int]], end: int, notes: Notes) -> None:
    """Note tabs and odd blanks between words, and comments that touch the text before them.

    `scalars` are the places of the words in order; everything outside them is a sign, a blank or
    a comment. Comments may hold tabs and odd blanks; quoted texts and text blocks may hold tabs.
    """
    done = 0
    for start, stop in scalars:
        _note_gap(text, done, start, notes)
        for found in _ODD_BLANK.finditer(text, start, stop):
            notes.add("yaml/odd-blank", _odd(found[0]), *found.span())
        if text[start] in "|>":
            _note_gap(text, start, _TO_LINE_END.match(text, start, stop).end(), notes)  # type: ignore[union-attr]  # matches nothing too
        tabs = _TAB_IN_FRONT if text[start] in "\"'|>" else _TABS
        for found in tabs.finditer(text, start, stop):
            notes.add("yaml/tab", _TAB, *found.span(1))
        done = stop
    _note_gap(text, done, end, notes)


def _note_gap(text: str, start: int, end: int, notes: Notes) -> None:
    for found in _OUTSIDE.finditer(text, start, end):
        if found[0][0] == "\t":
            notes.add("yaml/tab", _TAB, *found.span())
        elif found[0][0] == "#":
            if found.start() and text[found.start() - 1] not in _NOT_GLUED:
                says = "has a # here without a space in front of it"
                notes.add("yaml/after-value", says, found.start(), found.start() + 1)
        else:
            notes.add("yaml/odd-blank", _odd(found[0]), *found.span())


def _unseen_names(run: str) -> str:
    more = f" and {len(run) - 1} more" if len(run) > 1 else ""
    return f"has a character here that nobody sees: {_character_name(run[0])}{more}"


def _odd(run: str) -> str:
    return f"has a blank here that is no space: {_character_name(run[0])}"


def _character_name(character: str) -> str:
    return f"U+{ord(character):04X} {name(character, 'without a name')}"
