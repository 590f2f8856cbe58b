"""Write workflow commands, which GitHub shows beside the lines of a pull request.

GitHub shows ten of each kind per step, so the worst come first and the rest is counted. Only the
start of a span is given: GitHub draws a span that ends with its file on the wrong line.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lprpolicy.model.report import Finding, Report
from lprpolicy.write.escape import command_data, command_property, inert, one_line
from lprpolicy.write.phrases import coming_headline, doubts, headline, law, more, sentence, tally
from lprpolicy.write.report.sections import gravest_first, old_gravest_first

KINDS: Final = ("error", "warning", "notice")
MOST: Final = 10


@dataclass(frozen=True, slots=True)
class _Annotation:
    kind: str
    finding: Finding
    answer: str


def write(report: Report) -> str:
    annotations = list(_annotations(report))
    lines, left = [], 0
    for kind in KINDS:
        of_kind = [one for one in annotations if one.kind == kind]
        lines += [_command(one, report) for one in of_kind[:MOST]]
        left += len(of_kind[MOST:])
    if left:
        lines.append(f"and {left:,} more in the job summary")
    lines.append(inert(tally(report)))
    return "".join(f"{line}\n" for line in lines)


def _annotations(report: Report) -> Iterator[_Annotation]:
    """Give errors for what blocks, warnings for advice, and notices for coming law."""
    for finding in gravest_first(report):
        kind = "error" if finding.blocks(strict=report.strict) else "warning"
        yield _Annotation(kind, finding, headline(finding))
    for finding in old_gravest_first(report):
        yield _Annotation("warning", finding, headline(finding))
    for finding in report.coming:
        yield _Annotation("notice", finding, coming_headline(finding))
    for finding in report.adoption:
        yield _Annotation("notice", finding, f"{headline(finding)} when adopted")


def _command(annotation: _Annotation, report: Report) -> str:
    finding = annotation.finding
    location = finding.spot.location
    properties = {
        "file": location.file,
        "line": str(location.span.start.line),
        "col": str(location.span.start.column),
        "title": f"{finding.rule.id} {annotation.answer}",
    }
    said = ",".join(f"{name}={command_property(value)}" for name, value in properties.items())
    message = "\n".join(map(one_line, _message(finding, report)))
    return f"::{annotation.kind} {said}::{command_data(message)}"


def _message(finding: Finding, report: Report) -> Iterator[str]:
    yield sentence(finding, finding.spot.message + more(finding))
    provision = law(finding.rule, report.as_of)
    if provision is not None:
        yield f"Law: {provision}"
    yield from (f"Note: {doubt}" for doubt in doubts(finding.rule))
    yield f"Fix: {finding.rule.remedy}"
