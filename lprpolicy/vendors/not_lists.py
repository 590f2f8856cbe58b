"""Files of a vendor that are no sharing list: what they are, and which command takes them."""

from __future__ import annotations

import re
import shlex
from typing import Final

from lprpolicy.errors import ExportError
from lprpolicy.tables import Table, first_line, is_workbook, tables

_SEARCHES: Final = (
    frozenset({"searchdate", "networkcount"}),
    frozenset({"userid", "searchdate"}),
    frozenset({"totalnetworkssearched", "totaldevicessearched"}),
    frozenset({"searchtime", "searchtype"}),
    frozenset({"searchtime", "reason"}),
    frozenset({"searchtime", "licenseplate"}),
)
"""Columns of the logs of searches: the portal's, the agency's own and the network's."""
_REQUESTS: Final = frozenset({"organization", "requestdate", "permissions"})


def say_what_it_is(name: str, raw: bytes) -> None:
    """Raise an ExportError if it is a log of searches, or a workbook of pending requests."""
    cells = _titles(name, raw)
    if any(columns <= cells for columns in _SEARCHES):
        raise ExportError(
            f"{name}: it is a log of searches, and does not list who has access",
            hint=f"lprpolicy audit {shlex.quote(name)} --agency us-xx/your-agency judges its "
            "searches; for a sharing list, download SharedNetworks or print the Agency Data "
            "Sharing Report",
        )
    if is_workbook(raw) and cells >= _REQUESTS:
        raise ExportError(
            f"{name}: it lists requests to share, and nobody who is let in",
            hint="save it as CSV for `lprpolicy requests`, which answers them",
        )


def _titles(name: str, raw: bytes) -> frozenset[str]:
    """The column titles of a text, or of the first rows of a workbook's sheets."""
    if not is_workbook(raw):
        return _bare(re.split(r"[,;\t|]", first_line(raw)))
    try:
        found: tuple[Table, ...] = tables(name, raw)
    except ExportError:
        return frozenset()
    return frozenset().union(*(_bare(table.rows[0][1]) for table in found if table.rows))


def _bare(cells: list[str] | tuple[str, ...]) -> frozenset[str]:
    return frozenset(re.sub(r"[^a-z]", "", cell.casefold()) for cell in cells)
