"""A PDF's letters with their places, put into lines, and the signs that a page was scanned."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from lprpolicy.errors import ExportError
from lprpolicy.vendors.pdf_pages import OpenPdf, PdfPage, open_document

if TYPE_CHECKING:
    from pdfminer.pdfpage import PDFPage

MOST_PAGES: Final = 2000
_UNPACKED: Final = 20_000_000
"""The most unpacked bytes that draw one page; a real page has about 50,000."""
_SAME_LINE = 0.5
"""Letters whose middles differ by less than this, in letter sizes, stand on one line."""
_WORD_GAP = 0.18
"""A gap wider than this, in letter sizes, is a space, even where the file has none."""
_TWICE = 0.12
"""The same letter twice within this distance, in letter sizes, was printed twice to look bold."""

_OCR_PROGRAM = re.compile(
    r"tesseract|ocr|abbyy|finereader|paper ?capture|scan|omnipage|nuance|kofax|readiris|paperport"
    r"|canon|xerox|ricoh|konica|kyocera|toshiba|sharp mx|lexmark|epson|brother|fujitsu|paperstream",
    re.I,
)
_VENDOR_PROGRAM = re.compile(r"itext|vigilant|motorola", re.I)
_OCR_FONT = re.compile(r"glyphless|hiddenhorz|invisible|ocr", re.I)
_INVISIBLE = re.compile(rb"(?<![\d.])3\s+Tr\b")


class Glyph(NamedTuple):
    """One printed letter. `top` and `bottom` grow downwards."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float


