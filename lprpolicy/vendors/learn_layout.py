"""The rows of a section, from the places of its letters.

Nothing is assumed about where a column stands: names start one above another, tables have a strip
that no letter crosses, and the lines of one cell are nearer to each other than those of two.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from lprpolicy.vendors.learn_pages import Glyph, Line, spell
from lprpolicy.vendors.learn_sections import ReportSection

_WIDE: Final = 0.75
"""A gap wider than this, in letter sizes, may separate two columns; a space is about 0.28."""
_ALIGNED: Final = 0.35
"""Lines whose starts differ by less than this, in letter sizes, start at one place."""
_TIGHT: Final = 1.72
"""Lines of one cell are at most this many letter sizes apart; the vendor sets 1.5, rows 1.87 up."""
_APART: Final = 1.12
"""Lines of two rows are at least this many times as far apart as those of one cell."""


@dataclass(frozen=True, slots=True)
class LaidRow:
    """One row of a section: the text of each column, blank where there is none, and its place."""

    page: int
    cells: tuple[str, ...]
    top: float
    bottom: float


@dataclass(slots=True)
class _LaidCell:
    column: int
    top: float
    bottom: float
    parts: list[str]


def rows(section: ReportSection) -> tuple[LaidRow, ...]:
    """Return every row in reading order: down the page, then across."""
    if section.says_none or not section.lines:
        return ()
    count = 3 if _is_table(section) else 2
    size = _median(line.size for line in section.lines)
    whole = _edges(section, section.lines, count, size)
    blocks = [block for block in section.blocks if block]
    split = [
        _columns(block, _edges(section, block, count, size, otherwise=whole)) for block in blocks
    ]
    reach = _reach(split, size, table=count == 3)
    made: list[LaidRow] = []
    for block, columns in zip(blocks, split, strict=True):
        for index, row in enumerate(_across(_cells(columns, reach), count, block[0].page)):
            if index == 0 and made and _goes_on(row.cells):
                made[-1] = _join_rows(made[-1], row)
            else:
                made.append(row)
    return tuple(made)


def _is_table(section: ReportSection) -> bool:
    return section.titles is not None and section.titles.letters.endswith("state")


def _edges(
    section: ReportSection,
    lines: Sequence[Line],
    count: int,
    size: float,
    *,
    otherwise: tuple[float, ...] = (),
) -> tuple[float, ...]:
    """Find where the second and later columns begin; `otherwise` if the lines do not show it."""
    if count == 3 and section.titles is not None:
        return otherwise or _strips(lines, _title_middles(section.titles))
    found = _second_start(lines, size)
    return otherwise if found is None else (found,)


def _second_start(lines: Sequence[Line], size: float) -> float | None:
    """The place right of the first column where most lines begin again after a wide gap.

    Where every first name reaches up to the second there is nothing to see, and both read as one.
    """
    starts: list[float] = []
    first = min(line.glyphs[0].x0 for line in lines)
    for line in lines:
        letters = [glyph for glyph in line.glyphs if not glyph.text.isspace()]
        ends = [letters[0].x0 - size, *(glyph.x1 for glyph in letters)]
        starts += [
            glyph.x0
            for end, glyph in zip(ends, letters, strict=False)
            if glyph.x0 - end > _WIDE * size
        ]
    beyond = sorted(start for start in starts if start > first + 3 * size)
    if not beyond:
        return None
    best = max(
        beyond,
        key=lambda one: (sum(abs(one - other) <= _ALIGNED * size for other in beyond), -one),
    )
    return min(start for start in beyond if abs(best - start) <= _ALIGNED * size) - 0.1 * size


def _title_middles(titles: Line) -> list[float]:
    """Return the middle of each of the words `Agency`, `City` and `State`."""
    words: list[list[Glyph]] = [[]]
    for glyph in titles.glyphs:
        last = words[-1][-1] if words[-1] else None
        if glyph.text.isspace() or (last and glyph.x0 - last.x1 > 0.2 * glyph.size):
            words.append([])
        if not glyph.text.isspace():
            words[-1].append(glyph)
    return [(word[0].x0 + word[-1].x1) / 2 for word in words if word]


def _strips(lines: Sequence[Line], middles: list[float]) -> tuple[float, ...]:
    """Between two columns' middles: the middle of the widest strip that fewest letters cross."""
    spans = [
        (glyph.x0, glyph.x1) for line in lines for glyph in line.glyphs if not glyph.text.isspace()
    ]
    return tuple(_strip(spans, left, right) for left, right in pairwise(middles))


def _strip(spans: Sequence[tuple[float, float]], left: float, right: float) -> float:
    inside = [span for span in spans if span[1] > left and span[0] < right]
    cuts = sorted({left, right, *(x for span in inside for x in span if left < x < right)})
    opened = sorted(span[0] for span in inside)
    closed = sorted(span[1] for span in inside)
    best = (0, 0.0, (left + right) / 2)
    for index, (low, high) in enumerate(pairwise(cuts)):
        middle = (low + high) / 2
        crossed = bisect_right(opened, middle) - bisect_right(closed, middle)
        this = (-crossed, high - low, middle)
        best = this if index == 0 else max(best, this)
    return best[2]


