"""Formulas in a workbook. Their result is computed, so one file could show two different texts."""

from __future__ import annotations

import io
import re
import zipfile
from bisect import bisect_right
from collections.abc import Collection
from typing import Final

from lprpolicy.errors import ExportError

_FORMULA: Final = re.compile(rb"<(?:\w+:)?f[\s/>]")
_CELL: Final = re.compile(rb"""<(?:\w+:)?c\b[^>]*?\br\s*=\s*["']([A-Za-z]{1,4})(\d{1,9})["']""")
_SHEET: Final = re.compile(rb"<(?:\w+:)?sheet\b([^>]*)>")
_LINK: Final = re.compile(rb"<(?:\w+:)?Relationship\b([^>]*)>")


def refuse_formulas(name: str, raw: bytes, only: Collection[str] | None = None) -> None:
    """Raise an ExportError at the first formula of a workbook, or of some of its sheets."""
    with zipfile.ZipFile(io.BytesIO(raw)) as packed:
        titles = _titles(packed)
        for part in sorted(packed.namelist()):
            if not part.startswith("xl/worksheets/") or not part.endswith(".xml"):
                continue
            content = packed.read(part)
            found = _FORMULA.search(content)
            if found is not None:
                sheet = titles.get(part.removeprefix("xl/"), part)
                if only is not None and sheet not in only and sheet != part:
                    continue
                raise ExportError(
                    f"{name}, sheet {sheet!r}{_place(content, found.start())}: "
                    "the cell holds a formula, not text",
                    hint="download the list again; in a copy, paste the cells as values",
                )


def _place(content: bytes, at: int) -> str:
    cells = list(_CELL.finditer(content, 0, at))
    place = bisect_right([cell.start() for cell in cells], at)
    if not place:
        return ""
    letters, row = cells[place - 1].groups()
    column = 0
    for letter in letters.upper():
        column = column * 26 + letter - 64
    return f", row {row.decode()}, column {column}"


def _titles(packed: zipfile.ZipFile) -> dict[str, str]:
    """Return the name of each part's sheet."""
    parts = set(packed.namelist())
    links = "xl/_rels/workbook.xml.rels"
    targets = {
        _attribute(link[1], b"Id"): _attribute(link[1], b"Target").removeprefix("/xl/")
        for link in (_LINK.finditer(packed.read(links)) if links in parts else ())
    }
    return {
        targets.get(_attribute(sheet[1], rb"\w+:id"), ""): _attribute(sheet[1], b"name")
        for sheet in _SHEET.finditer(packed.read("xl/workbook.xml"))
    }


def _attribute(text: bytes, name: bytes) -> str:
    found = re.search(rb"(?<![\w:])" + name + rb"""\s*=\s*["']([^"']*)["']""", text)
    return found[1].decode("utf-8", "replace") if found else ""
