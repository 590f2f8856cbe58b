"""The threat model rests on tests, and each of them is there."""

from __future__ import annotations

import re
from pathlib import Path


def test_every_way_of_the_threat_model_is_shown_by_a_test_that_exists(root: Path) -> None:
    page = (root / "docs" / "explanation" / "threats.md").read_text(encoding="utf-8")
    modules = [path.read_text(encoding="utf-8") for path in (root / "tests").rglob("test_*.py")]
    there = set(re.findall(r"^def (test_\w+)", "\n".join(modules), re.MULTILINE))
    named = set(re.findall(r"`(test_\w+)`", page))
    assert named - there == set()
    people, _, ways = page.partition("## Under another name")
    rows = [row for row in ways.splitlines() if row.startswith("| ") and " way | " not in row]
    assert [row for row in rows if "`test_" not in row] == []
    assert "| who | can | wants |" in people
