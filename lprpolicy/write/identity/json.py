"""Write who names are, for programs: an object a line, with null for what is unknown."""

from __future__ import annotations

import json
from collections.abc import Iterable

from lprpolicy.write.identity.facts import Identified


def write(found: Iterable[Identified]) -> str:
    return "".join(f"{_json(one)}\n" for one in found)


def _json(one: Identified) -> str:
    identity, steps = one.identity, one.steps
    said: dict[str, object] = {
        "raw": identity.raw,
        "id": identity.id,
        "kind": identity.kind,
        "state": identity.state,
        "federal": identity.federal,
        "component": identity.component,
        "status": identity.status,
        "why": identity.why,
    }
    if steps:
        said["steps"] = list(steps)
    return json.dumps(said, ensure_ascii=False)
