"""The recipients that an export lists, each name once and looked up in the directory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lprpolicy.errors import ExportError
from lprpolicy.identify.index import Index
from lprpolicy.model.characters import one_line
from lprpolicy.model.listed import ListedRecipient
from lprpolicy.model.observation import Observation, Share
from lprpolicy.model.scalars import LONGEST_LINE
from lprpolicy.model.words import RowStatus, Tri
from lprpolicy.write.start.grants import place


def listed_recipients(observation: Observation, system: str, index: Index) -> list[ListedRecipient]:
    """Gather the rows of each name: rows of one text are one recipient, as `drift` reads them.

    An ExportError names a row whose name no policy can hold.
    """
    rows: dict[str, list[Share]] = {}
    for share in observation.outbound():
        _fits(observation.document, share)
        rows.setdefault(one_line(share.raw), []).append(share)
    made = []
    for same in rows.values():
        share = _together(same)
        identity = index.identify(share.raw, state=share.state)
        made.append(ListedRecipient(system, share, identity, tuple(same)))
    return made


def _together(rows: Sequence[Share]) -> Share:
    """One share of the rows of one name: what any opens is open; two states tell none."""
    first = rows[0]
    if len(rows) == 1:
        return first
    data = {
        kind: Tri.YES if any(row.data.get(kind) is Tri.YES for row in rows) else said
        for kind, said in first.data.items()
    }
    states = {row.state for row in rows}
    active = any(row.status is RowStatus.ACTIVE for row in rows)
    return replace(
        first,
        data=data,
        status=RowStatus.ACTIVE if active else first.status,
        state=first.state if len(states) == 1 else None,
    )


def _fits(document: str, share: Share) -> None:
    """Refuse a name that is too long for a policy, as it would be written: nobody is called so."""
    if (long := len(one_line(share.raw))) > LONGEST_LINE:
        raise ExportError(
            f"{document}, {place(share)}: the name takes {long:,} characters to write, "
            f"more than the {LONGEST_LINE} that a policy allows",
            hint="download the export again; a quotation mark or a line break may be missing",
        )
