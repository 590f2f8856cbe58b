"""Nobody can work out a count of one to four from what one document shows."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from lprpolicy.model.small_cells import LEAST, CountCell, hide_cells

Lists = list[list[CountCell]]


def lists_of(atoms: Sequence[tuple[int, tuple[int, ...]]], tables: int) -> Lists:
    """Sum up atoms by each of their labels: a partition a table."""
    made = []
    for table in range(tables):
        labels = sorted({labels[table] for _, labels in atoms})
        made.append(
            [
                CountCell(
                    sum(count for count, labels in atoms if labels[table] == label),
                    frozenset(n for n, (_, labels) in enumerate(atoms) if labels[table] == label),
                )
                for label in labels
            ]
        )
    return made


def rank(rows: list[list[Fraction]]) -> int:
    found = 0
    rows = [list(row) for row in rows]
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((n for n in range(found, len(rows)) if rows[n][column]), None)
        if pivot is None:
            continue
        rows[found], rows[pivot] = rows[pivot], rows[found]
        for n in range(len(rows)):
            if n != found and rows[n][column]:
                factor = rows[n][column] / rows[found][column]
                rows[n] = [a - factor * b for a, b in zip(rows[n], rows[found], strict=True)]
        found += 1
    return found


def vector(cell: CountCell, atoms: int) -> list[Fraction]:
    return [Fraction(n in cell.parts) for n in range(atoms)]


def values_by_sum(held: Sequence[CountCell], cell: CountCell, hidden: set[object]) -> set[int]:
    """Every value that a hidden count of a list may have, by trying all of them."""
    covered = [one for one in held if one.parts in hidden]
    rest = sum(one.count for one in covered)
    ranges = [range(1, LEAST) if one.small else range(LEAST, rest + 1) for one in covered]
    place = covered.index(cell)
    return {found[place] for found in product(*ranges) if sum(found) == rest}


ATOMS = st.lists(
    st.tuples(
        st.one_of(st.integers(1, 6), st.integers(5, 60)),
        st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(0, 2)),
    ),
    min_size=1,
    max_size=9,
)


@given(ATOMS, st.lists(st.sets(st.integers(0, 8), min_size=1), max_size=3))
@example([(3, (0, 0, 0)), (20, (0, 1, 1)), (90, (1, 1, 1))], [])
@example([(3, (0, 0, 0)), (20, (1, 1, 0)), (40, (2, 1, 0))], [{1}])
def test_no_small_count_follows_from_adding_and_subtracting(
    atoms: list[tuple[int, tuple[int, ...]]], more: list[set[int]]
) -> None:
    lists = lists_of(atoms, 3)
    others = []
    for chosen in more:
        parts = frozenset(n for n in chosen if n < len(atoms))
        if parts:
            others.append(CountCell(sum(atoms[n][0] for n in parts), parts))
    found = hide_cells(lists, others)
    everything = frozenset(range(len(atoms)))
    shown = [
        cell
        for cell in (*(one for held in lists for one in held), *others)
        if found.show(cell).count is not None
    ]
    known = [vector(cell, len(atoms)) for cell in shown]
    known.append(vector(CountCell(0, everything), len(atoms)))
    before = rank(known)
    for cell in (*(one for held in lists for one in held), *others):
        if cell.small and cell.parts != everything:
            assert rank([*known, vector(cell, len(atoms))]) > before


@given(st.lists(st.integers(0, 12), min_size=1, max_size=5))
@example([90, 1, 5])
@example([90, 1, 1])
@example([4, 4, 30])
@example([5, 4])
def test_no_small_count_follows_from_a_sum(counts: list[int]) -> None:
    cells = [CountCell(count, frozenset({n})) for n, count in enumerate(counts)]
    found = hide_cells([cells])
    hidden = {cell.parts for cell in cells if cell.count and found.show(cell).count is None}
    assume(not found.folded)
    for cell in cells:
        if cell.small:
            assert len(values_by_sum(cells, cell, {*hidden})) > 1


@pytest.mark.parametrize("counts", [[1, 1, 1, 1, 1], [4, 4], [1, 5], [3]])
def test_a_list_that_always_gives_a_small_count_away_is_folded(counts: list[int]) -> None:
    cells = [CountCell(count, frozenset({n})) for n, count in enumerate(counts)]
    assert hide_cells([cells]).folded == {0}


def test_what_one_table_hides_no_other_shows() -> None:
    """A line that is the finding of a rule too is shown in both, or in neither."""
    small, beside, large = (CountCell(count, frozenset({n})) for n, count in enumerate((3, 20, 90)))
    found = hide_cells([[small, beside, large]], [beside])
    assert (str(found.show(beside)), str(found.show(large))) == ("20", "5 or more")
    both = hide_cells([[small, beside]], [beside])
    assert str(both.show(beside)) == "5 or more"
    joined = CountCell(23, small.parts | beside.parts)
    assert str(hide_cells([[small, beside, large]], [joined]).show(joined)) == "23"
