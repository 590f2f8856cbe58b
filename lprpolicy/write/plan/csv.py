"""Write a plan as a table for a spreadsheet, in which no cell becomes a formula."""

from __future__ import annotations

import csv
import io
from typing import Final

from lprpolicy.model.plan import Plan
from lprpolicy.write.escape import csv_cell

HEADER: Final = (
    "number",
    "effect",
    "action",
    "system",
    "row",
    "recipient",
    "item",
    "to",
    "inactive",
    "seen at",
    "what to do",
    "done by",
    "done on",
)


def write(plan: Plan) -> str:
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(HEADER)
    for step in plan.steps:
        cells = (
            step.row or "",
            step.recipient or "",
            step.item or "",
            step.to or "",
            "inactive" if step.inactive else "",
            step.seen_at or "",
            step.click,
        )
        first = (str(step.number), step.effect, step.action, step.system)
        table.writerow([*first, *map(csv_cell, cells), "", ""])
    for question in plan.questions:
        row, asks = csv_cell(question.row or ""), csv_cell(question.asks)
        table.writerow(["", "", "answer", question.system, row, *[""] * 5, asks, "", ""])
    for look in plan.looks:
        table.writerow(["", "", "look", look.system, *[""] * 6, csv_cell(look.looks), "", ""])
    return out.getvalue()
