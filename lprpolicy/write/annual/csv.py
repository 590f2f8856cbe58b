"""Write the figures of an annual report for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from lprpolicy.write.annual.facts import AnnualFigures
from lprpolicy.write.audit.text import searches_in_all
from lprpolicy.write.escape import csv_cell


def write(figures: AnnualFigures) -> str:
    made = io.StringIO()
    csv.writer(made, lineterminator="\n").writerows(map(csv_cell, row) for row in _rows(figures))
    return made.getvalue()


def _rows(figures: AnnualFigures) -> Iterator[tuple[str, str, str]]:
    yield "table", "line", "searches"
    yield (
        "Log",
        "all searches",
        searches_in_all(figures.searches).split(" search")[0].replace(",", ""),
    )
    for table in figures.tables:
        for line, count in table.lines:
            yield table.title, line, str(count).replace(",", "")
    for one in figures.fill_in:
        yield "Not in a log of searches", one, "fill in"
