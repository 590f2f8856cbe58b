"""The rows of a workbook as JSON: made in a process of its own, since the file is a stranger's."""

from __future__ import annotations

import json
from collections.abc import Iterable

from lprpolicy.audit.headers import is_header
from lprpolicy.errors import ExportError
from lprpolicy.tables import tables

Sheets = list[tuple[str | None, list[tuple[int, tuple[str, ...]]]]]


def sheets_as_json(asked: str, raw: bytes) -> bytes:
    """Return every sheet with its rows; `asked` is the file's name. `!` begins an error."""
    try:
        found = tables(asked, raw, dates=True, moments=True, formulas=False, wanted=_is_log)
    except ExportError as error:
        return b"!" + json.dumps([error.message, error.hint]).encode()
    return b"=" + json.dumps([[one.sheet, one.rows] for one in found]).encode()


def _is_log(head: Iterable[tuple[str, ...]]) -> bool:
    """Whether a sheet has the header of a log; a pivot table beside it may hold anything."""
    return any(map(is_header, head))


def sheets_of_json(answer: bytes) -> Sheets:
    """Read what came back, or raise the error in it."""
    if answer.startswith(b"!"):
        message, hint = json.loads(answer[1:])
        raise ExportError(message, hint=hint, consequence="nothing was audited")
    return [
        (sheet, [(int(number), tuple(map(str, cells))) for number, cells in rows])
        for sheet, rows in json.loads(answer[1:])
    ]
