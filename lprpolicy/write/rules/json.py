"""Write rules for programs: an object per line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping


def write(rows: Iterable[Mapping[str, object]]) -> str:
    return "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)
