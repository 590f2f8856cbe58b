"""A PDF with text where it is asked for: just enough of the format for a reader to be tested."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field

from pdfminer.fontmetrics import FONT_METRICS

WIDTH, HEIGHT = 595, 842
VENDOR = "iText Core 7.2.3, Vigilant Solutions, LLC"
_WIDTHS = FONT_METRICS["Helvetica"][1]


def width(text: str, size: float) -> float:
    return sum(_WIDTHS[char] for char in text) * size / 1000


@dataclass
class Page:
    drawn: list[str] = field(default_factory=list)
    picture: bool = True
    boxes: str = f"/MediaBox [0 0 {WIDTH} {HEIGHT}]"
    """The page's edges and its rotation, as the file writes them."""

    def text(self, x: float, top: float, text: str, *, size: float = 11, mode: int = 0) -> None:
        """Print with the letters' top at `top`, measured from the top of the page."""
        safe = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        y = HEIGHT - top - size * 0.8
        self.drawn.append(f"BT /F1 {size} Tf {mode} Tr {x:.3f} {y:.3f} Td ({safe}) Tj ET")

    def centred(self, middle: float, top: float, text: str, *, size: float = 11) -> None:
        self.text(middle - width(text, size) / 2, top, text, size=size)

    def content(self) -> bytes:
        picture = [f"q {WIDTH} 0 0 {HEIGHT} 0 0 cm /Im1 Do Q"] if self.picture else []
        return "\n".join([*picture, *self.drawn]).encode("latin-1")


def pdf(pages: list[Page], *, producer: str = VENDOR, encrypted: bool = False) -> bytes:
    """The file's bytes: catalogue, pages, one font, one picture, compressed contents."""
    parts: dict[int, bytes] = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        3: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        4: b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray"
        b" /BitsPerComponent 8 /Length 1 >>\nstream\n\xff\nendstream",
        5: f"<< /Producer ({producer}) >>".encode("latin-1"),
    }
    kids = []
    for page in pages:
        number = 6 + 2 * len(kids)
        kids.append(f"{number} 0 R")
        parts[number] = (
            f"<< /Type /Page /Parent 2 0 R {page.boxes} /Contents {number + 1}"
            " 0 R /Resources << /Font << /F1 3 0 R >> /XObject << /Im1 4 0 R >> >> >>"
        ).encode()
        packed = zlib.compress(page.content())
        parts[number + 1] = (
            f"<< /Filter /FlateDecode /Length {len(packed)} >>\nstream\n".encode()
            + packed
            + b"\nendstream"
        )
    parts[2] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>".encode()
    out = bytearray(b"%PDF-1.7\n")
    places = {}
    for number in sorted(parts):
        places[number] = len(out)
        out += b"%d 0 obj\n" % number + parts[number] + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1)
    for number in sorted(parts):
        out += b"%010d 00000 n \n" % places[number]
    lock = b" /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >> /ID [<00> <00>]"
    secret = lock % (b"11" * 32, b"22" * 32) if encrypted else b""
    out += b"trailer\n<< /Size %d /Root 1 0 R /Info 5 0 R%s >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(parts) + 1,
        secret,
        start,
    )
    return bytes(out)
