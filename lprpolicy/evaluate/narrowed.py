"""Show a part of a report: the findings of some rules. What is decided stays as it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lprpolicy.errors import UsageError
from lprpolicy.evaluate.options import RuleFilter, is_or_begins
from lprpolicy.model.prose import suggestion
from lprpolicy.model.report import Finding, JudgedPolicy, Narrowing, Note, Report


def narrow(report: Report, chosen: RuleFilter) -> Report:
    """Return the report with the findings of the chosen rules; the decision is still of all.

    Raises UsageError for a rule that was not applied: a slip must not look like a clean report.
    """
    if not chosen.select and not chosen.ignore:
        return report
    known = {rule.id for rule in report.rules}
    for option, names in (("--select", chosen.select), ("--ignore", chosen.ignore)):
        _require_known(option, names, known)
    shown = _choose(report.findings, chosen)
    hidden = sum(
        one.count
        for one in report.findings
        if one.blocks(strict=report.strict) and not chosen.takes(one.rule.id)
    )
    by = " ".join((*chosen.select, *(f"not {name}" for name in chosen.ignore)))
    return replace(
        report,
        rules=tuple(rule for rule in report.rules if chosen.takes(rule.id)),
        subjects=tuple(_of_subject(one, chosen) for one in report.subjects),
        notes=(Note(f"shows a part of the rules alone: {by}"), *report.notes),
        findings=shown,
        coming=_choose(report.coming, chosen),
        adoption=_choose(report.adoption, chosen),
        narrowed=Narrowing(chosen.select, chosen.ignore, hidden),
    )


def _choose(findings: Sequence[Finding], chosen: RuleFilter) -> tuple[Finding, ...]:
    return tuple(one for one in findings if chosen.takes(one.rule.id))


def _of_subject(subject: JudgedPolicy, chosen: RuleFilter) -> JudgedPolicy:
    """Leave out the rules that are not shown: a format that lists the met ones would pass them."""
    return replace(subject, rules=tuple(rule for rule in subject.rules if chosen.takes(rule)))


def _require_known(option: str, names: Sequence[str], known: set[str]) -> None:
    for name in names:
        if not any(is_or_begins(rule, name) for rule in known):
            raise UsageError(
                f"{option}: no rule {name!r} was applied here{suggestion(name, sorted(known))}",
                hint="`lprpolicy rules list` lists the rules; `us-ct/` is all that begin so",
            )
