"""The corpus of hostile files: what each is, and what it must give, where."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

HOSTILE: Final = Path(__file__).parent / "hostile"
CASES: Final[list[dict[str, Any]]] = json.loads(
    (HOSTILE / "index.json").read_text(encoding="utf-8")
)["cases"]


def bytes_of(case: dict[str, Any]) -> bytes:
    """The file of a case, or what its recipe makes."""
    if "file" in case:
        return (HOSTILE / case["file"]).read_bytes()
    made = case["made"]
    text = made.get("before", "") + made["repeat"] * made["times"] + made.get("after", "")
    return text.encode()


def table() -> str:
    """The corpus as a page: every file, why it is dangerous, what it gives and where."""
    lines = [
        "# Hostile files",
        "",
        "Every file here is part of the test suite. It is either refused with a finding at the",
        "place shown, or it is a plain one that stands beside the others to show that the",
        "difference is what is refused. `lprpolicy rules show CODE` says more of each code.",
        "",
        "| file | what it is | finding, at line:column |",
        "|---|---|---|",
    ]
    for case in CASES:
        found = "<br>".join(f"`{f['code']}` {f['line']}:{f['column']}" for f in case["findings"])
        title = case["title"].replace("|", "\\|").replace("<", "&lt;")
        lines.append(f"| {case['slug']} | {title} | {found or 'none'} |")
    return "\n".join(lines) + "\n"
