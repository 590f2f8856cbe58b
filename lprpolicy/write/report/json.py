"""Write a report in full, for programs, in a stable order. The contract is `schema.py`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from lprpolicy.model.lists import ListSource
from lprpolicy.model.places import Location, Mark
from lprpolicy.model.report import Finding, Narrowing, Note, Report, RuleInfo, Spot
from lprpolicy.model.rule import Provision
from lprpolicy.model.waiver import Waiver
from lprpolicy.write.escape import json_text
from lprpolicy.write.path_json import path
from lprpolicy.write.phrases import days_left, old_count
from lprpolicy.write.report.schema import FORMAT
from lprpolicy.write.report.yaml_lines import yaml_line


def write(report: Report) -> str:
    return json_text(
        {
            "schema": FORMAT,
            "version": report.version,
            "as_of": str(report.as_of),
            "decision": report.decides.value if report.decides else None,
            "narrowed": _chosen_part(report.narrowed),
            "baseline": _baseline(report),
            "strict": report.strict,
            "checked": {
                "files": report.checked.files,
                "agencies": report.checked.agencies,
                "rules": report.checked.rules,
            },
            "findings": [_finding(finding, report) for finding in report.findings],
            "coming": [
                {"from": _day(finding.rule.since), **_finding(finding, report, blocks=False)}
                for finding in report.coming
            ],
            "when_adopted": [
                {
                    "yaml": yaml_line(finding.spot.pointer),
                    **_finding(finding, report, blocks=False),
                }
                for finding in report.adoption
            ],
            "notes": [_note(note) for note in _notes(report)],
            "papers": [
                {"agency": subject.agency, "path": path, "sha256": digest}
                for subject in report.subjects
                for path, digest in subject.papers
            ],
            "rests_on": list(report.rests_on),
            "lists": [official_list(one) for one in report.lists],
        }
    )


def official_list(one: ListSource) -> dict[str, Any]:
    """Give an official list by what tells it from every other."""
    said = {"title": one.title, "on": str(one.on), "document": one.document}
    return said | {"sha256": one.sha256, "shipped": one.shipped}


def _chosen_part(narrowed: Narrowing | None) -> dict[str, Any] | None:
    if narrowed is None:
        return None
    said = {"select": list(narrowed.select), "ignore": list(narrowed.ignore)}
    return said | {"hidden": narrowed.hidden}


def _baseline(report: Report) -> dict[str, Any] | None:
    use = report.baseline
    if use is None:
        return None
    said = {"file": use.file, "revision": use.revision, "written": str(use.written)}
    counts = {"old": old_count(report), "gone": use.gone}
    return said | {"until": str(use.until), "ended": use.ended} | counts


def _notes(report: Report) -> Iterator[Note]:
    if report.basis:
        yield Note(report.basis[:1].upper() + report.basis[1:])
    yield from report.notes


def _finding(finding: Finding, report: Report, *, blocks: bool = True) -> dict[str, Any]:
    rule, spot = finding.rule, finding.spot
    return {
        "rule": rule.id,
        "verdict": finding.answer.value,
        "binding": rule.binding.value,
        "blocks": blocks and finding.blocks(strict=report.strict),
        "old": finding.old,
        "title": rule.title,
        "says": rule.says,
        "agency": finding.agency,
        **_spot(spot),
        "fix": rule.remedy,
        "provision": _provision(rule),
        "since": _day(rule.since),
        "layer": rule.layer.value if rule.layer else None,
        "waiver": _waiver(finding.waiver, report.as_of),
        "also": [_spot(other) for other in finding.also],
        "related": [
            {"label": related.label, "location": _location(related.location)}
            for related in finding.related
        ],
    }


def _spot(spot: Spot) -> dict[str, Any]:
    return {
        "pointer": str(spot.pointer),
        "location": _location(spot.location),
        "message": spot.message,
        "who": spot.who,
        "group": spot.group.value if spot.group else None,
        "path": path(spot.path),
        "fingerprint": spot.fingerprint,
    }


def _location(location: Location) -> dict[str, Any]:
    span = location.span
    return {"file": location.file, "start": _mark(span.start), "end": _mark(span.end)}


def _mark(mark: Mark) -> dict[str, int]:
    return {"line": mark.line, "column": mark.column}


def _provision(rule: RuleInfo) -> dict[str, Any] | None:
    provision: Provision | None = rule.provision
    if provision is None:
        return None
    return {
        "citation": provision.citation,
        "url": provision.url,
        "verified": provision.verified.value,
        "note": provision.note,
    }


def _waiver(waiver: Waiver | None, as_of: dt.date) -> dict[str, Any] | None:
    if waiver is None:
        return None
    return {
        "authority": waiver.authority,
        "reason": waiver.reason,
        "granted": str(waiver.granted),
        "expires": str(waiver.expires),
        "days_left": days_left(waiver, as_of),
        "record": str(waiver.record),
    }


def _note(note: Note) -> dict[str, Any]:
    return {
        "message": note.message,
        "rule": note.rule.id if note.rule else None,
        "agency": note.agency,
        "location": _location(note.location) if note.location else None,
    }


def _day(day: dt.date | None) -> str | None:
    return str(day) if day else None
