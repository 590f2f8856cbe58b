"""What the national directory costs: a name from a cold start, and the check of a sharing list.

    python -m bench.national [--grants 287] [--rounds 7] [--other /path/to/lprpolicy]

`--other` is the command of another lprpolicy, such as one without the directory, measured in the same
run. The names are of the directory itself. CPU seconds count, since the machine may have other work.
"""

from __future__ import annotations

import argparse
import csv
import os
import random
import sys
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from bench.measure import Job, measure
from lprpolicy.repository.national import national

AGENCY = "us-ct/westport-pd"
KNOWN, UNKNOWN = "Norwalk CT PD", "Norwolk Polise"


def draft(folder: Path, grants: int) -> Path:
    """A draft that lets in agencies of the directory, as an import of a list makes it."""
    listed = folder / "list.csv"
    names = [f"{one.name} ({(one.state or '')[3:].upper()})" for one in national().all()]
    with listed.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("direction", "recipient", "reads", "completeness"))
        rows.writerows(
            ("outbound", name, "yes", "complete") for name in random.Random(7).sample(names, grants)
        )
    return listed


def jobs(folder: Path, grants: int, commands: dict[str, list[str | Path]]) -> Iterator[Job]:
    """The floor, then each work by each command."""
    python: list[str | Path] = [sys.executable, "-c", "pass"]
    yield Job("national", "python -c pass", python, "the floor")
    listed, repository = draft(folder, grants), folder / "policies"
    ours = commands["this"]
    made = [*ours, "import", listed, "--agency", AGENCY, "--into", repository, "--force"]
    yield Job("national", "this: import", made, f"a draft with {grants} grants")
    for name, command in commands.items():
        yield Job("national", f"{name}: who {KNOWN}", [*command, "who", KNOWN], "a known name")
        yield Job(
            "national", f"{name}: who {UNKNOWN}", [*command, "who", UNKNOWN], "an unknown one"
        )
        check = [*command, "check", "--no-cache", repository]
        yield Job("national", f"{name}: check", check, f"every rule, {grants} grants")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--grants", type=int, default=287)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--other", type=Path)
    asked = parser.parse_args()
    commands: dict[str, list[str | Path]] = {"this": [sys.executable, "-m", "lprpolicy"]}
    if asked.other:
        commands["other"] = [asked.other]
    with tempfile.TemporaryDirectory() as place:
        made = list(jobs(Path(place), asked.grants, commands))
        own = {"LPRPOLICY_DATA": place, "PYTHONPATH": str(Path.cwd())}
        measure(made, asked.rounds, {**os.environ, **own})
    print("| | CPU, median | least | does |\n|---|--:|--:|---|")
    for job in made:
        print(f"| {job.name} | {job.cpu:.3f} s | {min(job.cpus):.3f} s | {job.says} |")
    tables = sorted(national().path.parent.iterdir())
    packed = sum(len(zlib.compress(one.read_bytes(), 6)) for one in tables)
    print(f"the tables take {packed / 1e6:.2f} MB of a wheel")


if __name__ == "__main__":
    main()
