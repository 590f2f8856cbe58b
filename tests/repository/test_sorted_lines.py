"""Lines are found alike whether a text is searched or was split into lines."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lprpolicy.repository.sorted_lines import SortedLines

CELLS = st.text("ab é-", min_size=1, max_size=4)


@given(st.lists(st.tuples(CELLS, CELLS), max_size=20), CELLS)
def test_the_lines_under_a_cell_are_those_that_begin_with_it(
    rows: list[tuple[str, str]], asked: str
) -> None:
    lines = sorted(("\t".join(row) for row in rows), key=str.encode)
    text = "".join(f"{line}\n" for line in ("# a head", *lines)).encode()
    searched = SortedLines(text, start=len(b"# a head\n"), many=2)
    expected = [line for line in lines if line.split("\t")[0] == asked]
    assert list(searched) == lines
    for _ in range(4):
        assert list(searched.under(asked)) == expected
    for line in lines:
        assert list(searched.under(line)) == []
        assert line in searched.under(line.split("\t")[0])


@given(st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=20), CELLS, CELLS)
def test_a_line_with_a_cell_inside_is_found_wherever_it_is_likely(
    rows: list[tuple[str, str, str]], asked: str, likely: str
) -> None:
    lines = sorted({"\t".join(row) for row in rows}, key=str.encode)
    text = "".join(f"{line}\n" for line in ("# a\thead\t", *lines)).encode()
    have = [line for line in lines if line.split("\t")[1] == asked]
    first = [line for line in have if line.startswith(likely)]
    found = SortedLines(text, start=len(b"# a\thead\t\n")).with_cell(asked, likely=likely)
    assert found == next(iter(first or have), None)
