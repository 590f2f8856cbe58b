"""Write a replay for programs."""

from __future__ import annotations

from lprpolicy.write.audit.json import count, in_all
from lprpolicy.write.escape import json_text
from lprpolicy.write.replay.facts import ReplayReport


def write(report: ReplayReport) -> str:
    return json_text(
        {
            "format": "lprpolicy/replay/v1",
            "version": report.version,
            "agency": report.agency,
            "policy": report.policy,
            "period": report.period,
            "searches": in_all(report.searches),
            "first_day": report.days[0].isoformat() if report.days else None,
            "last_day": report.days[1].isoformat() if report.days else None,
            "lines": [
                {"outcome": one.outcome.value, "clause": one.clause, "agency": one.who}
                | count(one.searches)
                for one in report.lines
            ],
            "notes": list(report.notes),
        }
    )
