"""Write an audit for programs."""

from __future__ import annotations

from typing import Any

from lprpolicy.model.search_groups import LogSource
from lprpolicy.model.small_cells import LEAST, ShownCount
from lprpolicy.write.audit.facts import AuditedRule, AuditFinding, AuditReport
from lprpolicy.write.audit.text import order, sentence
from lprpolicy.write.escape import json_text


def write(report: AuditReport) -> str:
    return json_text(
        {
            "format": "lprpolicy/audit/v1",
            "version": report.version,
            "agency": report.agency,
            "as_of": report.as_of.isoformat(),
            "period": report.period,
            "log": "own" if report.own else "network",
            "time_zone": report.zone,
            "lexicon_sha256": report.lexicon,
            "sources": [_source(one) for one in report.sources],
            "searches": in_all(report.searches),
            "first_day": report.days[0].isoformat() if report.days else None,
            "last_day": report.days[1].isoformat() if report.days else None,
            "decision": _decision(report),
            "rules": [_rule(one) for one in sorted(report.rules, key=order)],
            "tables": [
                {
                    "title": table.title,
                    "of": table.of,
                    "lines": [{"line": line} | count(held) for line, held in table.lines],
                }
                for table in report.tables
            ],
            "notes": list(report.notes),
        }
    )


def _decision(report: AuditReport) -> str | None:
    if not report.is_asked:
        return None
    return "refuse" if report.refused else "allow"


def in_all(searches: int) -> int | None:
    """How many searches there are; null where there are a few."""
    return None if 0 < searches < LEAST else searches


def count(held: ShownCount) -> dict[str, Any]:
    """A count; where it is hidden, the bound that is shown instead."""
    if held.count is not None:
        return {"searches": held.count}
    return {"searches": None, ("fewer_than" if held.small else "at_least"): LEAST}


def _source(one: LogSource) -> dict[str, Any]:
    return {
        "document": one.document,
        "sheet": one.sheet,
        "sha256": one.sha256,
        "rows": one.rows,
        "repeated": one.repeated,
        "columns": [column.value for column in one.columns],
        "notes": [{"row": note.row, "says": note.says} for note in one.notes],
    }


def _rule(one: AuditedRule) -> dict[str, Any]:
    provision = one.rule.provision
    return {
        "rule": one.rule.id,
        "title": one.rule.title,
        "binding": one.rule.binding.value,
        "answer": "contested" if one.contested else one.answer.value if one.answer else "met",
        "law": provision.citation if provision else None,
        "verified": provision.verified.value if provision else None,
        "since": one.rule.since.isoformat() if one.rule.since else None,
        "bound": count(one.searches),
        "findings": [_finding(found) for found in one.findings],
        "remedy": one.rule.remedy,
    }


def _finding(found: AuditFinding) -> dict[str, Any]:
    return {
        "answer": found.answer.value,
        "says": sentence(found),
        **count(found.searches),
        "first_month": found.months[0] if found.months else None,
        "last_month": found.months[1] if found.months else None,
        "rows": [{"source": source, "row": row} for source, row in found.places],
    }
