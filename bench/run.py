"""Measure lprpolicy and its peers on the same work in one run, and write the table of the README.

`python -m bench.run [--rounds N] [--only WORK]`, from the project's folder.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from bench.corpus import SIZES, Corpus, corpus
from bench.measure import Job, measure
from bench.ours import ours
from bench.peers import CACHE, Found, peers
from bench.table import write_table

DAY: Final = "2026-11-22"
OURS: Final[list[str | Path]] = [Path(sys.executable), "-m", "lprpolicy"]
ALL: Final = ("one", "towns-1000", "towns-5000", "wide-200", "long-5000", "long-20000")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", choices=ALL, action="append")
    asked = parser.parse_args()
    works = asked.only or ALL
    kept = {name: said for name, said in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment = {**kept, "PYTHONPATH": str(Path.cwd())}
    jobs = [job for work in works for job in _jobs(work)]
    measure(jobs, asked.rounds, environment)
    text = write_table(jobs, asked.rounds, whole=not asked.only)
    print(text)


def _jobs(work: str) -> Iterator[Job]:
    made = corpus(next(size for size in SIZES if size.name == work), CACHE / "corpora")
    yield from (*ours(made, OURS, DAY), *_peers(made))


def _peers(made: Corpus) -> Iterator[Job]:
    for peer in peers():
        if peer.installed and made.size.files <= peer.most:
            name, truth = f"{peer.name} {peer.version}", _truth(made)
            command = peer.command(made.plain)
            yield Job(made.size.name, name, command, peer.says, peer.found, truth)


def _truth(made: Corpus) -> Found:
    return {rule: set(towns) for rule, towns in made.truth.items()}


if __name__ == "__main__":
    main()
