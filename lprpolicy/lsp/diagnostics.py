"""Findings as an editor underlines them: each place of a finding is a diagnostic of its file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from lsprotocol import types

from lprpolicy.lsp.places import Places
from lprpolicy.model.report import Finding, Related, Report, Spot
from lprpolicy.model.verdicts import Answer

SOURCE: Final = "lprpolicy"


def of_report(
    report: Report, places: Callable[[str], Places], uri: Callable[[str], str | None]
) -> dict[str, list[types.Diagnostic]]:
    """Return the diagnostics of each file that has any, by its path below the root."""
    found: dict[str, list[types.Diagnostic]] = {}
    for finding in report.findings:
        for spot in (finding.spot, *finding.also):
            made = _diagnostic(finding, spot, report, places, uri)
            found.setdefault(spot.location.file, []).append(made)
    return found


def _diagnostic(
    finding: Finding,
    spot: Spot,
    report: Report,
    places: Callable[[str], Places],
    uri: Callable[[str], str | None],
) -> types.Diagnostic:
    rule = finding.rule
    link = rule.provision.url if rule.provision is not None else None
    return types.Diagnostic(
        range=places(spot.location.file).range(spot.location.span),
        severity=_severity(finding, strict=report.strict),
        code=rule.id,
        code_description=types.CodeDescription(link) if link else None,
        source=SOURCE,
        message=_message(finding, spot),
        related_information=list(_related(finding.related, places, uri)) or None,
        data={"fingerprint": spot.fingerprint, "pointer": str(spot.pointer)},
    )


def _severity(finding: Finding, *, strict: bool) -> types.DiagnosticSeverity:
    """What refuses is an error; what nobody can decide yet is a warning, unless only advised."""
    if finding.waiver is not None:
        return types.DiagnosticSeverity.Hint
    if not finding.blocks(strict=strict):
        return types.DiagnosticSeverity.Information
    if finding.answer is Answer.UNDECIDED:
        return types.DiagnosticSeverity.Warning
    return types.DiagnosticSeverity.Error


def _message(finding: Finding, spot: Spot) -> str:
    rule = finding.rule
    undecided = "not enough information: " if finding.answer is Answer.UNDECIDED else ""
    lines = [f"{undecided}{spot.message}"]
    if rule.provision is not None:
        lines.append(f"law: {rule.provision.citation}")
    if finding.waiver is not None:
        lines.append(f"waived until {finding.waiver.expires}")
    lines.append(f"fix: {rule.remedy}")
    return "\n".join(lines)


def _related(
    related: tuple[Related, ...],
    places: Callable[[str], Places],
    uri: Callable[[str], str | None],
) -> Iterator[types.DiagnosticRelatedInformation]:
    """Other places that a finding speaks of, where the editor can open them."""
    for one in related:
        address = uri(one.location.file)
        if address is not None:
            at = places(one.location.file).range(one.location.span)
            yield types.DiagnosticRelatedInformation(types.Location(address, at), one.label)
