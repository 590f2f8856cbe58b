"""Write grants as YAML text, each below a comment that says where the vendor shows it.

As text, since ruamel.yaml is too slow for thousands of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lprpolicy.model.characters import one_line
from lprpolicy.model.listed import ListedRecipient
from lprpolicy.model.observation import Share
from lprpolicy.model.words import RowStatus, Tri
from lprpolicy.write.quoted import double_quote


def grant_data(one: ListedRecipient, purposes: Sequence[str] = ()) -> dict[str, Any]:
    """Return the grant of a recipient as a policy writes it."""
    share, name = one.share, one_line(one.share.raw)
    made: dict[str, Any] = {"to": one.identity.id, "listed_as": name}
    if one.identity.id is None:
        made = {"to": {"named": name} | ({"state": share.state} if share.state else {})}
    opens = [kind.value for kind, seen in share.data.items() if seen is Tri.YES]
    made |= {"system": one.system} | ({"data": opens} if opens else {}) | {"mode": "standing"}
    return made | ({"purposes": list(purposes)} if purposes else {})


def grant_text(
    one: ListedRecipient, *, purposes: Sequence[str] = (), indent: int = 4, documents: bool = False
) -> str:
    """Write one grant as an item of a list. `documents` names the export in the comment too."""
    margin = " " * indent
    first, *more = _lines(grant_data(one, purposes))
    comment = [f"{margin}# {line}" for line in _comment(one, documents=documents)]
    return "\n".join([*comment, f"{margin}- {first}", *(f"{margin}  {line}" for line in more), ""])


def _lines(data: dict[str, Any]) -> list[str]:
    """Write a mapping in lines. Only names need quotes; all else is of the format's own words."""
    lines = []
    for key, value in data.items():
        if isinstance(value, dict):
            lines += [f"{key}:", *(f"  {line}" for line in _lines(value))]
        elif isinstance(value, list):
            lines.append(f"{key}: [{', '.join(value)}]")
        else:
            lines.append(f"{key}: {double_quote(value) if key in _NAMES else value}")
    return lines


_NAMES = frozenset({"listed_as", "named"})


def _comment(one: ListedRecipient, *, documents: bool) -> list[str]:
    share, identity = one.share, one.identity
    lines = []
    for row in one.rows:
        inactive = ", marked inactive by the vendor" if row.status is RowStatus.INACTIVE else ""
        networks = f", networks: {row.networks}" if row.networks else ""
        where = f"{row.where.document}, {place(row)}" if documents else place(row)
        lines.append(f"{where}: {row.raw}{inactive}{networks}")
    came = share.state_from
    if came is not None and came.document != share.where.document:
        lines.append(f"state from {came}, where the same name stands")
    elif came is not None and came != share.where:
        lines.append(f"state from page {came.page}, where the same name stands again")
    if identity.id is None:
        lines.append(f"not in the directory: {identity.why}")
    return [*dict.fromkeys(one_line(line) for line in lines)]


def place(share: Share) -> str:
    """Return the page or row of an export on which a share stands."""
    return f"page {share.where.page}" if share.where.page else f"row {share.where.row}"
