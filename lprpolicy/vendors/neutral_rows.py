"""Writing the neutral CSV: an observation, or the rows of a plan.

A cell that a spreadsheet would work out as a formula gets an apostrophe before it, which the
reader takes away again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from lprpolicy.model.observation import Completeness, Observation, Share
from lprpolicy.model.places import Where
from lprpolicy.model.words import Data, RowStatus, Switch, Tri

LOOKUPS: Final = tuple(Switch)
WHOLE: Final = ("vendor", "owner", "reported", "completeness", *LOOKUPS, "retention")
"""Columns about the whole file. Rows may repeat their values and may not contradict each other."""


def column(kind: Data) -> str:
    """The column of a kind of data.

    >>> column(Data.LIVE_VIDEO)
    'live_video'
    """
    return kind.value.replace("-", "_")


COLUMNS: Final = (
    "owner",
    "direction",
    "recipient",
    "state",
    "city",
    "status",
    *(column(kind) for kind in Data),
    "hot_list_names",
    "networks",
    "since",
    "source",
    "vendor",
    "reported",
    "completeness",
    *LOOKUPS,
    "retention",
)
_PLACE = re.compile(r", (?:page|row) [0-9]")
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_QUOTED = re.compile(r'[",\r\n]|^\s|\s$')


def write(observation: Observation) -> str:
    """Write the observation as a neutral CSV; `left_out` lists what a CSV cannot hold."""
    whole = _of_the_whole(observation)
    rows = [whole | row(share) for share in observation.shares]
    return table(rows or [whole])


def left_out(observation: Observation) -> tuple[str, ...]:
    """List what a neutral CSV of this observation leaves out, for the person who writes it."""
    counts = {"claims": len(observation.claims), "notes": len(observation.notes)}
    return tuple(f"{count} {what}" for what, count in counts.items() if count)


def table(rows: Iterable[Mapping[str, str]], *, before: Sequence[str] = ()) -> str:
    """Rows as CSV. `before` are columns of another list, such as a plan's, in front of ours.

    A table with such columns is for reading and signing: it is no sharing list, and is refused
    as one.
    """
    columns = (*before, *COLUMNS)
    lines = [columns, *(tuple(row.get(name, "") for name in columns) for row in rows)]
    return "".join(",".join(_cell(cell) for cell in line) + "\n" for line in lines)


def _of_the_whole(observation: Observation) -> dict[str, str]:
    return {
        "vendor": observation.vendor.value,
        "owner": observation.owner or "",
        "reported": str(observation.reported or ""),
        "completeness": _complete(observation.completeness),
        **{name: _tri_cell(observation.lookups.get(name, Tri.UNKNOWN)) for name in LOOKUPS},
        "retention": str(observation.retention or ""),
    }


def _complete(completeness: Completeness) -> str:
    """The word of the table: whatever the table says, its reader takes it for a claim."""
    said = Completeness.COMPLETE if completeness is Completeness.CLAIMED else completeness
    return said.value


def row(share: Share) -> dict[str, str]:
    """Return one share as a row of the table."""
    return {
        "direction": share.direction.value,
        "recipient": share.raw,
        "state": share.state or "",
        "city": share.city or "",
        "status": "" if share.status is RowStatus.ACTIVE else share.status.value,
        **{column(kind): _tri_cell(share.data.get(kind, Tri.UNKNOWN)) for kind in Data},
        "hot_list_names": "; ".join(map(_list_cell, share.hot_lists)),
        "networks": share.networks or "",
        "since": str(share.since or ""),
        "source": source(share.where),
    }


def source(where: Where) -> str:
    """Where a row was seen; one that was carried over from another file keeps its first place.

    >>> source(Where("n.csv", row=2, part="report.pdf, page 4"))
    'report.pdf, page 4'
    """
    part = where.part or ""
    return part if _PLACE.search(part) else str(where)


def _list_cell(name: str) -> str:
    return name.replace("\\", "\\\\").replace(";", "\\;")


def split_names(cell: str) -> tuple[str, ...]:
    r"""The names of a cell; a backslash keeps a semicolon from parting them.

    >>> split_names(r"NCIC; Wanted\; armed")
    ('NCIC', 'Wanted; armed')
    """
    names = re.findall(r"(?:\\.|[^;\\])+", cell, re.S)
    return tuple(
        re.sub(r"\\(.)", r"\1", name.strip(), flags=re.S) for name in names if name.strip()
    )


def _tri_cell(fact: Tri) -> str:
    return "" if fact is Tri.UNKNOWN else fact.value


def bare(cell: str) -> str:
    """A cell without the apostrophe that keeps it from being worked out.

    >>> bare("'=A1"), bare("'tis")
    ('=A1', "'tis")
    """
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def _cell(text: str) -> str:
    safe = f"'{text}" if _FORMULA.match(text) else text
    return '"{}"'.format(safe.replace('"', '""')) if _QUOTED.search(safe) else safe
