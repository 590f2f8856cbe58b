"""Turn verdicts into findings: places, excerpts, fingerprints, and one finding per fault."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache
from json.encoder import encode_basestring
from typing import Any, Final

from lprpolicy.host.files.found import FileFault
from lprpolicy.model.file_rules import FILE_RULES
from lprpolicy.model.places import ROOT, START, Location, Pointer, Span
from lprpolicy.model.report import Excerpt, Finding, Related, RuleInfo, Spot
from lprpolicy.model.verdicts import Answer, Verdict
from lprpolicy.model.waiver import Waiver
from lprpolicy.model.words import Binding, RecipientGroup
from lprpolicy.read.yaml import FAULTS, Document, Fault

_encoded = json.JSONEncoder(sort_keys=True, ensure_ascii=False, default=str).encode
_MISSING: Final = object()
"""What stands at a place that the data does not have."""
_Steps = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Ungrouped:
    """A finding before equal faults are joined into one; equal faults have the same `fault`."""

    finding: Finding
    fault: str


@cache
def file_rule(code: str) -> RuleInfo:
    """Return one of lprpolicy's own rules, as a report names it."""
    if code in FILE_RULES:
        own = FILE_RULES[code]
        return RuleInfo(code, own.title, own.says, own.remedy, Binding.MUST)
    says = "A file that two readers read in two ways can hide a decision."
    return RuleInfo(code, _title(code), says, FAULTS[code], Binding.MUST)


def file_rules() -> tuple[RuleInfo, ...]:
    """Return all of lprpolicy's own rules, by id."""
    return tuple(file_rule(code) for code in sorted({*FILE_RULES, *FAULTS}))


class Findings:
    """Turns verdicts on one document into findings.

    A long list is asked of by many rules, grant by grant, so what was found out about a place is
    kept: where it is, and what names it.
    """

    def __init__(
        self,
        document: Document,
        agency: str | None,
        group_at: Callable[[Pointer], RecipientGroup | None] = lambda _: None,
    ) -> None:
        """`group_at` gives the group of the recipient whose grant a place is in."""
        self.document = document
        self.agency = agency
        self._group_at = group_at
        # By the steps of pointers: tuples are found faster than what holds them.
        self._places: dict[tuple[_Steps, bool], tuple[Location, Excerpt]] = {}
        self._names: dict[_Steps, str] = {}
        self._paths: dict[_Steps, tuple[str, Any]] = {(): ("", document.data)}

    def of(
        self,
        rule: RuleInfo,
        verdict: Verdict,
        *,
        waiver: Waiver | None = None,
        related: tuple[Related, ...] = (),
    ) -> Ungrouped:
        """Turn a verdict into a finding in the file that it is about."""
        location, excerpt = self._place(verdict)
        spot = Spot(
            message=verdict.message,
            pointer=verdict.at,
            location=location,
            fingerprint=self._fingerprint(rule.id, verdict.at),
            who=verdict.who,
            path=verdict.path,
            group=self._group_at(verdict.at),
        )
        finding = Finding(
            rule, verdict.answer, self.agency, spot, excerpt, related=related, waiver=waiver
        )
        return Ungrouped(finding, verdict.says)

    def _place(self, verdict: Verdict) -> tuple[Location, Excerpt]:
        """Find the place of a verdict: if something is missing, the key above it.

        A block that the whole file lacks is missing at its end, where it would be added. The last
        line has nothing to do with that, so it is no excerpt.
        """
        asked = verdict.at.parts, verdict.key
        if asked not in self._places:
            there = self._nearest(verdict.at)
            if there is not verdict.at and not there.parts:
                end = self.document.end
                place = Location(self.document.file, end), Excerpt(end.start.line, ())
            else:
                key = verdict.key or there is not verdict.at
                location = self.document.locate(there, key=key)
                place = location, _excerpt(self.document, location.span)
            self._places[asked] = place
        return self._places[asked]

    def _fingerprint(self, rule: str, at: Pointer) -> str:
        parts = at.parts
        if parts not in self._names:
            path, here = self._path(parts)
            self._names[parts] = f"{path}\0{_as_json(None if here is _MISSING else here)}"
        return _digest(rule, self.agency, self._names[parts])

    def _nearest(self, at: Pointer) -> Pointer:
        """Return the pointer itself if there is such a place, else what it is missing from."""
        parts = at.parts
        while self._path(parts)[1] is _MISSING:
            parts = parts[:-1]
        return at if len(parts) == len(at.parts) else Pointer(parts)

    def _path(self, parts: _Steps) -> tuple[str, Any]:
        """Return a place's path by keys and names, and what is there; many share a beginning."""
        if parts not in self._paths:
            path, here = self._path(parts[:-1])
            name, here = _step(here, parts[-1])
            self._paths[parts] = f"{path}/{name}" if len(parts) > 1 else name, here
        return self._paths[parts]


