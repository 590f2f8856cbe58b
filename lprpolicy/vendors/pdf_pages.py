"""A PDF's pages as pdfminer draws them: letters, pictures and edges, measured from the top left.

pdfminer measures from the bottom of the page's box (MediaBox), in points, after its rotation.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from pdfminer.layout import LTItem
    from pdfminer.pdfinterp import PDFResourceManager
    from pdfminer.pdfpage import PDFPage


class Box(NamedTuple):
    """A part of a page, in points. `top` and `bottom` grow downwards."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def area(self) -> float:
        return (self.x1 - self.x0) * (self.bottom - self.top)


class Letter(NamedTuple):
    """One letter as it is printed, with the name of its font."""

    text: str
    box: Box
    size: float
    upright: bool
    font: str


@dataclass(frozen=True, slots=True)
class PdfPage:
    """What is drawn on one page, and the `box` and the `crop` within which it is seen."""

    letters: tuple[Letter, ...]
    pictures: tuple[Box, ...]
    box: Box
    crop: Box


@dataclass(frozen=True, slots=True)
class OpenPdf:
    """The pages in the file's order, not drawn yet, and what the file says of its maker.

    Drawing a page unpacks its streams: look at them first to see them as they are in the file.
    """

    programs: tuple[str, ...]
    sources: tuple[PDFPage, ...]
    fonts: PDFResourceManager

    def draw(self, source: PDFPage) -> PdfPage:
        """Draw one of the pages; raises what pdfminer raises."""
        from pdfminer.converter import PDFPageAggregator
        from pdfminer.layout import LTChar, LTImage
        from pdfminer.pdfinterp import PDFPageInterpreter

        device = PDFPageAggregator(self.fonts)
        PDFPageInterpreter(self.fonts, device).process_page(source)
        drawn = device.get_result()
        letters: list[Letter] = []
        pictures: list[Box] = []
        for item in _items(drawn):
            if isinstance(item, LTChar):
                box = _turn(item.bbox, drawn.height)
                name = str(item.fontname)
                letters.append(Letter(item.get_text(), box, item.size, item.upright, name))
            elif isinstance(item, LTImage):
                pictures.append(_turn(item.bbox, drawn.height))
        return PdfPage(
            tuple(letters),
            tuple(pictures),
            Box(0.0, 0.0, drawn.width, drawn.height),
            _turn(_place(source.cropbox, source), drawn.height),
        )


def open_document(raw: bytes) -> OpenPdf:
    """Read the file's table of pages; raises what pdfminer raises."""
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfinterp import PDFResourceManager
    from pdfminer.pdfpage import PDFPage
    from pdfminer.pdfparser import PDFParser

    document = PDFDocument(PDFParser(io.BytesIO(raw)))
    told: dict[str, Any] = {}
    for info in document.info:
        told |= info
    programs = [_text(told.get(key)) for key in ("Producer", "Creator")]
    sources = tuple(PDFPage.create_pages(document))
    known = tuple(dict.fromkeys(text for text in programs if text))
    return OpenPdf(known, sources, PDFResourceManager())


def _text(value: object) -> str:
    """Return a text of the file's own information; anything else is none."""
    from pdfminer.pdftypes import resolve1
    from pdfminer.psparser import PSLiteral, literal_name
    from pdfminer.utils import decode_text

    said = resolve1(value)
    if isinstance(said, PSLiteral):
        return literal_name(said)
    if isinstance(said, bytes):
        return decode_text(said)
    return said if isinstance(said, str) else ""


def _items(within: Any) -> Iterator[LTItem]:
    """Yield every letter and picture of a page, those of its figures too."""
    from pdfminer.layout import LTContainer

    open_ = [iter(within)]
    while open_:
        item = next(open_[-1], None)
        if item is None:
            open_.pop()
        elif isinstance(item, LTContainer):
            open_.append(iter(item))
        else:
            yield item


def _place(box: tuple[float, ...], source: PDFPage) -> tuple[float, float, float, float]:
    """Put a box of the file where pdfminer puts what is drawn: turned, from the page's corner."""
    x0, y0, x1, y1 = source.mediabox
    left, right = sorted((box[0], box[2]))
    low, high = sorted((box[1], box[3]))
    match source.rotate:
        case 90:
            return low - y0, x1 - right, high - y0, x1 - left
        case 180:
            return x1 - right, y1 - high, x1 - left, y1 - low
        case 270:
            return y1 - high, left - x0, y1 - low, right - x0
        case _:
            return left - x0, low - y0, right - x0, high - y0


def _turn(box: tuple[float, float, float, float], height: float) -> Box:
    x0, low, x1, high = box
    return Box(min(x0, x1), height - max(low, high), max(x0, x1), height - min(low, high))
