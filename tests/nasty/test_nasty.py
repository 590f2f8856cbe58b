"""No small file stops the program: each is read, or refused with one clear error.

Each is read in a process that is killed beyond 4 seconds of processor time and 300 MB, whatever
the clock says; what comes back has bounds of its own.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from contextlib import suppress
from functools import cache

import pytest

from lprpolicy.errors import ExportError
from lprpolicy.model.lists import ListName
from lprpolicy.repository.reading import observe, read_list
from tests.nasty import pdfs, texts, workbooks

LIMITS = "cannot be read within the limits"
DAMAGED = "is damaged or cut off"
SLOW = {
    "a table of letters from 0 to ffffffff": LIMITS,
    "forms that draw each other": LIMITS,
    "a filter around rectangles": LIMITS,
}
PDFS = SLOW | {
    "widths of four billion letters": LIMITS,
    "two filters around 400 MB": LIMITS,
    "a filter around 40 MB of blanks": DAMAGED,
    "a form that draws itself": "x.pdf",  # older pdfminer stops, newer ones draw it once
}
WORKBOOKS = {
    "a cell at A9999999999": "at 'A9999999999', no place",
    "a cell at XFD1048576": "reaches to row 1,048,576 and column 16,384",
    "a cell at ZZZZZZ1": "at 'ZZZZZZ1', no place",
    "a cell at nothing": "at '', no place",
    "a row at 4294967297": "at '4294967297', no place",
    "a damaged part (deflate)": "the workbook is damaged",
    "a damaged part (bz2)": "the workbook is damaged",
    "a damaged part (LZMA)": "the workbook is damaged",
    "a way of packing that nobody knows": "the workbook is damaged",
    "a part of 101 MB": "unpacks to 101,",
    "a text repeated in many cells": "repeats a text of 90,022 bytes",
    "a zip of nothing": "not an export that lprpolicy knows",
    "a head alone": "the workbook is damaged",
}
TABLES = {
    "one cell of 200,000 letters and a stray mark": "row 2, column 1: a cell has more than",
    "500,000 commas in the header": "row 1: the row has 500,003 cells, more than the 1,000",
    "900,000 quotation marks": "row 2, column 1: a cell has more than",
    "a NUL": "line 2: the text holds a NUL",
    "a mark that is never closed": "row 2, column 1: a cell has more than",
    "300,000 rows": "gives 150,000 outbound rows, more than the 10,000",
    "half of UTF-16": "is not UTF-16 text",
    "UTF-16 with half of a character": "is not UTF-16 text",
    "lines that end in three ways": "the row has 1 cells",
    "a cell of 32 MB of blanks": "a cell has more than",
    "bytes that are no text": "is not UTF-8 text",
}
PORTALS = {
    "JSON nested 300,000 deep": "not JSON",
    "mappings nested 100,000 deep": "not JSON",
    "a number of a million digits": "not JSON",
    "1e999999": "no whole number",
    "NaN": "no whole number",
    "a key twice": "stands twice",
    "half of a character in a name": "half of a character, U+D800",
    "half of a character in a policy": "half of a character, U+DFFF",
    "a list of numbers": "no list of names",
    "300,000 keys": "60,005 notes, more than the 10,000",
    "100,000 names": "100,000 outbound rows, more than the 10,000",
    "JSON without an end": "not JSON",
    "HTML nested 200,000 deep": "nested deeper than 1,000",
    "100,000 names in the page": "outbound rows, more than the 10,000",
}
KINDS: dict[str, tuple[str, str | None, Callable[[], dict[str, bytes]], dict[str, str]]] = {
    "pdf": ("x.pdf", None, pdfs.cases, PDFS),
    "xlsx": ("x.xlsx", None, workbooks.cases, WORKBOOKS),
    "csv": ("x.csv", "flock-sharednetworks", texts.tables, TABLES),
    "portal": ("portal", "flock-portal", texts.portals, PORTALS),
}
ALL = [(kind, case) for kind, (_, _, cases, _) in KINDS.items() for case in cases()]
made = {kind: cache(one[2]) for kind, one in KINDS.items()}


def test_there_are_many() -> None:
    assert len(ALL) >= 75
    for kind, (_, _, _, due) in KINDS.items():
        assert set(due) <= set(made[kind]()), kind


@pytest.mark.parametrize(("kind", "case"), ALL, ids=lambda one: one)
def test_a_nasty_export_is_read_or_refused(kind: str, case: str) -> None:
    name, format_, _, due = KINDS[kind]
    raw = made[kind]()[case]
    assert len(raw) < 1_000_000
    if case in due:
        with pytest.raises(ExportError, match=re.escape(due[case])) as raised:
            observe(name, raw, format=format_)
        assert raised.value.message.startswith(name)
        assert raised.value.hint
        return
    with suppress(ExportError):  # whether there is something to read in it is not the point
        assert len(observe(name, raw, format=format_).shares) <= 10_000


LISTS = {
    "500,000 commas": (b"name,state,kind" + b"," * 500_000, "more than the 1,000"),
    "100,000 rows": (b"name,state,kind\n" + b"a,CT,\n" * 100_000, "more than the 10,000"),
    "a long cell": (b"name,state,kind\n" + b"a" * 300_000, "a cell has more than"),
    "a NUL": (b"name,state,kind\n\0", "a NUL character"),
    "a cell at A9999999999": (workbooks.at("A9999999999"), "no place"),
    "a damaged part": (workbooks.damaged(14), "is damaged"),
    "a head alone": (b"PK\x03\x04", "is damaged"),
    "a PDF": (pdfs.pdf({}), "no column"),
}


@pytest.mark.parametrize("case", LISTS)
@pytest.mark.parametrize("which", list(ListName))
def test_a_nasty_list_is_refused(which: ListName, case: str) -> None:
    raw, _ = LISTS[case]
    with pytest.raises(ExportError) as raised:
        read_list(which, "list", raw, on=dt.date(2026, 1, 31), title="A list")
    assert raised.value.message.startswith("list")
    if which is ListName.NEUTRAL:
        assert LISTS[case][1] in raised.value.message
