"""Write a replay in Markdown, for a report to a council."""

from __future__ import annotations

from collections.abc import Iterator

from lprpolicy.write.audit.text import searches_in_all
from lprpolicy.write.escape import markdown
from lprpolicy.write.replay.facts import ReplayReport
from lprpolicy.write.replay.text import WORDS


def write(report: ReplayReport) -> str:
    return "\n".join(_lines(report)) + "\n"


def _lines(report: ReplayReport) -> Iterator[str]:
    yield f"# Searches of {markdown(report.agency)} under {markdown(report.policy)}"
    yield ""
    days = f", {report.days[0]} to {report.days[1]}" if report.days else ""
    yield f"{searches_in_all(report.searches)}{days}."
    yield ""
    yield "| outcome | what of the policy decides | agency | searches |"
    yield "|---|---|---|---:|"
    for one in report.lines:
        cells = (WORDS[one.outcome], one.clause, one.who, str(one.searches))
        yield f"| {' | '.join(map(markdown, cells))} |"
    yield ""
    yield from (f"- {markdown(note)}" for note in report.notes)
