"""Write a replay for a person at a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from textwrap import wrap
from typing import Final

from lprpolicy.write.audit.text import searches_in_all
from lprpolicy.write.escape import inert, one_line
from lprpolicy.write.replay.facts import Outcome, ReplayLine, ReplayReport

WORDS: Final = {
    Outcome.STOPPED: "would have been stopped",
    Outcome.UNKNOWN: "cannot tell",
    Outcome.LET_IN: "would have been let in",
}
_WIDTH: Final = 96


def write(report: ReplayReport) -> str:
    return "".join(f"{inert(line)}\n" for line in _lines(report))


def _lines(report: ReplayReport) -> Iterator[str]:
    yield f"Searches of {report.agency} under {one_line(report.policy)}"
    days = f" from {report.days[0]} to {report.days[1]}" if report.days else ""
    yield f"{searches_in_all(report.searches)}{days}"
    for outcome, held in groupby(report.lines, key=lambda one: one.outcome):
        yield ""
        yield WORDS[outcome]
        yield from _of_outcome(list(held))
    yield ""
    for note in report.notes:
        yield from wrap(f"note: {note}", _WIDTH, subsequent_indent="      ")


def _of_outcome(lines: list[ReplayLine]) -> Iterator[str]:
    for clause, held in groupby(lines, key=lambda one: one.clause):
        yield f"  {clause}"
        yield from (f"    {one.searches!s:>12}  {one.who}" for one in held)
