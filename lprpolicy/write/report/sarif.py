"""Write SARIF 2.1.0 for code scanning: one result per place, so fixing a place closes an alert.

An undecided finding is written as a failure with "Undecided" in its message. SARIF has the kind
`open` for it, but that kind requires the level `none`, and code scanning ignores kinds: a run that
was refused would show no alert.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from lprpolicy.model.places import Location, Pointer
from lprpolicy.model.report import Finding, Note, Report, Spot
from lprpolicy.model.words import Binding
from lprpolicy.write.escape import json_text, one_line, uri_in_tree
from lprpolicy.write.phrases import coming_headline, doubts, law, sentence, waiver_origin
from lprpolicy.write.report.json import official_list
from lprpolicy.write.report.sarif_paths import code_flow
from lprpolicy.write.report.sarif_rules import LAW, PROJECT, Rules, plain, shorten

SCHEMA: Final = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
ROOT: Final = "%SRCROOT%"


def write(report: Report) -> str:
    rules = Rules.of(report)
    driver = {
        "name": "lprpolicy",
        "version": report.version,
        "informationUri": PROJECT,
        "rules": rules.descriptors,
        "supportedTaxonomies": [{"name": LAW, "index": 0}],
    }
    run = {
        "tool": {"driver": driver},
        "taxonomies": [rules.taxonomy],
        "invocations": [_invocation(report, rules)],
        "originalUriBaseIds": {ROOT: {"description": {"text": "The policy repository."}}},
        "columnKind": "unicodeCodePoints",
        "results": list(_results(report, rules)),
    }
    return json_text({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _invocation(report: Report, rules: Rules) -> dict[str, Any]:
    """Report that the run itself succeeded: a refusal is no failure of the tool."""
    return {
        "executionSuccessful": True,
        "toolExecutionNotifications": [_notification(note, rules) for note in report.notes],
        "properties": {
            "asOf": str(report.as_of),
            "decision": report.decides.value if report.decides else None,
            "lists": [official_list(one) for one in report.lists],
        },
    }


def _notification(note: Note, rules: Rules) -> dict[str, Any]:
    said: dict[str, Any] = {"level": "note", "message": {"text": shorten(plain(note.message))}}
    if note.rule is not None:
        said["associatedRule"] = {"id": note.rule.id, "index": rules.index[note.rule.id]}
    if note.location is not None:
        said["locations"] = [{"physicalLocation": _physical(note.location)}]
    return said


def _results(report: Report, rules: Rules) -> Iterator[dict[str, Any]]:
    """Sort blocking results first: code scanning keeps only the first 5,000."""
    for finding in sorted(report.findings, key=lambda finding: _rank(finding, report)):
        level = "error" if finding.blocks(strict=report.strict) else _level(finding)
        for spot in (finding.spot, *finding.also):
            yield _result(finding, spot, report, rules, level=level)
    for finding in report.coming:
        for spot in (finding.spot, *finding.also):
            yield _coming_result(finding, spot, report, rules)
    for finding in report.adoption:
        for spot in (finding.spot, *finding.also):
            yield _when_adopted(finding, spot, report, rules)


def _rank(finding: Finding, report: Report) -> int:
    return 2 if finding.waiver or finding.old else 0 if finding.blocks(strict=report.strict) else 1


def _level(finding: Finding) -> str:
    if finding.old:
        return "note"
    return "warning" if finding.rule.binding is Binding.SHOULD else "error"


def _result(
    finding: Finding, spot: Spot, report: Report, rules: Rules, *, level: str
) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.rule.id,
        "ruleIndex": rules.index[finding.rule.id],
        "level": level,
        "message": {"text": _message(finding, spot, report)},
        "locations": [_place(spot.location, spot.pointer)],
        "partialFingerprints": {"lprpolicy/v1": spot.fingerprint},
        # All results of a run have suppressions, or none has (SARIF 2.1.0, 3.27.23).
        "suppressions": _suppressions(finding, report),
        "properties": {"verdict": finding.answer.value, "agency": finding.agency},
    }
    if report.baseline is not None:
        result["baselineState"] = "unchanged" if finding.old else "new"
    if spot.path:
        result["codeFlows"] = [code_flow(spot.path)]
    if finding.related:
        result["relatedLocations"] = [
            {
                "id": number,
                "physicalLocation": _physical(related.location),
                "message": {"text": plain(related.label)},
            }
            for number, related in enumerate(finding.related, 1)
        ]
    return result


def _coming_result(finding: Finding, spot: Spot, report: Report, rules: Rules) -> dict[str, Any]:
    """Write a result of coming law as an alert of its own, apart from today's of the same rule."""
    result = _result(finding, spot, report, rules, level="note")
    since = finding.rule.since
    said = f"{coming_headline(finding).capitalize()}: {_message(finding, spot, report)}"
    result["message"] = {"text": shorten(said)}
    result["partialFingerprints"] = {"lprpolicy/v1": f"{spot.fingerprint}/from-{since}"}
    result["properties"]["comingFrom"] = str(since) if since else None
    return result


def _when_adopted(finding: Finding, spot: Spot, report: Report, rules: Rules) -> dict[str, Any]:
    """Write a result of what adoption would ask for, as an alert of its own."""
    result = _result(finding, spot, report, rules, level="note")
    result["message"] = {"text": shorten(f"When adopted: {_message(finding, spot, report)}")}
    result["partialFingerprints"] = {"lprpolicy/v1": f"{spot.fingerprint}/adopted"}
    return result


def _message(finding: Finding, spot: Spot, report: Report) -> str:
    """Write a sentence that can stand alone as the alert's title, then law and remedy."""
    said = [sentence(finding, plain(spot.message))]
    provision = law(finding.rule, report.as_of)
    if provision is not None:
        said.append(f"Law: {plain(provision)}.")
    said += [f"Note: {plain(doubt).rstrip('.')}." for doubt in doubts(finding.rule)]
    said.append(f"Fix: {plain(finding.rule.remedy)}")
    return shorten(" ".join(said))


def _suppressions(finding: Finding, report: Report) -> list[dict[str, Any]]:
    waiver = finding.waiver
    if waiver is None:
        return []
    why = f"{waiver_origin(waiver, report.as_of)}: {waiver.reason} (record: {waiver.record})"
    return [{"kind": "external", "status": "accepted", "justification": one_line(why)}]


def _place(location: Location, pointer: Pointer) -> dict[str, Any]:
    place: dict[str, Any] = {"physicalLocation": _physical(location)}
    if pointer.parts:
        place["logicalLocations"] = [{"fullyQualifiedName": str(pointer)}]
    return place


def _physical(location: Location) -> dict[str, Any]:
    start, end = location.span.start, location.span.end
    return {
        "artifactLocation": {"uri": uri_in_tree(location.file), "uriBaseId": ROOT},
        "region": {
            "startLine": start.line,
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": end.column,
        },
    }
