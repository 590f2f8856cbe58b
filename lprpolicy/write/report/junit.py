"""Write JUnit XML: a suite per agency, and in it a test case for every rule, met ones too.

Advice becomes a skipped test case: JUnit has no warnings, and a failed one would contradict the
exit code. There are no times, so the same inputs give the same bytes.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from lprpolicy.model.report import Finding, Report
from lprpolicy.model.verdicts import Answer
from lprpolicy.write.escape import one_line, visible, xml
from lprpolicy.write.phrases import (
    coming_headline,
    doubts,
    headline,
    law,
    more,
    old_origin,
    waiver_origin,
)
from lprpolicy.write.report.compact import places

FILES = "files"
"""The suite for what belongs to no agency, such as a file that cannot be read."""

TestKey = tuple[str, str]
"""What one JUnit test case is about: the file that was judged, and the rule."""


def write(report: Report) -> str:
    suites = _suites(report)
    root = ET.Element("testsuites", {"name": "lprpolicy"})
    remarks = _remarks(report)
    for agency in sorted({*suites, *remarks}):
        root.append(_suite(agency, suites.get(agency, {}), remarks.get(agency, ()), report))
    _count(root)
    ET.indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _suites(report: Report) -> dict[str, dict[TestKey, list[Finding]]]:
    """Group the findings by agency and test case; a rule that is met has none.

    Disputed law decides nothing, and a test case that passes would say that it is met.
    """
    suites: dict[str, dict[TestKey, list[Finding]]] = defaultdict(dict)
    disputed = {rule.id for rule in report.rules if rule.disputed}
    for subject in report.subjects:
        for rule in subject.rules:
            if rule not in disputed:
                suites[subject.agency][subject.file, rule] = []
    for finding in report.findings:
        case = finding.spot.location.file, finding.rule.id
        suites[finding.agency or FILES].setdefault(case, []).append(finding)
    return suites


def _remarks(report: Report) -> dict[str, list[str]]:
    """Group what decides nothing by agency: notes, and coming law."""
    remarks: dict[str, list[str]] = defaultdict(list)
    for note in report.notes:
        where = f"{visible(str(note.location))}: " if note.location else ""
        remarks[note.agency or FILES].append(f"{where}note: {one_line(note.message)}")
    for finding in report.coming:
        remarks[finding.agency or FILES] += places(finding, coming_headline(finding))
    for finding in report.adoption:
        remarks[finding.agency or FILES] += places(finding, f"{headline(finding)} when adopted")
    return remarks


def _suite(
    agency: str, subjects: Mapping[TestKey, list[Finding]], remarks: Sequence[str], report: Report
) -> ET.Element:
    suite = ET.Element("testsuite", {"name": xml(visible(agency))})
    for (file, rule), findings in sorted(subjects.items()):
        case = ET.SubElement(
            suite, "testcase", {"classname": xml(visible(file)), "name": xml(visible(rule))}
        )
        case.extend(_outcome(findings, report))
    _count(suite)
    if remarks:
        ET.SubElement(suite, "system-out").text = xml("\n".join(remarks))
    return suite


def _count(element: ET.Element) -> None:
    element.set("tests", str(len(list(element.iter("testcase")))))
    element.set("failures", str(len(list(element.iter("failure")))))
    element.set("errors", "0")
    element.set("skipped", str(len(list(element.iter("skipped")))))


def _outcome(findings: Sequence[Finding], report: Report) -> Iterator[ET.Element]:
    """Return at most one failure or skip per test case: some readers of JUnit know no more."""
    failing = [finding for finding in findings if finding.blocks(strict=report.strict)]
    others = [finding for finding in findings if not finding.blocks(strict=report.strict)]
    if failing:
        worst = min(failing, key=lambda finding: finding.answer is Answer.UNDECIDED)
        failure = ET.Element("failure", type=worst.answer.value, message=xml(_brief(worst)))
        failure.text = xml(
            "\n".join(line for finding in failing for line in _full(finding, report))
        )
        yield failure
    elif others:
        excuse = "; ".join(_excuse(finding, report) for finding in others)
        yield ET.Element("skipped", message=xml(excuse))
    if others:
        out = ET.Element("system-out")
        out.text = xml("\n".join(_lines(others, report)))
        yield out


def _brief(finding: Finding) -> str:
    return one_line(finding.spot.message) + more(finding)


def _full(finding: Finding, report: Report) -> Iterator[str]:
    yield from places(finding)
    provision = law(finding.rule, report.as_of)
    if provision is not None:
        yield f"law: {one_line(provision)}"
    yield from (f"note: {one_line(doubt)}" for doubt in doubts(finding.rule))
    yield f"fix: {one_line(finding.rule.remedy)}"


def _excuse(finding: Finding, report: Report) -> str:
    """Say why a finding is no failure: it is old or waived, or the rule only advises."""
    if finding.old:
        return f"{one_line(old_origin(report))}: {_brief(finding)}"
    if finding.waiver is None:
        return f"recommended: {_brief(finding)}"
    return f"{one_line(waiver_origin(finding.waiver, report.as_of))}: {_brief(finding)}"


def _lines(findings: Sequence[Finding], report: Report) -> Iterator[str]:
    for finding in findings:
        by = f" ({one_line(waiver_origin(finding.waiver, report.as_of))})" if finding.waiver else ""
        yield from (f"{line}{by}" for line in places(finding))
