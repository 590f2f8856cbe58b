"""The line of YAML that answers a finding, where the answer is one line that somebody fills in."""

from __future__ import annotations

from typing import Final

from lprpolicy.model.places import Pointer

_DAY: Final = "YYYY-MM-DD"
_LINES: Final = {
    "adopted": f"adopted: {{by: WHO VOTED, on: {_DAY}, record: FILE}}",
    "attested": f"attested: {{by: WHO LOOKED, on: {_DAY}, record: FILE}}",
    "document": "document: FILE",
    "expires": f"expires: {_DAY}",
    "other": "other: THE VENDOR",
    "on": f"on: {_DAY}",
    "policy_published": 'policy_published: "https://…"',
    "record": "record: FILE",
    "status": "status: adopted",
}


def yaml_line(at: Pointer) -> str | None:
    """Return the line to write at a place of a policy; None where it takes more than a line."""
    return _LINES.get(str(at.parts[-1])) if at.parts else None


def block(at: Pointer) -> str:
    """Say in which block the line stands; empty for a line of the file's own.

    >>> block(Pointer(("systems", 0, "attested")))
    'systems[0]'
    """
    said = ""
    for part in at.parts[:-1]:
        said += f"[{part}]" if isinstance(part, int) else f".{part}" if said else part
    return said
