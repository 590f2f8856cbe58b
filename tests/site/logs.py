"""A made-up log of a made-up town, from before the vendor's list to after it, as a groups file."""

from __future__ import annotations

from pathlib import Path

from lprpolicy.audit.groups_file import to_json
from lprpolicy.evaluate.searches.opening import group_logs
from lprpolicy.evaluate.searches.options import LogOptions
from tests.audit.logs import ORGANIZATION, changed, written

TOWN = "us-ct/town-001-pd"
MONTHS = {
    "2025-09": (("investigation", 40), ("stolen vehicle", 60)),
    "2025-10": (("investigation", 45), ("stolen vehicle", 52), ("Quimby 9ABC123", 3)),
    "2025-12": (("investigation", 20), ("Burglary - case", 70)),
    "2026-02": (("investigation", 6), ("Burglary - case", 90), ("ICE", 7)),
    "2026-03": (("***", 3),),
}


def rows_of(months: dict[str, tuple[tuple[str, int], ...]]) -> list[tuple[str, ...]]:
    made: list[tuple[str, ...]] = []
    for month, reasons in months.items():
        for reason, times in reasons:
            made += (
                changed(
                    ID=f"id-{month}-{reason[:4]}-{n}",
                    Name=f"Officer Quimby {n}",
                    LicensePlate=f"QX{n:05d}",
                    Reason=reason,
                    SearchTime=f"{month[5:]}/{n % 28 + 1:02d}/{month[:4]}, 03:15:00 PM UTC",
                )
                for n in range(times)
            )
    return made


def groups_file(folder: Path) -> Path:
    """Write the log, and its groups beside it."""
    log = written(folder, ORGANIZATION, *rows_of(MONTHS), name="made-up.csv")
    groups, _ = group_logs(
        [log], LogOptions(zone="America/New_York", state="us-ct", agency=TOWN, own=True)
    )
    path = folder / "made-up.groups.json"
    path.write_text(to_json(groups), encoding="utf-8")
    return path
