"""Merged cells. A workbook keeps their text in the first, and a reader finds the others blank."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from lprpolicy.errors import ExportError

Corner = tuple[int, int]
_MOST: Final = 1_000_000
"""The most cells that are filled; ranges may overlap, so the sheet's own size is no limit."""


def fill_merged(at: str, grid: list[list[Any]], ranges: Iterable[tuple[Corner, Corner]]) -> None:
    """Write the text of cells merged down a column into each; refuse it across columns.

    Down a column it says the same of each row. Across columns nobody can tell which it means,
    except above the table, where it is a title.
    """
    filled = 0
    head = next((n for n, row in enumerate(grid) if any(str(cell).strip() for cell in row)), 0)
    for (top, left), (bottom, right) in ranges:
        if top >= len(grid) or left >= len(grid[top]) or not str(grid[top][left]).strip():
            continue
        if left != right:
            if top == head:
                continue
            raise ExportError(
                f"{at}, row {top + 1}, column {left + 1}: the cell is merged across columns",
                hint="download the CSV; it does not say which column the cell is for",
            )
        last = min(bottom, len(grid) - 1)
        filled += last - top
        if filled > _MOST:
            raise ExportError(
                f"{at}: more than {_MOST:,} cells are merged",
                hint="download the export again, or the CSV",
            )
        for row in grid[top + 1 : last + 1]:
            row[left] = grid[top][left]
