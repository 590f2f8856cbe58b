"""A CSV file read in pieces has the rows that it has when it is read whole."""

from __future__ import annotations

import csv
import io

from hypothesis import given, settings
from hypothesis import strategies as st

from lprpolicy.errors import ExportError
from lprpolicy.tables.streamed import streamed_rows
from tests.limits import examples

TEXTS = st.text(st.sampled_from('ab,"\n é\u2028\x0b'), max_size=60)


@settings(max_examples=examples(200), deadline=None)
@given(text=TEXTS, size=st.integers(1, 20), end=st.sampled_from(["\n", "\r\n", "\r"]))
def test_pieces_of_any_size_make_the_same_rows(text: str, size: int, end: str) -> None:
    whole = text.replace("\n", end)
    raw = whole.encode()
    pieces = [raw[at : at + size] for at in range(0, len(raw), size)]
    try:
        expected = list(map(tuple, csv.reader(io.StringIO(whole, newline=""), strict=True)))
    except csv.Error:
        expected = None
    try:
        found = list(streamed_rows("list.csv", pieces))
    except ExportError:
        found = None
    assert found == (None if expected is None else list(enumerate(expected, 1)))
