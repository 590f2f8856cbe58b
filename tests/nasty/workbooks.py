"""Small workbooks that unpack to much, reach far, or are not what they say."""

from __future__ import annotations

import io
import zipfile

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
BOOK = f'<workbook {MAIN} xmlns:r="{REL}"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>'
RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{REL}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
)
TITLES = ("Organization Name", "Networks Shared With Me", "Networks I'm Sharing")
CELL = '<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>'
HEADER = "".join(
    CELL.format(at=f"{letter}1", text=text) for letter, text in zip("ABC", TITLES, strict=True)
)


def sheet(rows: str) -> str:
    return f'<worksheet {MAIN}><sheetData><row r="1">{HEADER}</row>{rows}</sheetData></worksheet>'


def workbook(rows: str = "", pack: int = zipfile.ZIP_DEFLATED, **parts: str | bytes) -> bytes:
    """A workbook of one sheet; `parts` replaces or adds parts, with `__` for a slash."""
    named = {name.replace("__", "/").replace("_dot_", "."): text for name, text in parts.items()}
    usual = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r0" Type="{REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": BOOK,
        "xl/_rels/workbook.xml.rels": RELS,
        "xl/worksheets/sheet1.xml": sheet(rows),
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", pack) as packed:
        for name, text in (usual | named).items():
            packed.writestr(name, text)
    return made.getvalue()


def damaged(pack: int) -> bytes:
    """A workbook whose sheet has a byte that is not what was packed."""
    raw = bytearray(workbook('<row r="2"><c r="A2"/></row>' * 200, pack))
    at = raw.index(b"xl/worksheets/sheet1.xml") + len("xl/worksheets/sheet1.xml") + 20
    raw[at : at + 8] = bytes(255 - byte for byte in raw[at : at + 8])
    return bytes(raw)


def at(place: str) -> bytes:
    return workbook(f'<row r="2">{CELL.format(at=place, text="x")}</row>')


def cases() -> dict[str, bytes]:
    entity = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
    )
    long = "".join(f"<si><t>{'x' * 90_000}</t></si>" for _ in range(3))
    return {
        "a cell at A9999999999": at("A9999999999"),
        "a cell at XFD1048576": at("XFD1048576"),
        "a cell at ZZZZZZ1": at("ZZZZZZ1"),
        "a cell at nothing": at(""),
        "a row at 4294967297": workbook('<row r="4294967297"><c r="A2"/></row>'),
        "a damaged part (deflate)": damaged(zipfile.ZIP_DEFLATED),
        "a damaged part (bz2)": damaged(zipfile.ZIP_BZIP2),
        "a damaged part (LZMA)": damaged(zipfile.ZIP_LZMA),
        "a way of packing that nobody knows": workbook().replace(b"\x08\x00", b"\x09\x00"),
        "a part of 101 MB": workbook(xl__media__x=b"\0" * 101_000_000),
        "three million cells": workbook("<row r='2'>" + "<c/>" * 3_000_000 + "</row>"),
        "entities of entities": workbook(
            xl__worksheets__sheet1_dot_xml=entity + "]>" + sheet(CELL.format(at="A2", text="&j;"))
        ),
        "a text repeated in many cells": workbook(
            '<row r="2">' + '<c t="s"><v>0</v></c>' * 200_000 + "</row>",
            xl__sharedStrings_dot_xml=f"<sst {MAIN}>{long}</sst>",
        ),
        "a dimension that lies": workbook(
            xl__worksheets__sheet1_dot_xml=f'<worksheet {MAIN}><dimension ref="A1:XFD1048576"/><sheetData/></worksheet>'
        ),
        "sheets without end": workbook(
            xl__workbook_dot_xml=BOOK.replace(
                "</sheets>", '<sheet name="S" sheetId="1" r:id="r1"/>' * 50_000 + "</sheets>"
            )
        ),
        "shared texts without end": workbook(
            xl__sharedStrings_dot_xml=f'<sst {MAIN} count="4000000000">' + "<si/>" * 2_000_000
        ),
        "a zip in a zip": workbook(xl__workbook_dot_xml=workbook()),
        "a zip of nothing": b"PK\x05\x06" + b"\0" * 18,
        "a head alone": b"PK\x03\x04",
    }
