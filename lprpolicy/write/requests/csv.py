"""Write answers to requests as a table for a spreadsheet, in which no cell is a formula."""

from __future__ import annotations

import csv
import io
from typing import Final

from lprpolicy.model.request import Requests
from lprpolicy.write.escape import csv_cell

HEADER: Final = (
    "row",
    "organization",
    "recipient",
    "since",
    "asks",
    "answer",
    "why",
    "rules against it",
    "law",
    "to settle",
)


def write(found: Requests) -> str:
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(HEADER)
    for one in found.answered:
        cells = (
            one.share.raw,
            one.recipient.id or "",
            one.share.since.isoformat() if one.share.since else "",
            ", ".join(one.asks),
            one.reply.value,
            "; ".join((one.why, *one.unclear)),
            "; ".join(f"{reason.rule}: {reason.says}" for reason in one.against),
            "; ".join(reason.law for reason in one.against),
            "; ".join(f"{reason.rule}: {reason.says}" for reason in one.open),
        )
        table.writerow([str(one.share.where.row or ""), *map(csv_cell, cells)])
    return out.getvalue()
