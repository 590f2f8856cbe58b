"""Write an audit for a person at a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap
from typing import Final

from lprpolicy.model.prose import amount
from lprpolicy.model.search_groups import LogSource
from lprpolicy.model.small_cells import LEAST
from lprpolicy.model.verdicts import Answer
from lprpolicy.model.words import Binding, Verified
from lprpolicy.write.audit.facts import AuditedRule, AuditFinding, AuditReport, CountTable
from lprpolicy.write.escape import inert, one_line

WORDS: Final = {
    Answer.VIOLATION: "violated",
    Answer.UNDECIDED: "not enough information",
    None: "met",
}
_WIDTH: Final = 96
_ORDER: Final = {Answer.VIOLATION: 0, Answer.UNDECIDED: 1, None: 2}


def write(report: AuditReport) -> str:
    return "".join(f"{inert(line)}\n" for line in _lines(report))


def _lines(report: AuditReport) -> Iterator[str]:
    yield f"Searches of {report.agency}, by the law of each search's day up to {report.as_of}"
    for source in report.sources:
        yield from _source(source)
    yield f"{searches_in_all(report.searches)}{_span(report)}"
    for audited in sorted(report.rules, key=order):
        yield ""
        yield from _rule(report, audited)
    for table in report.tables:
        yield ""
        yield from _table(table)
    yield ""
    for note in report.notes:
        yield from wrap(f"note: {note}", _WIDTH, subsequent_indent="      ")
    yield ""
    yield ending(report)


def searches_in_all(count: int) -> str:
    """How many searches there are; of a few, not how many."""
    if 0 < count < LEAST:
        return f"fewer than {LEAST} searches"
    return amount(count, "search", "searches")


def order(audited: AuditedRule) -> tuple[bool, int, str]:
    """Required rules first, the worst answer first."""
    return audited.rule.binding is Binding.SHOULD, _ORDER[audited.answer], audited.rule.id


def _span(report: AuditReport) -> str:
    if report.days is None:
        return ""
    zone = f" ({report.zone})" if report.zone else " (days as printed: no time zone was given)"
    return f" from {report.days[0]} to {report.days[1]}{zone}"


def _source(source: LogSource) -> Iterator[str]:
    sheet = f", sheet {source.sheet!r}" if source.sheet is not None else ""
    again = f", {source.repeated:,} of them again" if source.repeated else ""
    yield f"from {one_line(source.document)}{sheet}: {amount(source.rows, 'row')}{again}"
    for note in source.notes:
        row = f"row {note.row}: " if note.row is not None else ""
        yield f"  {row}{note.says}"


def _rule(report: AuditReport, audited: AuditedRule) -> Iterator[str]:
    rule = audited.rule
    word = "disputed law" if audited.contested else WORDS[audited.answer]
    kind = "" if rule.binding is Binding.MUST else " (recommended)"
    yield f"{rule.id}: {word}{kind}"
    yield from wrap(rule.says, _WIDTH, initial_indent="  ", subsequent_indent="  ")
    for finding in audited.findings:
        yield from _finding(report, finding)
    if audited.contested:
        yield from _wrap("dispute", audited.contested)
    if rule.provision is not None and (audited.findings or audited.contested):
        since = f", in effect since {rule.since}" if rule.since else ""
        yield from _wrap("law", f"{rule.provision.citation}{since}")
        if rule.provision.verified is Verified.SECONDARY:
            yield "  = note: secondary source: not checked against the statute"
    if audited.findings:
        yield from _wrap("next", rule.remedy)


def _wrap(word: str, says: str) -> list[str]:
    return wrap(f"= {word}: {says}", _WIDTH, initial_indent="  ", subsequent_indent="    ")


def _finding(report: AuditReport, finding: AuditFinding) -> Iterator[str]:
    mark = "violated" if finding.answer is Answer.VIOLATION else "not enough information"
    yield from wrap(
        f"- {mark}: {sentence(finding)}", _WIDTH, initial_indent="  ", subsequent_indent="    "
    )
    if finding.places:
        more = " first of them:" if finding.searches.small else " first rows:"
        yield f"   {more} {', '.join(where(report, place) for place in finding.places)}"


def sentence(finding: AuditFinding) -> str:
    """Say what a finding says, with its count and its months."""
    months = ""
    if finding.months is not None and not finding.whole:
        first, last = finding.months
        months = f" ({first})" if first == last else f" ({first} to {last})"
    count = "All searches" if finding.whole else f"{finding.searches} searches".capitalize()
    return f"{count} {finding.says}{months}"


def where(report: AuditReport, place: tuple[int, int]) -> str:
    """Name a row; with several sources also the source."""
    source, row = place
    if len(report.sources) < 2:
        return str(row)
    held = report.sources[source] if source < len(report.sources) else None
    name = f"{held.document}{f' {held.sheet}' if held.sheet else ''}" if held else str(source)
    return f"{one_line(name)} row {row}"


def _table(table: CountTable) -> Iterator[str]:
    yield f"{table.title}"
    width = max((len(str(count)) for _, count in table.lines), default=0)
    for line, count in table.lines:
        yield f"  {count!s:>{width}}  {line}"


def ending(report: AuditReport) -> str:
    """The last line: how many rules, and the decision."""
    if not report.is_asked:
        return "NOTHING WAS DECIDED: no required rule on searches binds this log."
    musts = [one for one in report.rules if one.rule.binding is Binding.MUST]
    violated = sum(one.answer is Answer.VIOLATION for one in musts)
    unclear = sum(one.answer is Answer.UNDECIDED for one in musts)
    said = (
        f"{violated} violated, {unclear} not enough information, of "
        f"{amount(len(musts), 'required rule')} on searches"
    )
    return f"{'REFUSED' if report.refused else 'ALLOWED'}: {said}."
