"""Targets for what vendors and offices write: tables, workbooks, reports, pages and lists."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from tests.fuzz.documents import known

if TYPE_CHECKING:
    from pydantic import TypeAdapter

    from lprpolicy.model.observation import Observation


def table(raw: bytes) -> None:
    """Every cell of a table is text without a NUL."""
    from lprpolicy.tables import first_line, tables

    first_line(raw)
    for one in tables("fuzzed.csv", raw):
        assert all("\x00" not in cell for _, row in one.rows for cell in row)


def workbook(raw: bytes) -> None:
    """A workbook is read as a list of agencies is, and as an export."""
    from contextlib import suppress

    from lprpolicy.errors import ExportError
    from lprpolicy.tables import tables

    with suppress(ExportError):
        tables("fuzzed.xlsx", raw, dates=True, formulas=False)
    export("flock-sharednetworks", raw)


def export(format_: str, raw: bytes) -> None:
    """What an export shows crosses from process to process unchanged, and makes a draft."""
    from lprpolicy.tasks.import_ import draft
    from lprpolicy.vendors import FORMATS, observe

    for one in FORMATS:
        one.recognises("fuzzed", raw)
    seen = observe("fuzzed", raw, format=format_)
    adapter = _adapter()
    again: Observation = adapter.validate_json(adapter.dump_json(seen))
    assert again == seen
    if seen.outbound():
        draft(seen, "us-ct/fuzzed-pd", known(), schema="policy.schema.json")


def agencies(which: str, raw: bytes) -> None:
    """An official list joins the directory of agencies, and every entry can be asked for."""
    import datetime as dt

    from lprpolicy.identify.index import FederalNames
    from lprpolicy.identify.partners import assemble
    from lprpolicy.lists import read_list
    from lprpolicy.model.lists import ListName
    from lprpolicy.repository.directories import federal

    day = dt.date(2026, 1, 31)
    lists = read_list(ListName(which), "fuzzed.csv", raw, on=day, title="A list")
    assemble(FederalNames.of(federal()), lists)


@cache
def _adapter() -> TypeAdapter[Any]:
    from pydantic import TypeAdapter

    from lprpolicy.model.observation import Observation

    return TypeAdapter(Observation)