@dataclass(frozen=True, slots=True)
class Line:
    """Letters at one height of one page, from left to right."""

    page: int
    glyphs: tuple[Glyph, ...]

    @property
    def top(self) -> float:
        return min(glyph.top for glyph in self.glyphs)

    @property
    def bottom(self) -> float:
        return max(glyph.bottom for glyph in self.glyphs)

    @property
    def size(self) -> float:
        sizes = sorted(glyph.size for glyph in self.glyphs)
        return sizes[len(sizes) // 2]

    @property
    def text(self) -> str:
        return spell(self.glyphs)

    @property
    def letters(self) -> str:
        """The bare letters, so that a heading is known whatever its spaces and hyphens are."""
        return "".join(char for char in self.text.casefold() if char.isalnum())


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page: its lines, and whether something about it says that it is a picture."""

    number: int
    lines: tuple[Line, ...]
    covered: bool
    hidden: bool
    outside: bool = False
    """Whether it has letters beyond its edges, where nobody sees them; they are left out."""


@dataclass(frozen=True, slots=True)
class Sheets:
    """The pages in the file's order, and by what program the file says it was made."""

    program: str
    sheets: tuple[Sheet, ...]

    @property
    def scanned(self) -> str | None:
        """Why the text is taken for a machine's reading of a picture; None if it is not.

        The vendor prints a picture under every page too, so a picture alone proves nothing.
        """
        if _OCR_PROGRAM.search(self.program):
            return f"the file was made by {self.program}"
        for sheet in self.sheets:
            if sheet.hidden:
                return f"page {sheet.number} has invisible text over a picture"
        covered = [sheet.number for sheet in self.sheets if sheet.covered]
        if covered and not _VENDOR_PROGRAM.search(self.program):
            maker = self.program or "an unnamed program"
            return f"page {covered[0]} is covered by a picture and the file was made by {maker}"
        return None


def spell(glyphs: Iterable[Glyph]) -> str:
    """Return the text of letters on one line, with a space wherever one can be seen."""
    parts: list[str] = []
    end: float | None = None
    for glyph in glyphs:
        blank = glyph.text.isspace()
        gap = end is not None and glyph.x0 - end > _WORD_GAP * glyph.size
        if gap and not blank and parts and not parts[-1].isspace():
            parts.append(" ")
        parts.append(" " if blank else glyph.text)
        end = glyph.x1
    return "".join(parts).strip()


def sheets(name: str, raw: bytes) -> Sheets:
    """Read the pages of a PDF; whatever is wrong with the file becomes an ExportError."""
    from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
    from pdfminer.psexceptions import PSException

    # pdfminer trusts a file's structure, so a damaged file makes its plain Python code fail.
    # Overwriting bytes and words of real files raised AssertionError, AttributeError, IndexError,
    # TypeError and ValueError. The libraries under that code raise the others.
    plain = (
        ArithmeticError,  # zero or endless matrices
        AssertionError,  # its own checks of tokens
        AttributeError,  # None where a dictionary is due
        EOFError,  # streams that end early
        LookupError,  # missing keys, short arrays, unknown encodings
        OSError,  # a position before the start of the file
        RuntimeError,  # objects that hold themselves, filters and ciphers it does not know
        TypeError,  # numbers where names are due
        ValueError,  # numbers and text that do not decode
        struct.error,  # fonts cut off in the middle
        zlib.error,  # compressed streams that are not
    )
    try:
        return _sheets(name, open_document(raw))
    except ExportError:
        raise
    except (PDFEncryptionError, PDFPasswordIncorrect) as fault:
        raise ExportError(
            f"{name}: the PDF is encrypted",
            hint="save it without a password, or download the report again",
        ) from fault
    except (PSException, *plain) as fault:
        raise ExportError(
            f"{name}: the PDF is damaged or cut off ({type(fault).__name__})",
            hint="download the report again",
        ) from fault


def _sheets(name: str, document: OpenPdf) -> Sheets:
    count = len(document.sources)
    if count > MOST_PAGES:
        raise ExportError(
            f"{name}: the PDF has {count:,} pages, more than the {MOST_PAGES:,} read",
            hint="a sharing report has about one page for 60 agencies",
        )
    found = tuple(_sheet(name, document, number) for number in range(1, count + 1))
    if not any(sheet.lines for sheet in found):
        pages = f"{len(found)} page{'' if len(found) == 1 else 's'}"
        raise ExportError(
            f"{name}: the PDF has no text on its {pages}; it is a picture of a report",
            hint="download the report from the vendor instead of scanning it, or run OCR over it",
        )
    return Sheets(", ".join(document.programs), found)


def _sheet(name: str, document: OpenPdf, number: int) -> Sheet:
    source = document.sources[number - 1]
    streams = list(_streams(source))
    if any(_cut_off(stream) for stream in streams):
        raise ExportError(
            f"{name}, page {number}: what is printed on it is damaged or cut off",
            hint="download the report again",
        )
    page = document.draw(source)
    glyphs = []
    for letter in page.letters:
        if letter.text.startswith("(cid:"):
            raise ExportError(
                f"{name}, page {number}: the font does not say which letters it prints",
                hint="download the report again; a PDF printed to a file may lose its letters",
            )
        if letter.upright:
            x0, top, x1, bottom = letter.box
            text = letter.text.replace("\xa0", " ")
            glyphs.append(Glyph(text, x0, x1, top, bottom, letter.size))
    shown = [glyph for glyph in glyphs if _is_on(page, glyph)]
    covered = any(picture.area >= 0.7 * page.box.area for picture in page.pictures)
    hidden = covered and (
        any(_OCR_FONT.search(letter.font) for letter in page.letters)
        or any(_INVISIBLE.search(stream.get_data()) for stream in streams)
    )
    return Sheet(
        number,
        tuple(_lines(shown, number)),
        covered=covered,
        hidden=hidden,
        outside=any(glyph.text.strip() for glyph in {*glyphs} - {*shown}),
    )


def _is_on(page: PdfPage, glyph: Glyph) -> bool:
    """Whether the middle of a letter is within the page and the part of it that is shown."""
    x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
    return all(
        left <= x <= right and top <= y <= bottom
        for left, top, right, bottom in (page.box, page.crop)
    )


def _streams(page: PDFPage) -> Iterator[Any]:
    """Yield what draws a page: its instructions, the forms it names, its fonts' letter tables."""
    from pdfminer.pdftypes import PDFStream, resolve1
    from pdfminer.psparser import LIT

    resources = resolve1(page.resources) or {}
    forms = resolve1(resources.get("XObject")) or {}
    fonts = [resolve1(font) for font in (resolve1(resources.get("Font")) or {}).values()]
    letters = [font.get("ToUnicode") for font in fonts if isinstance(font, dict)]
    for found in (*page.contents, *forms.values(), *letters):
        stream = resolve1(found)
        if isinstance(stream, PDFStream) and stream.get("Subtype") is not LIT("Image"):
            yield stream


def _cut_off(stream: Any) -> bool:
    """Whether a compressed stream ends early; pdfminer prints its beginning and says nothing."""
    from pdfminer.pdftypes import LITERALS_FLATE_DECODE

    filters = stream.get_filters()
    if stream.rawdata is None or not filters or filters[0][0] not in LITERALS_FLATE_DECODE:
        return False
    packed = stream.rawdata
    if stream.decipher:
        packed = stream.decipher(stream.objid, stream.genno, packed, stream.attrs)
    unpacking = zlib.decompressobj()
    try:
        unpacking.decompress(packed, _UNPACKED)
    except zlib.error:
        return True
    return not unpacking.eof


def _lines(glyphs: list[Glyph], page: int) -> Iterator[Line]:
    """Group letters by height, then order them from left to right."""
    row: list[Glyph] = []
    middle = 0.0
    for glyph in sorted(glyphs, key=lambda one: (one.top + one.bottom, one.x0)):
        at = (glyph.top + glyph.bottom) / 2
        if row and at - middle > _SAME_LINE * min(glyph.size, row[0].size):
            yield from _line(row, page)
            row = []
        if not row:
            middle = at
        row.append(glyph)
    yield from _line(row, page)


def _line(row: list[Glyph], page: int) -> Iterator[Line]:
    kept: list[Glyph] = []
    for glyph in sorted(row, key=lambda one: (one.x0, one.x1)):
        again = kept and kept[-1].text == glyph.text
        if not (again and abs(glyph.x0 - kept[-1].x0) < _TWICE * glyph.size):
            kept.append(glyph)
    if any(not glyph.text.isspace() for glyph in kept):
        yield Line(page, tuple(kept))
