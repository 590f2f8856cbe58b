"""What each layer of remembering, and each second process, saves: runs with all, and without one.

    python -m bench.ablations [--files 1000] [--rounds 3]

CPU of all processes, the least of the rounds. A layer is switched off where its module is loaded, so
that a run without it loads the same modules. "first" has an empty cache, "again" a full one,
"one edit" one policy changed, "--changed" no cache and one policy that differs from git's HEAD,
"--watch" a process that stays, one policy changed. What runs beside it in another process costs
CPU and saves time, so that the time is printed beside the CPU.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from bench.corpus import SIZES, Size, corpus
from bench.measure import Job, measure
from bench.ours import edited, forget
from bench.stays import Stays

CACHE: Final = Path("bench/.cache")
DAY: Final = "2026-11-22"
RUNS: Final = ("first", "again", "one edit", "--changed", "--watch")
EIGHT: Final = Size("towns-8", 8, (2, 4), 400)
ALL: Final = "all layers"


@dataclass(frozen=True, slots=True)
class Layer:
    """What is switched off: by module, what is said there as soon as it is loaded."""

    name: str
    off: Mapping[str, str]


NO_MODELS: Final = {
    "lprpolicy.model.blocks": "Block.make_once = lambda self, read: read(self.data)",
}
NO_ANSWERS: Final = {
    "lprpolicy.judge.rules_in_force": "RulesInForce.judge = "
    "lambda self, subject, blocks: list(judge(subject, self.today))",
}
LAYERS: Final = (
    Layer("blocks of text that were read", {"lprpolicy.read.blocks": "MOST_KEPT = -1"}),
    Layer("models of blocks", NO_MODELS),
    Layer("answers about blocks", NO_ANSWERS),
    Layer("models of blocks and answers about them", NO_MODELS | NO_ANSWERS),
    Layer("judgments of earlier runs", {"lprpolicy.evaluate.report": "WORTH_REMEMBERING = 10**12"}),
    Layer(
        "a second process that reads folders",
        {"lprpolicy.host.files.walk": "can_fork = lambda: False"},
    ),
    Layer("processes that judge", {"lprpolicy.evaluate.workers": "ENOUGH = 10**12"}),
)
SCRIPT: Final = """
from importlib.machinery import SourceFileLoader
load = SourceFileLoader.exec_module
def exec_module(loader, module):
    load(loader, module)
    exec({off!r}.get(module.__name__, ""), vars(module))
SourceFileLoader.exec_module = exec_module
from lprpolicy.cli import main
main()
"""


def jobs(files: int) -> Iterator[Job]:
    """The runs with every layer, and those without one, next to each other."""
    size = next(one for one in (*SIZES, EIGHT) if one.files == files)
    made = corpus(size, CACHE.absolute())
    for at, layer in enumerate((Layer(ALL, {}), *LAYERS)):
        copy, edit = edited(made, f"ablated-{at}")
        watched, change = edited(made, f"watched-{at}")  # an edit of another run is none of its own
        script = SCRIPT.format(off=layer.off)
        for run in RUNS:
            cache = made.folder / "caches" / f"ablated-{at}"
            before = {"first": partial(forget, cache), "one edit": edit}
            more = {"--changed": ("--changed", "--no-cache"), "--watch": ("--watch",)}
            of = watched if run == "--watch" else copy
            asked = ("check", of, *more.get(run, ()), "--as-of", DAY, "--no-lists")
            command = [sys.executable, "-c", script, *asked]
            stays = Stays(command, change) if run == "--watch" else None
            name = f"{layer.name}|{run}"
            environment = {"LPRPOLICY_CACHE": str(cache)}
            yield Job(name, name, command, "", None, {}, before.get(run), environment, stays)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, choices=[1, 8, 1000, 5000], default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    made = list(jobs(asked.files))
    measure(made, asked.rounds, {**os.environ, "PYTHONPATH": str(Path.cwd())})
    took = {job.name: (min(job.cpus), min(job.walls)) for job in made}
    whole = {run: took[f"{ALL}|{run}"] for run in RUNS}
    print(f"| {asked.files:,} policies | {' | '.join(RUNS)} |\n|---|{'--:|' * len(RUNS)}")
    print(f"| {ALL} | {' | '.join(f'{cpu:.2f} s, {wall:.3f} s' for cpu, wall in whole.values())} |")
    for layer in LAYERS:
        without = (took[f"{layer.name}|{run}"] for run in RUNS)
        pairs = zip(without, whole.values(), strict=True)
        cells = (f"{_more(cpu, c)}, {_more(wall, w)}" for (cpu, wall), (c, w) in pairs)
        print(f"| without {layer.name} | {' | '.join(cells)} |")


def _more(without: float, whole: float) -> str:
    """Return how much more is needed without a layer. A process that stays may need no tick."""
    return f"{without / whole - 1:+.0%}" if whole else "-"


if __name__ == "__main__":
    main()
