"""Write rules for a person: a line each, the ids in a column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def write(rows: Sequence[Mapping[str, object]]) -> str:
    width = max((len(str(row["id"])) for row in rows), default=0)
    return "".join(
        f"{row['id']:<{width}}  {row['binding']:<6}  from {row['from']}  {row['title']}\n"
        for row in rows
    )
