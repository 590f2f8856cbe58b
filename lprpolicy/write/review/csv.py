"""Write `decisions.csv`: a row a recipient, with what was decided, for a spreadsheet and back."""

from __future__ import annotations

import csv
import io
import re

from lprpolicy.model.listed import FORMULA, Choice
from lprpolicy.write.review.facts import Review
from lprpolicy.write.review.phrases import who


def write(review: Review) -> str:
    """Write every recipient in the order of the review page."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(["system", "listed_as", "decision", "who"])
    for _, _, members in review.by_group():
        for one in members:
            system, name = one.key
            by_law = one.forbidden and one.decided is Choice.REMOVE
            decided = one.decided.value if one.decided is not None and not by_law else ""
            table.writerow([system, _cell(name), decided, _cell(who(one))])
    return out.getvalue()


def _cell(text: str) -> str:
    """Keep a spreadsheet from running a name as a formula."""
    return f"'{text}" if re.match(FORMULA, text) else text
