"""What each command takes from a cold start, in CPU, beside a Python that does nothing.

python -m bench.start [--rounds 5]
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from bench.measure import Job, measure

DAY: Final = ("--as-of", "2026-11-28")
COMMANDS: Final[dict[str, tuple[str, ...]]] = {
    "check policies, no cache": ("check", "policies", "--no-cache", *DAY),
    "check policies, again": ("check", "policies", *DAY),
    "law": ("law",),
    "explain": ("explain", "us-ct/retention-reads"),
    "who": ("who", "Westport PD"),
    "--help": ("--help",),
    "--version": ("--version",),
}


def jobs() -> Iterator[Job]:
    yield Job("start", "python -c pass", [sys.executable, "-c", "pass"], "the floor")
    for name, arguments in COMMANDS.items():
        yield Job("start", name, [sys.executable, "-m", "lprpolicy", *arguments], "")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    made = list(jobs())
    with tempfile.TemporaryDirectory() as cache:
        measure(made, asked.rounds, {**os.environ, "LPRPOLICY_CACHE": str(Path(cache))})
    floor = made[0].cpu
    print("| | CPU | its CPU / python's |\n|---|--:|--:|")
    for job in made:
        print(f"| {job.name} | {job.cpu:.3f} s | {job.cpu / floor:.1f} |")


if __name__ == "__main__":
    main()
