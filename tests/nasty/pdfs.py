"""Small PDFs that make a reader work without end, or ask for all of the memory."""

from __future__ import annotations

import zlib

FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
PAGES = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources 5 0 R>>"
CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
RESOURCES = b"<</Font<</F1 6 0 R>>>>"
TEXT = b"BT /F1 12 Tf 72 700 Td (Agency Data Sharing Report) Tj ET"


def stream(content: bytes, more: bytes = b"") -> bytes:
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), more, content)


def pdf(objects: dict[int, bytes], trailer: bytes = b"") -> bytes:
    """Objects by number; the usual ones for one page are there unless they are given."""
    usual = {1: CATALOG, 2: PAGES, 3: PAGE, 4: stream(TEXT), 5: RESOURCES, 6: FONT}
    made = bytearray(b"%PDF-1.7\n")
    places = {}
    for number, content in sorted((usual | objects).items()):
        places[number] = len(made)
        made += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(made)
    made += b"xref\n0 1\n0000000000 65535 f \n"
    for number, at in places.items():
        made += b"%d 1\n%010d 00000 n \n" % (number, at)
    size = max(places) + 1
    made += b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (size, trailer, start)
    return bytes(made)


def drawn(content: bytes, more: bytes = b"") -> bytes:
    return pdf({4: stream(content, more)})


def flate(content: bytes, times: int = 1, more: bytes = b"") -> bytes:
    names = b"/FlateDecode" * times
    for _ in range(times):
        content = zlib.compress(content, 9)
    return drawn(content, b"/Filter[%s]%s" % (names, more))


def _blanks(megabytes: int) -> bytes:
    """Compress this many megabytes of blanks without holding them all."""
    packing = zlib.compressobj(9)
    pieces = [packing.compress(b" " * 1_000_000) for _ in range(megabytes)]
    return b"".join([*pieces, packing.flush()])


def forms(count: int, each: int) -> bytes:
    """Forms that each draw the next one several times."""
    objects: dict[int, bytes] = {4: stream(b"/X0 Do"), 5: b"<</XObject<</X0 10 0 R>>>>"}
    for number in range(count):
        more = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X0 %d 0 R>>>>" % (
            11 + number
        )
        objects[10 + number] = stream(b"/X0 Do " * each, more)
    return pdf(objects | {10 + count: stream(TEXT, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]")})


def composite(widths: bytes, cmap: bytes = b"") -> bytes:
    """A font of many letters."""
    inner = b"<</Type/Font/Subtype/CIDFontType2/BaseFont/A/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/W[%s]/FontDescriptor 8 0 R>>"
    font = b"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[7 0 R]/ToUnicode 9 0 R>>"
    return pdf(
        {
            6: font,
            7: inner % widths,
            8: b"<</Type/FontDescriptor/FontName/A/Flags 4/FontBBox[0 0 9 9]/Ascent 9/Descent 0>>",
            9: stream(cmap),
        }
    )


def cases() -> dict[str, bytes]:
    return {
        "widths of four billion letters": composite(b"0 4000000000 1"),
        "a table of letters from 0 to ffffffff": composite(
            b"",
            b"1 begincodespacerange <00> <ff> endcodespacerange\n1 beginbfrange <00000000> <ffffffff> <0041> endbfrange",
        ),
        "forms that draw each other": forms(10, 10),
        "a form that draws itself": forms(1, 1).replace(b"/X0 11 0 R", b"/X0 10 0 R"),
        "two filters around 400 MB": drawn(
            zlib.compress(_blanks(400), 9), b"/Filter[/FlateDecode/FlateDecode]"
        ),
        "a filter around 40 MB of blanks": drawn(_blanks(40), b"/Filter/FlateDecode"),
        "a filter around rectangles": flate(b"0 0 1 1 re f\n" * 1_500_000),
        "a filter around open brackets": flate(b"[" * 3_000_000),
        "a filter around open dictionaries": flate(b"<<" * 1_000_000),
        "a filter around open strings": flate(b"(" * 3_000_000),
        "saved states without end": flate(b"q " * 3_000_000),
        "inline pictures without end": flate(b"BI ID " * 500_000),
        "letters without end": flate(b"BT /F1 1 Tf " + b"(aaaaaaaaaa) Tj " * 200_000 + b"ET"),
        "a predictor of huge rows": flate(
            b"x" * 1000,
            1,
            b"/DecodeParms<</Predictor 15/Columns 2000000000/Colors 32/BitsPerComponent 16>>",
        ),
        "ASCII85 in ASCII85": drawn(b"z" * 200_000 + b"~>", b"/Filter[/ASCII85Decode]"),
        "runs of letters": drawn(b"\x81 " * 200_000 + b"\x80", b"/Filter[/RunLengthDecode]"),
        "LZW that is not": drawn(b"\x80\x0b\x60" * 9_000, b"/Filter[/LZWDecode]"),
        "a hundred filters": drawn(b"00>", b"/Filter[%s]" % (b"/ASCIIHexDecode" * 100)),
        "pages that hold themselves": pdf({2: b"<</Type/Pages/Kids[2 0 R 3 0 R]/Count 2>>"}),
        "a page without end": pdf({3: PAGE.replace(b"612 792", b"1e38 1e38")}),
        "one page 100,000 times": pdf(
            {2: b"<</Type/Pages/Kids[%s]/Count 100000>>" % (b"3 0 R " * 100_000)}
        ),
        "a table of places that goes back to itself": pdf({}, b"/Prev 9"),
        "a table that says four billion": pdf({}).replace(b"xref\n0 1\n", b"xref\n0 4000000000\n"),
        "objects nested 100,000 deep": pdf({5: b"[" * 100_000}),
        "a length that is itself": pdf({4: b"<</Length 4 0 R>>stream\nx\nendstream"}),
        "an object that is itself": pdf({5: b"5 0 R"}),
        "an encryption that nobody knows": pdf(
            {7: b"<</Filter/Standard/V 9/R 9/O(x)/U(x)/P 1>>"}, b"/Encrypt 7 0 R/ID[(a)(b)]"
        ),
        "a head alone": b"%PDF-1.7\n",
        "a number of 100,000 digits": pdf({3: PAGE.replace(b"612", b"9" * 100_000)}),
    }