def of_verdict(
    rule: RuleInfo,
    verdict: Verdict,
    document: Document,
    agency: str | None,
    *,
    related: tuple[Related, ...] = (),
) -> Ungrouped:
    """Turn a single verdict into a finding in the file that it is about."""
    return Findings(document, agency).of(rule, verdict, related=related)


def of_text_fault(fault: Fault, document: Document, agency: str | None) -> Ungrouped:
    """Turn a fault of a file's text into a finding at the root: this text is no data."""
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
    """Turn a fault of a whole file into a finding at its first character."""
    location = Location(shown, Span(START, START))
    digest = fingerprint(fault.code, None, ROOT, shown)
    spot = Spot(fault.says, ROOT, location, digest)
    finding = Finding(file_rule(fault.code), Answer.VIOLATION, None, spot, Excerpt(1, ()))
    return Ungrouped(finding, fault.says)


def group(found: Iterable[Ungrouped]) -> tuple[Finding, ...]:
    """Join equal faults of a file into one finding each, in the order of files and places.

    Two verdicts are the same fault if rule, answer, file and sentence are the same, apart from the
    name in the sentence, if both are old or both new, if the same waiver or none covers both, and
    if they are about recipients of one group: so the gravest can be told first.
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
            finding.old,
            finding.spot.group,
        )
        groups.setdefault(key, []).append(finding)
    return tuple(
        replace(first, also=tuple(other.spot for other in others)) if others else first
        for first, *others in groups.values()
    )


def _order(finding: Finding) -> tuple[Any, ...]:
    """Sort by file, then violations before undecided before advice, then by place."""
    weight = (finding.rule.binding is not Binding.MUST, finding.answer is not Answer.VIOLATION)
    place, span = finding.spot.location, finding.spot.location.span
    start, end = span.start, span.end
    first, last = (start.line, start.column, start.index), (end.line, end.column, end.index)
    return (place.file, weight, first, last, finding.rule.id, finding.spot.message)


def fingerprint(rule: str, agency: str | None, at: Pointer, data: Any) -> str:
    """Compute an id of a finding that stays the same when lines and list positions move.

    It is SHA-256 of the rule, the agency, the path by keys and names, and the value at its end.
    """
    return _digest(rule, agency, _path_by_names(at, data))


def _path_by_names(at: Pointer, data: Any) -> str:
    """Write a place as its path by keys and names, and the value at its end."""
    path: list[str] = []
    here = data
    for step in at.parts:
        name, here = _step(here, step)
        path.append(name)
    return "/".join(path) + "\0" + _as_json(None if here is _MISSING else here)


def _step(here: Any, step: str | int) -> tuple[str, Any]:
    """Return what an entry is called in a path, and the entry; a missing one is called null."""
    try:
        here = _entry(here, step)
    except LookupError:
        return step if isinstance(step, str) else _as_json(None), _MISSING
    return step if isinstance(step, str) else _name_of(here), here


def _digest(rule: str, agency: str | None, named: str) -> str:
    return hashlib.sha256("\0".join([rule, agency or "", named]).encode()).hexdigest()


def _entry(here: Any, step: str | int) -> Any:
    """Return an entry of a list or mapping; a LookupError without one."""
    if isinstance(here, dict):
        return here[step]
    if isinstance(here, list) and isinstance(step, int):
        return here[step]
    raise LookupError(step)


def _name_of(entry: Any) -> str:
    """Name a list's entry: by its own name if it has one, else by all of its data."""
    if isinstance(entry, dict):
        for key in ("to", "id", "list", "rule", "kind"):
            if key in entry:
                return _as_json(entry[key])
    return _as_json(entry)


def _as_json(value: Any) -> str:
    """Write a value as JSON; most are texts or missing, which need no encoder set up."""
    if type(value) is str:
        return encode_basestring(value)
    return "null" if value is None else _encoded(value)


def _excerpt(document: Document, span: Span) -> Excerpt:
    return Excerpt(span.start.line, (document.line(span.start.line),))


def _title(code: str) -> str:
    return code.partition("/")[2].replace("-", " ").capitalize()
