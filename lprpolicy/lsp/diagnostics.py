"""Findings as an editor underlines them: each place of a finding is a diagnostic of its file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from lsprotocol import types

from lprpolicy.lsp.places import Places
from lprpolicy.model.report import Finding, Related, Report, Spot
from lprpolicy.model.verdicts import Answer

SOURCE: Final = "lprpolicy"


Found = tuple[Finding, Spot]


def by_file(report: Report) -> dict[str, list[Found]]:
    """Return each place of each finding by its file; an editor is told of files that differ."""
    found: dict[str, list[Found]] = {}
    for finding in report.findings:
        for spot in (finding.spot, *finding.also):
            found.setdefault(spot.location.file, []).append((finding, spot))
    return found


def diagnostics(
    found: list[Found],
    places: Callable[[str], Places],
    uri: Callable[[str], str | None],
    *,
    strict: bool,
) -> list[types.Diagnostic]:
    """Return what is found in one file as an editor shows it."""
    if not found:
        return []
    here = places(found[0][1].location.file)
    return [_diagnostic(one, spot, here, places, uri, strict=strict) for one, spot in found]


def _diagnostic(
    finding: Finding,
    spot: Spot,
    here: Places,
    places: Callable[[str], Places],
    uri: Callable[[str], str | None],
    *,
    strict: bool,
) -> types.Diagnostic:
    rule = finding.rule
    link = rule.provision.url if rule.provision is not None else None
    return types.Diagnostic(
        range=here.range(spot.location.span),
        severity=_severity(finding, strict=strict),
        code=rule.id,
        code_description=types.CodeDescription(link) if link else None,
        source=SOURCE,
        message=_message(finding, spot),
        related_information=list(_related_places(finding.related, places, uri)) or None,
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


def _related_places(
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
