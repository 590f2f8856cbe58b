"""The table of `bench/README.md`, written by the run that measured it."""

from __future__ import annotations

import datetime as dt
import os
import platform
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from bench.measure import Job

README: Final = Path(__file__).parent / "README.md"
BEGINS: Final = "<!-- written by `make bench` -->"
ENDS: Final = "<!-- until here -->"
BESIDE: Final = "cfn-guard"
TITLES: Final = {
    "one": "One policy",
    "towns-1000": "1,000 policies of about 60 lines",
    "towns-5000": "5,000 policies of about 60 lines",
    "wide-200": "200 policies with 600 recipients each",
    "long-5000": "One policy with 5,000 recipients",
    "long-20000": "One policy with 20,000 recipients",
}


def write_table(jobs: Sequence[Job], rounds: int, *, whole: bool) -> str:
    """The tables as text, written into the README.

    Where only some works were measured, theirs take the place of those that are there, if these
    are of the same machine, day and number of rounds.
    """
    header, made = _header(rounds), dict(_tables(jobs))
    before, rest = README.read_text().split(BEGINS)
    there, after = rest.split(ENDS)
    head, *parts = there.strip().split("\n\n**")
    if whole or head == header:
        known = {} if whole else {part.split("**")[0]: f"**{part}" for part in parts}
        text = "\n\n".join([header, *(known | made).values()])
        README.write_text(f"{before}{BEGINS}\n{text}\n{ENDS}{after}")
    return "\n\n".join([header, *made.values()])


def _tables(jobs: Sequence[Job]) -> Iterator[tuple[str, str]]:
    """The title of each work, and its table below it."""
    for work in dict.fromkeys(job.work for job in jobs):
        done = [job for job in jobs if job.work == work]
        beside = next((job for job in done if job.name.startswith(BESIDE) and not job.wrong), None)
        lines = [
            f"**{TITLES[work]}**",
            "",
            f"| | wall | CPU | memory | {BESIDE}'s wall / its | {BESIDE}'s CPU / its | does |",
            "|---|--:|--:|--:|--:|--:|---|",
            *(_row(job, beside) for job in done),
        ]
        yield TITLES[work], "\n".join(lines)


def _row(job: Job, beside: Job | None) -> str:
    if job.wrong:
        return f"| {job.name} | | | | | | counted wrongly: {job.wrong} |"
    taken = f"{_seconds(job.wall)} | {_seconds(job.cpu)} | {job.memory:.0f} MiB"
    ratios = f"{beside.wall / job.wall:.2f} | {beside.cpu / job.cpu:.2f}" if beside else " | "
    return f"| {job.name} | {taken} | {ratios} | {job.says} |"


def _seconds(value: float) -> str:
    return f"{value:.3f} s" if value < 1 else f"{value:.2f} s"


def _header(rounds: int) -> str:
    model = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text())
    name = model[1].strip() if model else platform.processor()
    machine = f"{os.cpu_count()} cores ({name}), {platform.system()}"
    today = dt.datetime.now(dt.UTC).date()
    return f"{machine}, Python {platform.python_version()}; {today}; medians of {rounds} rounds."
