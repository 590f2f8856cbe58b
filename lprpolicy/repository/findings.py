"""From verdicts to findings: places, excerpts, fingerprints, and one finding for one fault."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from lprpolicy.host.files.found import FileFault
from lprpolicy.model.file_rules import FILE_RULES
from lprpolicy.model.places import ROOT, START, Location, Pointer, Span
from lprpolicy.model.report import Excerpt, Finding, Related, RuleInfo, Spot
from lprpolicy.model.verdicts import Answer, Verdict
from lprpolicy.model.waiver import Waiver
from lprpolicy.model.words import Binding
from lprpolicy.read.yaml import FAULTS, Document, Fault


@dataclass(frozen=True, slots=True)
class Ungrouped:
    """A finding before faults of the same kind are put together; `fault` is what they share."""

    finding: Finding
    fault: str


def file_rule(code: str) -> RuleInfo:
    """One of lprpolicy's own rules, as a report names it."""
    if code in FILE_RULES:
        own = FILE_RULES[code]
        return RuleInfo(code, own.title, own.says, own.remedy, Binding.MUST)
    says = "A file that two readers read in two ways can hide a decision."
    return RuleInfo(code, _title(code), says, FAULTS[code], Binding.MUST)


def file_rules() -> tuple[RuleInfo, ...]:
    """All of lprpolicy's own rules, by id."""
    return tuple(file_rule(code) for code in sorted({*FILE_RULES, *FAULTS}))


def of_verdict(
    rule: RuleInfo,
    verdict: Verdict,
    document: Document,
    agency: str | None,
    *,
    waiver: Waiver | None = None,
    related: tuple[Related, ...] = (),
) -> Ungrouped:
    """A verdict shown in the file that it is about."""
    location = _place(document, verdict)
    spot = Spot(
        message=verdict.message,
        pointer=verdict.at,
        location=location,
        fingerprint=fingerprint(rule.id, agency, verdict.at, document.data),
        who=verdict.who,
        path=verdict.path,
    )
    excerpt = _excerpt(document, location.span)
    finding = Finding(rule, verdict.answer, agency, spot, excerpt, related=related, waiver=waiver)
    return Ungrouped(finding, verdict.says)


def _place(document: Document, verdict: Verdict) -> Location:
    """Where a verdict is shown: what is missing, at the key that it is missing under."""
    here, at = document.data, ROOT
    for step in verdict.at.parts:
        if not _there(here, step):
            return document.locate(at, key=True)
        here, at = _step(here, step), at / step
    return document.locate(at, key=verdict.key)


def of_text_fault(fault: Fault, document: Document, agency: str | None) -> Ungrouped:
    """A fault of a file's text. Its pointer is the root: the text did not become data there."""
    location = Location(document.file, fault.span)
    digest = fingerprint(fault.code, agency, ROOT, f"{document.file}\0{fault.message}")
    spot = Spot(fault.message, ROOT, location, digest)
    related = (
        (Related("the first is here", Location(document.file, fault.also)),) if fault.also else ()
    )
    excerpt = _excerpt(document, fault.span)
    rule = file_rule(fault.code)
    finding = Finding(rule, Answer.VIOLATION, agency, spot, excerpt, related=related)
    return Ungrouped(finding, fault.message)


def of_file_fault(fault: FileFault, shown: str) -> Ungrouped:
    """A fault of a whole file, shown at its first character."""
    location = Location(shown, Span(START, START))
    digest = fingerprint(fault.code, None, ROOT, shown)
    spot = Spot(fault.says, ROOT, location, digest)
    finding = Finding(file_rule(fault.code), Answer.VIOLATION, None, spot, Excerpt(1, ()))
    return Ungrouped(finding, fault.says)


def grouped(found: Iterable[Ungrouped]) -> tuple[Finding, ...]:
    """One finding for each fault of a file, in the order of files and places.

    Two verdicts are the same fault if rule, answer, file and sentence (but for the name in it)
    are the same, and both or neither are waived.
    """
    groups: dict[tuple[Any, ...], list[Finding]] = {}
    for item in sorted(found, key=lambda item: _order(item.finding)):
        finding = item.finding
        key = (
            finding.rule.id,
            finding.answer,
            finding.spot.location.file,
            item.fault if finding.spot.who else (item.fault, finding.spot.pointer),
            finding.waiver,
        )
        groups.setdefault(key, []).append(finding)
    return tuple(
        replace(first, also=tuple(other.spot for other in others))
        for first, *others in groups.values()
    )


def _order(finding: Finding) -> tuple[Any, ...]:
    """By file; in a file what is broken first, then what is undecided, then advice; by place."""
    weight = (finding.rule.binding is not Binding.MUST, finding.answer is not Answer.VIOLATION)
    spot = finding.spot
    return (spot.location.file, *weight, spot.location, finding.rule.id, spot.message)


def fingerprint(rule: str, agency: str | None, at: Pointer, data: Any) -> str:
    """What identifies a finding when lines and list positions move.

    SHA-256 of the rule, the agency, the path by keys and names, and the value at its end.
    """
    path: list[str] = []
    here = data
    for step in at.parts:
        here = _step(here, step)
        path.append(step if isinstance(step, str) else _named(here))
    value = json.dumps(here, sort_keys=True, ensure_ascii=False, default=str)
    text = "\0".join([rule, agency or "", "/".join(path), value])
    return hashlib.sha256(text.encode()).hexdigest()


def _there(here: Any, step: str | int) -> bool:
    if isinstance(here, list):
        return isinstance(step, int) and step < len(here)
    return isinstance(here, dict) and step in here


def _step(here: Any, step: str | int) -> Any:
    return here[step] if _there(here, step) else None


def _named(entry: Any) -> str:
    """What names a list's entry: its own name where it has one, else all of it."""
    if isinstance(entry, dict):
        for key in ("to", "id", "list", "rule", "kind"):
            if key in entry:
                return json.dumps(entry[key], sort_keys=True, ensure_ascii=False, default=str)
    return json.dumps(entry, sort_keys=True, ensure_ascii=False, default=str)


def _excerpt(document: Document, span: Span) -> Excerpt:
    return Excerpt(span.start.line, (document.line(span.start.line),))


def _title(code: str) -> str:
    return code.partition("/")[2].replace("-", " ").capitalize()
