"""Which column of a log is which, by the words of its header and never by its place.

The words were seen in released logs of Flock Safety (organization, network and portal audits, and
PDFs turned into tables) between 2022 and 2026. The neutral CSV uses the names of `Column`.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Final

from lprpolicy.errors import ExportError
from lprpolicy.model.search import COLUMNS, Cells, LogColumn

_ALIASES: Final[dict[LogColumn, tuple[str, ...]]] = {
    LogColumn.ID: ("id", "search id"),
    LogColumn.USER: ("name", "user id", "user", "user name"),
    LogColumn.AGENCY: ("org name", "agency", "organization", "organization name"),
    LogColumn.NETWORKS: (
        "total networks searched",
        "network count",
        "networks",
        "nets",
        "network co",  # cut by a PDF
    ),
    LogColumn.DEVICES: ("total devices searched", "camera count", "devices", "devs"),
    LogColumn.WINDOW: ("time frame", "window"),
    LogColumn.WINDOW_START: ("time frame start", "window start", "start timeframe utc"),
    LogColumn.WINDOW_END: ("time frame end", "window end", "end timeframe utc"),
    LogColumn.PLATE: ("license plate", "plate"),
    LogColumn.REASON: ("reason",),
    LogColumn.CASE: ("case #", "case num", "case number"),
    LogColumn.OFFENSE: ("offense type", "offence type"),
    LogColumn.FILTERS: ("filters",),
    LogColumn.DATE: ("search date",),
    LogColumn.TIME: ("search time", "searched at", "search time utc", "search date/time"),
    LogColumn.TYPE: ("search type",),
    LogColumn.PROMPT: ("text prompt", "prompt"),
    LogColumn.MODERATION: ("moderation",),
    LogColumn.ON_BEHALF: ("on behalf of",),
}


def _key(title: str) -> str:
    """Reduce a title to its letters and digits: `Org_Name`, ` Org Name` and `orgName` are one."""
    return "".join(one for one in title.casefold() if one.isalnum())


_KNOWN: Final = {_key(name): column for column, names in _ALIASES.items() for name in names}
_LEAST: Final = 3
"""A header has at least this many columns that are known; the smallest export seen has four."""
_SHOWN: Final = 20
"""The most titles that an error names."""
_HINT: Final = (
    "the first row of a search log names its columns, such as Reason and Search Time; "
    "docs/how-to/audit-searches.md lists them"
)


@dataclass(frozen=True, slots=True)
class Header:
    """The columns of one sheet, in the order in which they stand; None for one to be ignored."""

    row: int
    titles: tuple[str, ...]
    columns: tuple[LogColumn | None, ...]

    @property
    def untitled(self) -> tuple[int, ...]:
        """The places, from 0, of columns without a title: no cell of them may hold anything."""
        return tuple(place for place, title in enumerate(self.titles) if not title.strip())

    @property
    def known(self) -> frozenset[LogColumn]:
        return frozenset(column for column in self.columns if column is not None)

    def picker(self) -> Callable[[Sequence[str | None]], Cells]:
        """Return a function that puts a row, with a None at its end, in the order of COLUMNS."""
        places = {column: place for place, column in enumerate(self.columns) if column}
        return itemgetter(*(places.get(column, len(self.columns)) for column in COLUMNS))

    def place(self, column: LogColumn) -> int:
        """Return the number of a column, from 1; 0 if there is none."""
        return self.columns.index(column) + 1 if column in self.columns else 0


def is_header(cells: Sequence[str]) -> bool:
    """Whether a row names at least three columns of a search log."""
    return sum(_key(cell) in _KNOWN for cell in cells) >= _LEAST


def same_header(cells: Sequence[str], header: Header) -> bool:
    """Whether a row repeats the header."""
    return tuple(map(_key, cells)) == tuple(map(_key, header.titles))


def read_header(at: str, row: int, cells: Sequence[str], ignored: Collection[str]) -> Header:
    """Read the header, or raise an ExportError that names what is not known or is there twice."""
    leave_out = {_key(name) for name in ignored}
    found: list[LogColumn | None] = []
    for number, title in enumerate(cells, 1):
        column = _KNOWN.get(_key(title))
        if _key(title) in leave_out and _key(title):
            column = None
        elif column is None and title.strip():
            raise _unknown_title(at, row, cells, number, leave_out)
        elif column is not None and column in found:
            raise ExportError(
                f"{at}, row {row}, column {number}: {title.strip()!r} stands there twice",
                hint="keep one of the two, and say in your notes which",
                consequence="nothing was audited",
            )
        found.append(column)
    if LogColumn.DATE in found and LogColumn.TIME not in found:
        found[found.index(LogColumn.DATE)] = LogColumn.TIME  # a portal's date holds the time too
    if LogColumn.TIME not in found:
        raise ExportError(
            f"{at}, row {row}: no column gives the time of a search",
            hint=_HINT,
            consequence="nothing was audited",
        )
    return Header(row, tuple(cells), tuple(found))


def no_header(at: str, row: int) -> ExportError:
    """Return the error of a sheet that begins without a header."""
    return ExportError(
        f"{at}, row {row}: this row is no header of a search log",
        hint=_HINT,
        consequence="nothing was audited",
    )


def _unknown_title(
    at: str, row: int, cells: Sequence[str], number: int, leave_out: Collection[str]
) -> ExportError:
    """Return the error of a title that nobody knows, and how all such columns are left out."""
    title = cells[number - 1]
    others = [
        one.strip()
        for one in cells
        if one.strip() and _key(one) not in _KNOWN and _key(one) not in leave_out
    ]
    near = difflib.get_close_matches(_key(title), _KNOWN, n=1)
    meant = f"did you mean {str(_KNOWN[near[0]])!r}? " if near else ""
    shown = others[:_SHOWN]
    flags = " ".join(f"--ignore-column {one!r}" for one in shown)
    flags += f", and {len(others) - _SHOWN} more" if len(others) > _SHOWN else ""
    it = "it" if len(others) == 1 else "it and the others that are not known"
    return ExportError(
        f"{at}, row {row}, column {number}: {title.strip()!r} is no column that is known",
        hint=f"{meant}rename it, or leave {it} out of account with {flags}",
        consequence="nothing was audited",
    )
