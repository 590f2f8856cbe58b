"""From findings to the one decision."""

from __future__ import annotations

from collections.abc import Iterable

from lprpolicy.model.report import Decision, Finding


def decide(findings: Iterable[Finding], *, strict: bool) -> Decision:
    """Refuse if any finding that is not waived blocks; an undecided finding blocks too."""
    refused = any(finding.blocks(strict=strict) for finding in findings)
    return Decision.REFUSE if refused else Decision.ALLOW
