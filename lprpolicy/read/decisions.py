"""Read `decisions.csv`: what somebody decided about each recipient of a vendor's list."""

from __future__ import annotations

import csv
import io
import re
from typing import Final

from lprpolicy.errors import UsageError
from lprpolicy.model.listed import FORMULA, Choice, Decisions

COLUMNS: Final = ("system", "listed_as", "decision")
BESIDE: Final = "who"
"""A column for the reader's eyes, which decides nothing."""
_HINT: Final = "download it again from the review page, or correct the row"


def read_decisions(name: str, raw: bytes) -> Decisions:
    """Return the decisions by system and vendor's text; an empty cell is no decision yet.

    A UsageError names the row of what is none, and of two decisions about one recipient.

    >>> dict(read_decisions("d.csv", b"system,listed_as,decision\\nflock,A PD,keep\\n"))
    {('flock', 'A PD'): <Choice.KEEP: 'keep'>}
    """
    try:
        text = raw.decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except (ValueError, csv.Error) as error:
        raise _wrong(name, f"this is no CSV in UTF-8: {error}") from error
    heads = [head.strip().casefold() for head in rows[0]] if rows else []
    if sorted({*heads} - {BESIDE}) != sorted(COLUMNS) or len({*heads}) < len(heads):
        raise _wrong(name, f"its columns are not {', '.join(COLUMNS)}")
    made: dict[tuple[str, str], Choice] = {}
    for number, row in enumerate(rows[1:], 2):
        if not any(cell.strip() for cell in row):
            continue
        if len(row) != len(heads):
            raise _wrong(name, f"row {number} has {len(row)} cells, and {len(heads)} are due")
        cells = dict(zip(heads, row, strict=True))
        _take(made, cells, f"{name}, row {number}")
    return made


def _take(made: dict[tuple[str, str], Choice], cells: dict[str, str], place: str) -> None:
    said = cells["decision"].strip().casefold()
    if not said:
        return
    if said not in {*Choice}:
        raise _wrong(place, f"{cells['decision']!r} is no decision; write {', '.join(Choice)}")
    key = cells["system"].strip(), _plain(cells["listed_as"].strip())
    if made.setdefault(key, Choice(said)) is not Choice(said):
        raise _wrong(place, f"{key[1]!r} of {key[0]} is decided twice, and not alike")


def _plain(cell: str) -> str:
    """Take away the apostrophe that keeps a spreadsheet from running a name as a formula."""
    return cell[1:] if re.match(f"'{FORMULA}", cell) else cell


def _wrong(place: str, says: str) -> UsageError:
    return UsageError(f"{place}: {says}", hint=_HINT, consequence="nothing was written")
