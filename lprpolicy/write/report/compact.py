"""Write one line per place, for editors and grep: `file:line:column: rule answer: message`."""

from __future__ import annotations

from collections.abc import Iterator

from lprpolicy.model.report import Finding, Report, Spot
from lprpolicy.write.escape import inert, one_line, visible
from lprpolicy.write.phrases import coming_headline, headline, tally, waiver_origin
from lprpolicy.write.report.sections import gravest_first, old_gravest_first


def write(report: Report) -> str:
    return "".join(f"{inert(line)}\n" for line in _lines(report))


def _lines(report: Report) -> Iterator[str]:
    for finding in gravest_first(report):
        yield from places(finding)
    for finding in report.waived:
        if finding.waiver is not None:
            by = one_line(waiver_origin(finding.waiver, report.as_of))
            yield from (f"{line} ({by})" for line in places(finding))
    for finding in old_gravest_first(report):
        yield from places(finding)
    for finding in report.coming:
        yield from places(finding, coming_headline(finding))
    for finding in report.adoption:
        yield from places(finding, f"{headline(finding)} when adopted")
    for note in report.notes:
        where = f"{visible(str(note.location))}: " if note.location else ""
        yield f"{where}note: {one_line(note.message)}"
    yield tally(report)


def places(finding: Finding, answer: str | None = None) -> Iterator[str]:
    """Write a line for every place of a finding."""
    for spot in (finding.spot, *finding.also):
        yield line(finding, spot, answer or headline(finding))


def line(finding: Finding, spot: Spot, answer: str) -> str:
    where = visible(str(spot.location))
    return f"{where}: {one_line(finding.rule.id)} {answer}: {one_line(spot.message)}"
