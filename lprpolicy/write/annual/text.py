"""Write the figures of an annual report for a person."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from lprpolicy.write.annual.facts import AnnualFigures
from lprpolicy.write.audit.text import searches_in_all
from lprpolicy.write.escape import inert


def write(figures: AnnualFigures) -> str:
    return "".join(f"{inert(line)}\n" for line in _lines(figures))


def _lines(figures: AnnualFigures) -> Iterator[str]:
    yield f"Figures for the annual report of {figures.agency}"
    yield f"law: {figures.law}"
    days = f", {figures.days[0]} to {figures.days[1]}" if figures.days else ""
    yield f"{searches_in_all(figures.searches)} in the log{days}"
    for table in figures.tables:
        yield ""
        yield table.title
        width = max((len(str(count)) for _, count in table.lines), default=0)
        for line, count in table.lines:
            yield f"  {count!s:>{width}}  {line}"
    yield ""
    yield "Not in a log of searches: fill in"
    yield from (f"  ______  {one}" for one in figures.fill_in)
    yield ""
    for note in figures.notes:
        yield from wrap(f"note: {note}", 96, subsequent_indent="      ")
