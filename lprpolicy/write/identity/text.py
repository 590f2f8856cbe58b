"""Write who names are, for a person: a line with the answer, and the reason below."""

from __future__ import annotations

from collections.abc import Iterable

from lprpolicy.write.identity.facts import Identified


def write(found: Iterable[Identified]) -> str:
    return "".join(f"{_text(one)}\n" for one in found)


def _text(one: Identified) -> str:
    identity, steps = one.identity, one.steps
    answer = {True: "federal", False: "not federal", None: "not known whether federal"}
    known = [identity.kind or "kind unknown", identity.state or "", answer[identity.federal]]
    head = f"{identity.raw}: {identity.id or 'unknown'} ({', '.join(k for k in known if k)})"
    lines = [head, *(f"  {number}. {step}" for number, step in enumerate(steps, 1))]
    lines += [] if steps else [f"  {identity.why}"]
    if identity.suggestions:
        lines.append(f"  similar: {', '.join(identity.suggestions)}")
    return "\n".join(lines)
