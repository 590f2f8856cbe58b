"""A saved page of a transparency portal → its lines, as a browser would show them.

The pages carry their style with them, which tells headings from text; a page that was saved
without it is read like plain text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Final

from lprpolicy.errors import ExportError
from lprpolicy.vendors.flock_page import PageLine

LARGEST: Final = 3_000_000
"""The most characters of a page; one with embedded fonts has about 300,000."""
DEEPEST: Final = 1_000
_SKIPPED: Final = frozenset({"script", "style", "noscript", "template", "svg", "head", "iframe"})
_EMPTY: Final = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param"}
    | {"source", "track", "wbr"}
)
_INLINE: Final = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "cite", "code", "em", "font", "i", "kbd", "mark", "q", "s"}
    | {"samp", "small", "span", "strong", "sub", "sup", "time", "u"}
)
_HEADINGS: Final = frozenset({"h2", "h3", "h4", "h5", "h6"})
_HEAVY = re.compile(r"font-weight\s*:\s*(?:[5-9]\d\d|bold)|\bfont\s*:\s*[5-9]\d\d\b")
_KEEPS_LINES = re.compile(r"white-space\s*:\s*pre")
_CELL: Final = "data-tp-access-cell-text"
_WHOLE: Final = "data-tp-full-value"


@dataclass(frozen=True, slots=True)
class _Open:
    tag: str
    heading: bool
    keeps_lines: bool
    skipped: bool
    cell: bool


class _PortalParser(HTMLParser):
    def __init__(self, name: str) -> None:
        super().__init__(convert_charrefs=True)
        self._name = name
        self.lines: list[PageLine] = []
        self.title = ""
        self._open: list[_Open] = []
        self._text: list[str] = []
        self._whole: str | None = None
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_title = tag == "title"
        if tag == "br":
            self._text.append("\n")
        if tag in _EMPTY:
            return
        if tag not in _INLINE:
            self._flush()
        if len(self._open) >= DEEPEST:
            at = f"{self._name}, line {self.getpos()[0]}"
            raise ExportError(
                f"{at}: the page is nested deeper than {DEEPEST:,}",
                hint="save the page again, or copy all of its text into a file",
            )
        given = {name: value or "" for name, value in attrs}
        style = given.get("style", "")
        above = self._open[-1] if self._open else _Open("", False, False, False, False)
        heading = tag in _HEADINGS or (tag == "p" and _HEAVY.search(style) is not None)
        if _CELL in given:
            self._whole = given.get(_WHOLE)
        self._open.append(
            _Open(
                tag,
                above.heading if tag in _INLINE else heading,
                above.keeps_lines or _KEEPS_LINES.search(style) is not None,
                above.skipped or tag in _SKIPPED,
                above.cell or _CELL in given,
            )
        )

    def handle_endtag(self, tag: str) -> None:
        self._in_title = False
        if all(one.tag != tag for one in self._open):
            return
        if tag not in _INLINE:
            self._flush()
        while self._open.pop().tag != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data
        elif not self._open or not self._open[-1].skipped:
            keeps = bool(self._open) and self._open[-1].keeps_lines
            self._text.append(data if keeps else re.sub(r"[ \t\r\n]+", " ", data))

    def close(self) -> None:
        super().close()
        self._flush()

    def _flush(self) -> None:
        said, self._text = "".join(self._text), []
        above = self._open[-1] if self._open else _Open("", False, False, False, False)
        if above.cell and said.strip():
            said, self._whole = self._whole or said, None
            self.lines.append(PageLine(said.strip(), styled=False, cell=True))
            return
        shown = [line for line in said.splitlines() if line.strip()]
        if shown:
            self.lines.append(PageLine(""))
            self.lines.extend(PageLine(line.strip(), styled=above.heading) for line in shown)
            self.lines.append(PageLine(""))


def lines(name: str, text: str) -> tuple[list[PageLine], str | None]:
    """Return the lines that the page shows, and the agency in its title."""
    if len(text) > LARGEST:
        raise ExportError(
            f"{name}: the page has {len(text):,} characters, more than {LARGEST:,}",
            hint="save the page again, without what it links to",
        )
    reader = _PortalParser(name)
    # The parser would search to the end of the text again for each tag that is not closed.
    whole = text.rfind(">") + 1
    try:
        reader.feed(text[:whole])
        reader.handle_data(text[whole:])
        reader.close()
    except AssertionError as fault:  # the parser raises this at a malformed declaration
        raise ExportError(
            f"{name}, line {reader.getpos()[0]}: this is not HTML ({fault})",
            hint="save the page again, or copy all of its text into a file",
        ) from fault
    found = re.fullmatch(r"Flock Safety - (.+?) Transparency Portal", reader.title.strip())
    return reader.lines, found[1] if found else None
