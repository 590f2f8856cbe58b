"""Write what a report found as OSCAL observations, findings and risks.

An observation is one place. A finding says of one rule and one file whether the rule is met; what
nobody can tell is not satisfied for the reason `other`. A risk is what refuses, or would without a
waiver, with its law and its way out.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lprpolicy.model.places import Location
from lprpolicy.model.report import Finding, Note, Report, RuleInfo, Spot
from lprpolicy.model.verdicts import Answer
from lprpolicy.model.waiver import Waiver
from lprpolicy.write.escape import uri
from lprpolicy.write.oscal import moment, objective, props, text, uuid
from lprpolicy.write.path_words import place_with_notes
from lprpolicy.write.path_words import sentence as step_sentence
from lprpolicy.write.phrases import doubts, law, sentence, waiver_origin

UNDECIDED = "Not enough information: the file does not say whether the rule is met."
TOOL = uuid("tool", "lprpolicy")


@dataclass(frozen=True, slots=True)
class Objective:
    """One rule asked of one file, and the findings about it; none where the rule is met."""

    file: str
    agency: str | None
    rule: RuleInfo
    findings: tuple[Finding, ...]

    @property
    def key(self) -> tuple[str, str, str]:
        return self.file, self.rule.id, str(self.rule.since)


@dataclass(slots=True)
class Writer:
    """Writes the parts of one result, so that no two things get one UUID."""

    report: Report
    result: str
    seen: Counter[tuple[Any, ...]] = field(default_factory=Counter)

    def uuid_of(self, *names: Any) -> str:
        """Return the UUID of a thing; of several with one name, each gets its own."""
        self.seen[names] += 1
        return uuid(self.result, *names, self.seen[names])

    def observations(self, one: Objective) -> list[dict[str, Any]]:
        return [
            self._observation(finding, spot)
            for finding in one.findings
            for spot in (finding.spot, *finding.also)
        ]

    def _observation(self, finding: Finding, spot: Spot) -> dict[str, Any]:
        where = spot.location
        waived = finding.waiver is not None
        return {
            "uuid": self.uuid_of("observation", where.file, finding.rule.id, spot.fingerprint),
            "title": text(finding.rule.title),
            "description": text(sentence(finding, spot.message)),
            "props": props(
                rule=finding.rule.id,
                verdict=finding.answer.value,
                waived="yes" if waived else None,
                old="yes" if finding.old else None,
                agency=finding.agency,
                pointer=str(spot.pointer),
                recipient=spot.who,
                recipient_group=spot.group.value if spot.group else None,
                fingerprint=spot.fingerprint,
                **_place(where),
            ),
            "methods": ["TEST"],
            "types": ["finding"],
            "origins": [{"actors": [{"type": "tool", "actor-uuid": TOOL}]}],
            "subjects": [subject(where.file)],
            "relevant-evidence": list(_evidence(finding, spot)),
            "collected": moment(self.report.as_of),
        }

    def note(self, one: Note) -> dict[str, Any]:
        """Write what a reader should know and decides nothing, such as disputed law."""
        said: dict[str, Any] = {
            "uuid": self.uuid_of("note", one.message),
            "title": text(f"Note: {one.rule.title}" if one.rule else "Note"),
            "description": text(one.message),
        }
        place = {} if one.location is None else _place(one.location)
        known = props(rule=one.rule.id if one.rule else None, agency=one.agency, **place)
        if known:
            said["props"] = known
        said |= {"methods": ["TEST"], "types": ["discovery"]}
        said["origins"] = [{"actors": [{"type": "tool", "actor-uuid": TOOL}]}]
        if one.location is not None:
            said["subjects"] = [subject(one.location.file)]
        return said | {"collected": moment(self.report.as_of)}

    def finding(
        self, one: Objective, observed: Sequence[Mapping[str, Any]], risk: Mapping[str, Any] | None
    ) -> dict[str, Any]:
        status, verdict = _status(one, self.report)
        blocks = any(found.blocks(strict=self.report.strict) for found in one.findings)
        said: dict[str, Any] = {
            "uuid": self.uuid_of("finding", one.file, one.rule.id),
            "title": text(f"{one.agency or one.file}: {one.rule.title}"),
            "description": text(one.rule.says),
            "props": props(
                rule=one.rule.id,
                verdict=verdict,
                binding=one.rule.binding.value,
                file=one.file,
                agency=one.agency,
                refuses="yes" if blocks and self.result == "today" else "no",
            ),
            "target": {
                "type": "objective-id",
                "target-id": objective(one.rule.id, one.rule.since),
                "status": status,
            },
        }
        if observed:
            said["related-observations"] = _related_observations(observed)
        if risk is not None:
            said["related-risks"] = [{"risk-uuid": risk["uuid"]}]
        return said

    def risk(self, one: Objective, observed: Sequence[Mapping[str, Any]]) -> dict[str, Any] | None:
        """Return the risk of what refuses, or of what only a waiver allows; otherwise None."""
        strict = self.report.strict
        waivers = [found.waiver for found in one.findings if found.waiver is not None]
        if not waivers and not any(
            found.old or found.blocks(strict=strict) for found in one.findings
        ):
            return None
        lasting = len(waivers) == len(one.findings)
        said: dict[str, Any] = {
            "uuid": self.uuid_of("risk", one.file, one.rule.id),
            "title": text(one.rule.title),
            "description": text(
                f"{one.agency or one.file}: {sentence(one.findings[0], _first(one))}"
            ),
            "statement": text(_statement(one.rule, self.report.as_of)),
            "status": "deviation-approved" if lasting else "open",
            "remediations": [
                {
                    "uuid": self.uuid_of("remediation", one.file, one.rule.id),
                    "lifecycle": "recommendation",
                    "title": "What to do",
                    "description": text(one.rule.remedy),
                }
            ],
        }
        if lasting:
            said["deadline"] = moment(min(waiver.expires for waiver in waivers))
        if waivers:
            entries = [self._entry(one, waiver) for waiver in dict.fromkeys(waivers)]
            said["risk-log"] = {"entries": entries}
        return said | {"related-observations": _related_observations(observed)}

    def _entry(self, one: Objective, waiver: Waiver) -> dict[str, Any]:
        origin = waiver_origin(waiver, self.report.as_of)
        return {
            "uuid": self.uuid_of("waiver", one.file, one.rule.id, str(waiver.record)),
            "title": "Waiver",
            "description": text(f"{origin}: {waiver.reason} (record: {waiver.record})"),
            "start": moment(waiver.granted),
            "end": moment(waiver.expires),
            "status-change": "deviation-approved",
        }


def subject(file: str) -> dict[str, str]:
    """Name a file as the subject of an observation."""
    return {"subject-uuid": uuid("file", file), "type": "component", "title": text(file)}


def _first(one: Objective) -> str:
    count = sum(found.count for found in one.findings)
    message = one.findings[0].spot.message
    return message if count == 1 else f"{message} (and {count - 1:,} more)"


def _statement(rule: RuleInfo, as_of: dt.date) -> str:
    provision = law(rule, as_of)
    said = [rule.says if provision is None else f"{rule.says} Law: {provision}."]
    return " ".join([*said, *(f"Note: {doubt.rstrip('.')}." for doubt in doubts(rule))])


def _status(one: Objective, report: Report) -> tuple[dict[str, str], str]:
    """Return the status of an objective, and the tool's own word for it."""
    waived = [found.waiver for found in one.findings if found.waiver is not None]
    open_ = [found for found in one.findings if found.waiver is None]
    if any(found.answer is Answer.VIOLATION for found in open_):
        return {"state": "not-satisfied", "reason": "fail"}, "violation"
    if open_:
        status = {"state": "not-satisfied", "reason": "other", "remarks": UNDECIDED}
        return status, "undecided"
    if waived:
        origins = dict.fromkeys(waiver_origin(waiver, report.as_of) for waiver in waived)
        said = text("; ".join(origins))
        return {"state": "not-satisfied", "reason": "other", "remarks": said}, "waived"
    return {"state": "satisfied", "reason": "pass"}, "met"


def _related_observations(observed: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    return [{"observation-uuid": one["uuid"]} for one in observed]


def _place(where: Location) -> dict[str, object]:
    start, end = where.span.start, where.span.end
    return {
        "file": where.file,
        "line": start.line,
        "column": start.column,
        "end_line": end.line,
        "end_column": end.column,
    }


def _evidence(finding: Finding, spot: Spot) -> Iterator[dict[str, str]]:
    """Yield the place, the steps of a path, and the other places that a finding speaks of."""
    yield _at(spot.location, str(spot.location))
    for step in spot.path:
        where = step.edge.evidence.where
        said = f"{step_sentence(step)}. {place_with_notes(step)}"
        yield (
            _at(where, said)
            if isinstance(where, Location)
            else {"href": uri(where.document), "description": text(said)}
        )
    for related in finding.related:
        yield _at(related.location, f"{related.label}: {related.location}")


def _at(where: Location, said: str) -> dict[str, str]:
    href = f"{uri(where.file)}#L{where.span.start.line}"
    return {"href": href, "description": text(said)}
