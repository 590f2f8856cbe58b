"""The corpus of hostile files: what each is, and what it must give, where."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

HOSTILE: Final = Path(__file__).parent / "hostile"
CASES: Final[list[dict[str, Any]]] = json.loads(
    (HOSTILE / "index.json").read_text(encoding="utf-8")
)["cases"]
MOST_SHOWN: Final = 5
"""So many places of a file stand in the page; the tests hold all of them."""


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
        found = "<br>".join(_places(case["findings"]))
        title = case["title"].replace("|", "\\|").replace("<", "&lt;")
        lines.append(f"| {case['slug']} | {title} | {found or 'none'} |")
    return "\n".join(lines) + "\n"


def _places(findings: list[dict[str, Any]]) -> list[str]:
    """The first places of a file, and how many more there are."""
    shown = [f"`{one['code']}` {one['line']}:{one['column']}" for one in findings[:MOST_SHOWN]]
    rest = len(findings) - len(shown)
    return [*shown, f"and {rest:,} more"] if rest else shown
