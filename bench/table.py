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
BESIDE: Final = "cfn-guard 3.1.1"
TITLES: Final = {
    "one": "One policy",
    "towns-1000": "1,000 policies of about 60 lines",
    "towns-5000": "5,000 policies of about 60 lines",
    "wide-200": "200 policies with 600 recipients each",
    "long-5000": "One policy with 5,000 recipients",
    "long-20000": "One policy with 20,000 recipients",
    "start": "Starting",
}


def write_table(jobs: Sequence[Job], rounds: int, *, whole: bool) -> str:
    """The tables as text; written into the README where everything was measured."""
    text = "\n".join(_lines(jobs, rounds)) + "\n"
    if whole:
        before, rest = README.read_text().split(BEGINS)
        README.write_text(f"{before}{BEGINS}\n{text}{ENDS}{rest.split(ENDS)[1]}")
    return text


def _lines(jobs: Sequence[Job], rounds: int) -> Iterator[str]:
    yield f"{_machine()}; {dt.datetime.now(dt.UTC).date()}; medians of {rounds} rounds."
    for work in dict.fromkeys(job.work for job in jobs):
        done = [job for job in jobs if job.work == work]
        beside = next((job for job in done if job.name == BESIDE and not job.wrong), None)
        yield ""
        yield f"**{TITLES[work]}**"
        yield ""
        yield "| | wall | CPU | memory | cfn-guard's wall / its | does |"
        yield "|---|--:|--:|--:|--:|---|"
        yield from (_row(job, beside) for job in done)


def _row(job: Job, beside: Job | None) -> str:
    if job.wrong:
        return f"| {job.name} | | | | | counted wrongly: {job.wrong} |"
    ratio = f"{beside.wall / job.wall:.2f}" if beside is not None else ""
    cells = f"{_seconds(job.wall)} | {_seconds(job.cpu)} | {job.memory:.0f} MiB | {ratio}"
    return f"| {job.name} | {cells} | {job.says} |"


def _seconds(value: float) -> str:
    return f"{value:.3f} s" if value < 1 else f"{value:.2f} s"


def _machine() -> str:
    model = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text())
    name = model[1].strip() if model else platform.processor()
    return (
        f"{os.cpu_count()} cores ({name}), {platform.system()}, Python {platform.python_version()}"
    )
