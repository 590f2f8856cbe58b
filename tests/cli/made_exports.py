"""An export that a test makes."""

from __future__ import annotations

from pathlib import Path

HEADER = "Organization Name,Networks Shared With Me,Networks I'm Sharing\n"

ROWS = """Norwalk CT PD,,Example FL SO
US Postal Inspection Service [Federal],,Example FL SO
"Friendswood, West Ranch TX PD",Friendswood,
[Inactive] Somewhere GA PD,,"Example FL SO,Example FL SO (LR)"
06E0200,,Example FL SO
"""

AGENCY = "us-fl/example-so"


def export(folder: Path, rows: str = ROWS) -> Path:
    path = folder / "SharedNetworks.csv"
    path.write_text(HEADER + rows, encoding="utf-8")
    return path
