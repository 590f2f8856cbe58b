"""Write an audit in Markdown, for a report to a council or a newsroom's notes."""

from __future__ import annotations

from collections.abc import Iterator

from lprpolicy.model.words import Binding
from lprpolicy.write.audit.facts import AuditReport
from lprpolicy.write.audit.text import WORDS, ending, order, searches_in_all, sentence
from lprpolicy.write.escape import markdown


def write(report: AuditReport) -> str:
    return "\n".join(_lines(report)) + "\n"


def _lines(report: AuditReport) -> Iterator[str]:
    yield f"# Searches of {markdown(report.agency)}"
    yield ""
    days = f", {report.days[0]} to {report.days[1]}" if report.days else ""
    yield f"{searches_in_all(report.searches)}{days}. Judged as of {report.as_of}."
    yield ""
    yield f"**{ending(report)}**"
    yield ""
    yield "| rule | answer | what the log shows |"
    yield "|---|---|---|"
    for one in sorted(report.rules, key=order):
        word = "disputed law" if one.contested else WORDS[one.answer]
        kind = "" if one.rule.binding is Binding.MUST else " (recommended)"
        said = "<br>".join(markdown(sentence(found)) for found in one.findings)
        yield f"| {markdown(one.rule.title)}{kind} | {word} | {said or ' '} |"
    for table in report.tables:
        yield ""
        yield f"## {markdown(table.title)}"
        yield ""
        yield f"| {markdown(table.of)} | searches |"
        yield "|---|---:|"
        yield from (f"| {markdown(line)} | {count} |" for line, count in table.lines)
    yield ""
    yield from (f"- {markdown(note)}" for note in report.notes)
