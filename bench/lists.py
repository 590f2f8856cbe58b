"""How long a large sharing list takes: to import it, and to check the draft that comes of it.

    python -m bench.lists [--rows 10000] [--rounds 3]

The names are put together of parts of real ones: known to the directory, federal, near to either,
and unknown. Each time stands beside two floors of the same run: a Python that does nothing, and one
that reads the same list with `csv`. CPU seconds count, since the machine may have other work.
"""

from __future__ import annotations

import argparse
import csv
import os
import random
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from bench.measure import Job, measure

MOST_ROWS: Final = 10_000
AGENCY: Final = "us-ct/westport-pd"
READS: Final = "import csv, sys; list(csv.reader(open(sys.argv[1], newline='')))"
PLACES: Final = ("Norwalk", "Houston", "San Mateo", "New Haven", "Cedar Falls", "Mc Allen", "Avon")
WORDS: Final = ("North", "Lake", "Fort", "Saint", "Upper", "Big", "Oak", "Rock", "Glen", "Iron")
STATES: Final = ("CT", "TX", "CA", "NY", "FL", "MA", "OH", "")
KINDS: Final = ("PD", "Police Department", "County SO", "Campus Police", "Drug Task Force", "Lab")
FEDERAL: Final = ("ICE HSI", "CBP", "FBI", "US Marshals Service", "DEA")


def names(rows: int, seed: int = 7) -> Iterator[str]:
    """Distinct names as vendors print them."""
    dice = random.Random(seed)
    for number in range(rows):
        if number % 50 == 0:
            yield f"{dice.choice(FEDERAL)} {dice.choice(PLACES)} {number}"
            continue
        place = f"{dice.choice(WORDS)} {dice.choice(PLACES)} {number}"
        name = f"{place} {dice.choice(STATES)} {dice.choice(KINDS)}"
        yield name.upper() if number % 7 == 0 else " ".join(name.split())


def write_lists(folder: Path, rows: int) -> dict[str, Path]:
    """The same names as the neutral CSV and as Flock writes them."""
    neutral = [("direction", "recipient", "reads", "completeness")]
    flock = [("Organization Name", "Networks Shared With Me", "Networks I'm Sharing")]
    for name in names(rows):
        neutral.append(("outbound", name, "yes", "complete"))
        flock.append((name, "", "Westport CT PD"))
    made = {}
    for shape, table in (("neutral", neutral), ("SharedNetworks", flock)):
        made[shape] = folder / f"{shape}.csv"
        with made[shape].open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(table)
    return made


def jobs(folder: Path, rows: int) -> Iterator[Job]:
    """The floors, an import of each shape, and a check of the draft with an empty memory."""
    lists = write_lists(folder, rows)
    python: list[str | Path] = [sys.executable]
    yield Job("lists", "python -c pass", [*python, "-c", "pass"], "the floor")
    yield Job("lists", "csv", [*python, "-c", READS, lists["neutral"]], "reads the list")
    ours = [*python, "-m", "lprpolicy"]
    for shape, path in lists.items():
        into = folder / shape
        told = ["import", path, "--agency", AGENCY, "--into", into, "--force", "--no-lists"]
        yield Job("lists", f"import, {shape}", [*ours, *told], "a draft that reads back")
    check = [*ours, "check", "--no-cache", "--no-lists", folder / "neutral"]
    yield Job("lists", "check", check, "every rule, text with places")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    if asked.rows > MOST_ROWS:
        parser.error(f"import refuses more than {MOST_ROWS:,} rows, and would take no time")
    with tempfile.TemporaryDirectory() as place:
        made = list(jobs(Path(place), asked.rows))
        measure(made, asked.rounds, {**os.environ, "PYTHONPATH": str(Path.cwd())})
    csv_floor = made[1].cpu
    print(f"| {asked.rows:,} rows | CPU | memory | its CPU / csv's | does |\n|---|--:|--:|--:|---|")
    for job in made:
        ratio = job.cpu / csv_floor
        print(f"| {job.name} | {job.cpu:.2f} s | {job.memory:.0f} MiB | {ratio:.1f} | {job.says} |")


if __name__ == "__main__":
    main()
