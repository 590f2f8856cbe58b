"""Bytes that are nearly those of a real file: the same seed makes the same bytes everywhere."""

from __future__ import annotations

import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Sequence
from random import Random
from typing import Final

LONGEST: Final = 65_536
_MOST_STEPS: Final = 4
_UNPACKED: Final = 2_000_000
"""Bytes of all parts of a workbook; a larger one is changed as it is."""
_DAMAGE: Final = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
_NASTY: Final = tuple(
    text.encode("utf-8", "surrogatepass")
    for text in (
        *("\0", "\ufeff", "\u202e", "\u200b", "\u2028", "\xa0", "\x85", "\x1b[2J", "\ud800", "\r"),
        *(
            "\U0010ffff",
            "\u0130",
            "\u01c5",
            "\xdf",
            "\u212a",
            "\uff21",
            "\u0661",
            "\u00b2",
            "e\u0301",
        ),
        *(
            "\n\n",
            "\t",
            "  ",
            " - ",
            ": ",
            "? ",
            "- ",
            "# ",
            "| ",
            ">-\n",
            "...\n",
            "---\n",
            "%YAML 1.2\n",
        ),
        *(
            '"',
            "'",
            '""',
            ",",
            ";",
            ",,,,",
            "[",
            "]",
            "{",
            "}",
            "(",
            ")",
            "<",
            ">",
            "&",
            "*a",
            "&a ",
            "!!x ",
        ),
        *(
            "null",
            "true",
            "NaN",
            "1e999",
            "-0",
            "-1",
            "0x10",
            "06E0200",
            "99999999999999999999",
            "1.5",
        ),
        *("2026-02-30", "0000-00-00", "9999-12-31", "1899-12-31", "0 days", "99999999 years"),
        *("=1+1", "<!--", "<![CDATA[", "&#x110000;", "&amp;", "</p>", "<b>", "\\u0000", "\\ud800"),
        *("stream\n", "endstream", "endobj", "0 0 R", "<<", ">>", "/Filter/FlateDecode", "xref\n"),
    )
)
_NUMBER: Final = re.compile(rb"\d+")
_NUMBERS: Final = (b"0", b"1", b"-1", b"65536", b"2147483648", b"18446744073709551616", b"1e400")
_WORD: Final = re.compile(rb"[^\s,:;\"'<>=\[\]{}()]{2,40}")


def mutated(seeds: Sequence[bytes], seed: str) -> bytes:
    """A few changes to one of the seeds, with pieces of the others."""
    chance = Random(seed)
    return changed(chance.choice(seeds), seeds, chance)


def changed(raw: bytes, seeds: Sequence[bytes], chance: Random) -> bytes:
    """A few changes to these bytes; to a part of them, where they are a workbook."""
    if raw.startswith(b"PK") and chance.random() < 0.9:
        return _workbook(raw, seeds, chance)[:LONGEST]
    return _bytes(raw, seeds, chance)[:LONGEST]


def _bytes(raw: bytes, seeds: Sequence[bytes], chance: Random) -> bytes:
    for _ in range(chance.randint(1, _MOST_STEPS)):
        raw = chance.choice(_STEPS)(raw, chance.choice(seeds), chance)
    return raw


def _workbook(raw: bytes, seeds: Sequence[bytes], chance: Random) -> bytes:
    """Change one part of a zip and pack it again, since a damaged zip is refused at once."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            if sum(one.file_size for one in packed.infolist()) > _UNPACKED:
                return _bytes(raw, seeds, chance)
            parts = [(one.filename, packed.read(one)) for one in packed.infolist()]
    except _DAMAGE:
        return _bytes(raw, seeds, chance)
    if not parts:
        return _bytes(raw, seeds, chance)
    likely = [n for n, (name, _) in enumerate(parts) if "sheet" in name or "shared" in name]
    at = chance.choice(likely if likely and chance.random() < 0.7 else range(len(parts)))
    name, content = parts[at]
    parts[at] = (name, _bytes(content, [one for _, one in parts], chance))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for each, content in parts:
            packed.writestr(zipfile.ZipInfo(each), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _slice(raw: bytes, chance: Random, most: int = 64) -> tuple[int, int]:
    """A random place, and the end of a piece there that is not long."""
    start = chance.randint(0, len(raw))
    return start, min(len(raw), start + chance.randint(1, most))


def _flip(raw: bytes, other: bytes, chance: Random) -> bytes:
    if not raw:
        return b"\0"
    at = chance.randrange(len(raw))
    return raw[:at] + bytes([raw[at] ^ (1 << chance.randrange(8))]) + raw[at + 1 :]


def _delete(raw: bytes, other: bytes, chance: Random) -> bytes:
    start, end = _slice(raw, chance)
    return raw[:start] + raw[end:]


def _cut(raw: bytes, other: bytes, chance: Random) -> bytes:
    return raw[: chance.randint(0, len(raw))]


def _insert(raw: bytes, other: bytes, chance: Random) -> bytes:
    at = chance.randint(0, len(raw))
    return raw[:at] + chance.choice(_NASTY) + raw[at:]


def _overwrite(raw: bytes, other: bytes, chance: Random) -> bytes:
    """The same length, so that what a file says of its own places stays right."""
    word = chance.choice(_NASTY)
    at = chance.randint(0, max(0, len(raw) - len(word)))
    return raw[:at] + word + raw[at + len(word) :]


def _repeat(raw: bytes, other: bytes, chance: Random) -> bytes:
    start, end = _slice(raw, chance)
    times = chance.choice((2, 2, 3, 10, 100, 1_000))
    return raw[:end] + raw[start:end] * times + raw[end:]


def _nest(raw: bytes, other: bytes, chance: Random) -> bytes:
    at = chance.randint(0, len(raw))
    return raw[:at] + chance.choice(_NASTY) * chance.choice((10, 70, 1_500)) + raw[at:]


def _splice(raw: bytes, other: bytes, chance: Random) -> bytes:
    start, end = _slice(other, chance, 400)
    at = chance.randint(0, len(raw))
    return raw[:at] + other[start:end] + raw[at:]


def _line(raw: bytes, other: bytes, chance: Random) -> bytes:
    """Move, repeat or leave out a line, which keeps most of a text's form."""
    lines = raw.splitlines(keepends=True)
    if not lines:
        return raw
    one = lines.pop(chance.randrange(len(lines)))
    for _ in range(chance.randint(0, 2)):
        lines.insert(chance.randint(0, len(lines)), one)
    return b"".join(lines)


def _number(raw: bytes, other: bytes, chance: Random) -> bytes:
    return _replaced(raw, _NUMBER, chance.choice(_NUMBERS), chance)


def _word(raw: bytes, other: bytes, chance: Random) -> bytes:
    """A word of one file in the place of a word of another."""
    words = _WORD.findall(other) or list(_NASTY)
    return _replaced(raw, _WORD, chance.choice(words), chance)


def _spoiled_word(raw: bytes, other: bytes, chance: Random) -> bytes:
    return _replaced(raw, _WORD, chance.choice(_NASTY), chance)


def _replaced(raw: bytes, form: re.Pattern[bytes], by: bytes, chance: Random) -> bytes:
    found = list(form.finditer(raw))
    if not found:
        return raw + by
    start, end = chance.choice(found).span()
    return raw[:start] + by + raw[end:]


_STEPS: Final = (
    _flip,
    _delete,
    _cut,
    _insert,
    _overwrite,
    _repeat,
    _nest,
    _splice,
    _line,
    _number,
    _word,
    _spoiled_word,
)