def _columns(block: Sequence[Line], edges: tuple[float, ...]) -> list[list[Line]]:
    """Cut a block's lines at the edges; a column without letters gets no line."""
    columns: list[list[Line]] = [[] for _ in range(len(edges) + 1)]
    for line in block:
        parts: list[list[Glyph]] = [[] for _ in columns]
        for glyph in line.glyphs:
            at = (glyph.x0 + glyph.x1) / 2 if len(edges) > 1 else glyph.x0
            parts[bisect_right(edges, at)].append(glyph)
        for column, part in zip(columns, parts, strict=True):
            if spell(part):
                column.append(Line(line.page, tuple(part)))
    return columns


def _reach(split: Sequence[Sequence[Sequence[Line]]], size: float, *, table: bool) -> float:
    """Return how far below another a line may stand and still belong to the same cell."""
    if table:
        reach = _reach_by_states([columns[-1] for columns in split], size)
        if reach is not None:
            return reach
    gaps = _gaps([column for columns in split for column in columns])
    for near, far in pairwise(gaps):
        if near > _TIGHT * size:
            return 0.0
        if far > near * _APART:
            return (near + min(far, 2 * near)) / 2
    lines = max((len(column) for columns in split for column in columns), default=0)
    if gaps and gaps[-1] <= _TIGHT * size and lines <= 3:
        return gaps[-1] * _APART
    return 0.0  # evenly spaced lines are rows


def _reach_by_states(states: Sequence[Sequence[Line]], size: float) -> float | None:
    """Measure a table's cells by its last column: no state wraps, so its lines show the rows."""
    last = _gaps(states)
    if last:
        usual = last[len(last) // 10]
        return min(usual / _APART, _TIGHT * size)
    if sum(len(column) for column in states) == 1:
        return _TIGHT * size  # there is one state, so all the lines belong to one row
    return None


def _gaps(columns: Sequence[Sequence[Line]]) -> list[float]:
    """Return the distances between lines that follow each other in a column, nearest first."""
    return sorted(
        low - high
        for column in columns
        for high, low in pairwise([_baseline(line) for line in column])
    )


def _baseline(line: Line) -> float:
    return _median(glyph.bottom for glyph in line.glyphs if not glyph.text.isspace())


def _cells(columns: Sequence[Sequence[Line]], reach: float) -> list[_LaidCell]:
    """Put the lines of each column into cells."""
    found: list[_LaidCell] = []
    for index, column in enumerate(columns):
        before: float | None = None
        for line in column:
            at = _baseline(line)
            if before is not None and at - before <= reach:
                found[-1].parts.append(line.text)
                found[-1].bottom = line.bottom
            else:
                found.append(_LaidCell(index, line.top, line.bottom, [line.text]))
            before = at
    return found


def _across(found: list[_LaidCell], count: int, page: int) -> list[LaidRow]:
    """Join the cells that stand side by side into rows."""
    made: list[list[_LaidCell]] = []
    for cell in sorted(found, key=lambda one: (one.top, one.column)):
        if made and _is_beside(made[-1], cell):
            made[-1].append(cell)
        else:
            made.append([cell])
    return [
        LaidRow(
            page,
            tuple(
                next((_text(cell.parts) for cell in row if cell.column == column), "")
                for column in range(count)
            ),
            min(cell.top for cell in row),
            max(cell.bottom for cell in row),
        )
        for row in made
    ]


def _is_beside(row: list[_LaidCell], cell: _LaidCell) -> bool:
    top, bottom = min(one.top for one in row), max(one.bottom for one in row)
    shared = min(bottom, cell.bottom) - max(top, cell.top)
    free = all(one.column != cell.column for one in row)
    return free and shared > 0.5 * min(bottom - top, cell.bottom - cell.top)


def _text(parts: list[str]) -> str:
    """Join the lines of a cell; a word broken at its hyphen becomes one again."""
    text = parts[0]
    for part in parts[1:]:
        inside = text.endswith("-") and not text.endswith(" -")
        text += part if inside else f" {part}"
    return text


def _goes_on(cells: tuple[str, ...]) -> bool:
    """Whether the first row of a page is the rest of the last row of the page before."""
    first, *rest = cells
    if not first:
        return True
    bracket = first.startswith("(") and first.endswith(")")
    return not any(rest) and (len(cells) == 3 or bracket)


def _join_rows(row: LaidRow, rest: LaidRow) -> LaidRow:
    both = zip(row.cells, rest.cells, strict=True)
    cells = tuple(_text([part for part in pair if part] or [""]) for pair in both)
    return replace(row, cells=cells)


def _median(values: Iterable[float]) -> float:
    ordered = sorted(values)
    return ordered[len(ordered) // 2]
