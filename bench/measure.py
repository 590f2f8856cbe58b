"""Run commands and keep what each took; a time counts only beside the truth."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from bench.peers import Found

ONCE = Path(__file__).parent / "once.py"
SHORT = 10
"""Seconds: what takes longer does not feel what ran before it."""


class Taken(NamedTuple):
    """What a run took, in seconds and MiB, and what it printed."""

    wall: float
    cpu: float
    memory: float
    printed: str


@dataclass(slots=True)
class Job:
    """One command to measure. `before` makes ready what a run needs and is not measured.

    `run` is how it is run, where that is not from its start to its end.
    """

    work: str
    name: str
    command: list[str | Path]
    says: str
    found: Callable[[str], Found] | None = None
    truth: Found = field(default_factory=dict)
    before: Callable[[int], None] | None = None
    environment: dict[str, str] = field(default_factory=dict)
    run: Callable[[int, dict[str, str]], Taken] | None = None
    walls: list[float] = field(default_factory=list)
    cpus: list[float] = field(default_factory=list)
    memory: float = 0
    wrong: str = ""

    @property
    def wall(self) -> float:
        return statistics.median(self.walls)

    @property
    def cpu(self) -> float:
        return statistics.median(self.cpus)


def measure(jobs: Iterable[Job], rounds: int, environment: dict[str, str]) -> None:
    """Run every job once a round, so that what else the machine does falls on all of them.

    A short one is run once more before, since the one before it left the machine's caches full of
    other things. The first round compiles and is not counted.
    """
    jobs = list(jobs)
    for number in range(rounds + 1):
        for job in jobs:
            taken = _once(job, number, environment)
            if number > 0 and taken.wall < SHORT:
                taken = _once(job, number, environment)
            if number > 0:
                _count(job, taken)
        print(f"round {number} of {rounds} is done", file=sys.stderr)


def _once(job: Job, number: int, environment: dict[str, str]) -> Taken:
    if job.before is not None:
        job.before(number)
    environment = environment | job.environment
    return job.run(number, environment) if job.run else _started(job, environment)


def _count(job: Job, taken: Taken) -> None:
    job.walls.append(taken.wall)
    job.cpus.append(taken.cpu)
    job.memory = max(job.memory, taken.memory)
    if job.found is not None:
        job.wrong = _differs(job.found(taken.printed), job.truth)


def _started(job: Job, environment: dict[str, str]) -> Taken:
    return run_once(job.command, environment)


def run_once(command: Iterable[str | Path], environment: dict[str, str]) -> Taken:
    """Run a command from its start to its end, and say what it took."""
    with tempfile.NamedTemporaryFile() as out:
        done = subprocess.run(
            [sys.executable, "-S", ONCE, out.name, *map(str, command)],
            capture_output=True,
            env=environment,
            check=True,
        )
        return Taken(*json.loads(done.stdout), out.read().decode())


def _differs(found: Found, truth: Found) -> str:
    """What a tool found otherwise than it is, or nothing."""
    return "; ".join(
        f"{rule}: {len(found.get(rule, set()))} found, {len(towns)} there"
        for rule, towns in truth.items()
        if found.get(rule, set()) != towns
    )
