"""What each layer of remembering, and each second process, saves: a run with it and one without.

    python -m bench.ablations [--files 1000] [--rounds 3]

CPU of all processes, medians. Both runs of a pair import the same modules, so that what they differ
in is the layer alone. "first" has an empty cache, "again" a full one, "one edit" one policy changed,
"--changed" no cache and one policy that differs from git's HEAD.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from bench.corpus import SIZES, corpus
from bench.measure import Job, measure
from bench.ours import edited, forget

CACHE: Final = Path("bench/.cache")
DAY: Final = "2026-11-22"
RUNS: Final = ("first", "again", "one edit", "--changed")


@dataclass(frozen=True, slots=True)
class Layer:
    """What is switched off, by what is imported and then said."""

    name: str
    imports: str
    off: str


LAYERS: Final = (
    Layer(
        "blocks of text that were read",
        "from lprpolicy.read import blocks",
        "blocks.LONGEST = -1",
    ),
    Layer(
        "models of blocks",
        "from lprpolicy.model.blocks import Made",
        "Made.of = lambda self, field, value, make: make(value)",
    ),
    Layer(
        "answers of checks",
        "from lprpolicy.judge import answers",
        "answers.IN_VAIN = -1",
    ),
    Layer(
        "a second process that reads folders",
        "from lprpolicy.host.files import walk",
        "walk.can_fork = lambda: False",
    ),
    Layer(
        "processes that judge",
        "from lprpolicy.evaluate import workers",
        "workers.ENOUGH = 10**12",
    ),
)


def jobs(files: int) -> Iterator[Job]:
    """Both runs of each layer, next to each other."""
    made = corpus(next(one for one in SIZES if one.files == files), CACHE.absolute())
    copy, edit = edited(made, "ablated")
    for layer in LAYERS:
        for without in (False, True):
            said = f"{layer.imports}\n{layer.off if without else ''}\n"
            script = f"{said}from lprpolicy.cli import main\nmain()"
            cache = made.folder / "caches" / "ablated"
            before = {"first": partial(forget, cache), "one edit": edit}
            for run in RUNS:
                more = ("--changed", "--no-cache") if run == "--changed" else ()
                command = [sys.executable, "-c", script, "check", copy, *more, "--as-of", DAY]
                told = [*command, "--no-lists"]
                environment = {"LPRPOLICY_CACHE": str(cache)}
                says = "without" if without else "with"
                name = f"{layer.name}|{run}|{says}"
                yield Job("ablations", name, told, says, None, {}, before.get(run), environment)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, choices=[1, 1000, 5000], default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    made = list(jobs(asked.files))
    measure(made, asked.rounds, {**os.environ, "PYTHONPATH": str(Path.cwd())})
    took = {tuple(job.name.split("|")): statistics.median(job.cpus) for job in made}
    print(f"| {asked.files:,} policies | {' | '.join(RUNS)} |\n|---|{'--:|' * len(RUNS)}")
    for layer in LAYERS:
        pairs = ((took[layer.name, run, "with"], took[layer.name, run, "without"]) for run in RUNS)
        cells = (f"{on:.2f} s, {off:.2f} s without" for on, off in pairs)
        print(f"| {layer.name} | {' | '.join(cells)} |")


if __name__ == "__main__":
    main()
