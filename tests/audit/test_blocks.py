"""Blocks of rows hold what the rows hold one by one, and refuse what they refuse."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lprpolicy.audit.blocks import read_blocks
from lprpolicy.audit.reading import begin, searches
from lprpolicy.audit.times import Printed, read_printed, read_printed_alike, read_windows_alike
from lprpolicy.audit.times import _read as read_slowly
from lprpolicy.errors import ExportError
from lprpolicy.model.search import Cells
from tests.audit.logs import ORGANIZATION, ROW, changed

Found = list[tuple[int, Cells, Printed]]
TIMES = [
    "10/02/2026, 09:30:00 AM UTC",
    "10/02/2026, 09:30:59 PM EST",
    "10/32/2026, 09:30:00 AM UTC",
    "10/02/2026, 09:30:61 AM UTC",
    "1/02/2026,  09:30:00 AM UTC",
    "10/02/2026, 9:30:00  AM UTC",
    "2026-10-02T09:30:00Z",
    "2026-10-02T09:30:00.123Z",
    "2026-10-02T09:30:00.1x3Z",
    "2026-10-02 09:30:00.123 UTC",
    "10/02/2026 09:30:00Z",
    "2026-10-02T24:30:00Z",
    "lookup",
    "",
]
ODD = [
    tuple("" for _ in ROW),
    ORGANIZATION,
    ORGANIZATION[::-1],
    ROW[:-1],
    (*ROW, ""),
    ROW[1:] + ROW[:1],
    changed(Reason=TIMES[0]),
    changed(TotalNetworksSearched="many"),
]
ROWS = st.lists(
    st.one_of(
        st.builds(
            changed,
            ID=st.sampled_from(["e1", "e2"]),
            SearchTime=st.sampled_from(TIMES[:2] * 8 + TIMES),
            TotalNetworksSearched=st.sampled_from(["1", "——", "1,204"]),
        ),
        st.sampled_from([ROW] * 12 + ODD),
    ),
    max_size=12,
)


def one_by_one(rows: Sequence[tuple[str, ...]], sheet: str | None) -> Found | str:
    read = iter(list(enumerate((ORGANIZATION, *rows), 1)))
    begun = begin("log", sheet, read)
    assert begun is not None
    try:
        return list(searches(begun, read))
    except ExportError as error:
        return str(error.message)


def in_blocks(rows: Sequence[tuple[str, ...]], sheet: str | None, size: int) -> Found | str:
    read = iter(list(enumerate((ORGANIZATION, *rows), 1)))
    begun = begin("log", sheet, read)
    assert begun is not None
    found: Found = []
    try:
        for block in read_blocks(begun, read, size):
            cells = zip(*block.columns, strict=True)
            found += zip(block.numbers, cells, block.times, strict=True)
    except ExportError as error:
        return str(error.message)
    assert begun.rows == len(found)
    return found


@given(ROWS, st.sampled_from([None, "Sheet 1"]), st.integers(1, 5))
@example([changed(SearchTime=TIMES[-1])], None, 5)
@example([ROW, tuple("" for _ in ROW)], None, 5)
def test_blocks_hold_what_rows_hold(
    rows: list[tuple[str, ...]], sheet: str | None, size: int
) -> None:
    assert in_blocks(rows, sheet, size) == one_by_one(rows, sheet)


@pytest.mark.parametrize("odd", ODD[2:4] + ODD[5:])
def test_a_row_that_is_wrong_is_refused_wherever_it_stands(odd: tuple[str, ...]) -> None:
    said = in_blocks([ROW, ROW, odd, ROW], None, 100)
    assert isinstance(said, str)
    assert "row 4" in said


DIGITS = st.text("0123456789/:-.,TZ APMUTC", max_size=28)


@given(st.one_of(st.sampled_from(TIMES), DIGITS, st.datetimes().map(str)))
@example("1/02/2026, 112:00:00 AM UTC")
@example("10/02/2026 09:30:00Z")
def test_a_time_is_the_same_whether_its_parts_are_known_or_not(text: str) -> None:
    assert read_printed(text) == read_slowly(text)
    assert read_printed(text) == read_slowly(text)


@given(st.lists(st.sampled_from(TIMES), max_size=3))
def test_times_that_are_read_together_are_as_read_alone(texts: list[str]) -> None:
    together = read_printed_alike(texts)
    if together is not None:
        assert list(together) == [read_slowly(text) for text in texts]


def test_windows_of_the_vendor_are_read_together() -> None:
    text = f"{TIMES[0]}\n{TIMES[1]}"
    assert read_windows_alike([text, text]) is not None
    assert read_windows_alike([text, text.replace("\n", " ")]) is None
    assert read_windows_alike([text, f"{TIMES[0]}\n{TIMES[2]}"]) is None
