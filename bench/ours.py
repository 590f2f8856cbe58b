"""Our own runs on a corpus: for the first time, again, after one edit, and of the edit alone."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bench.corpus import Corpus, town
from bench.measure import Job
from bench.peers.lprpolicy import found
from bench.stays import Stays


@dataclass(frozen=True, slots=True)
class _Run:
    name: str
    says: str
    repository: Path
    cache: Path
    before: Callable[[int], None] | None = None
    options: tuple[str, ...] = ()
    counts: bool = True
    stays: bool = False
    """Whether one process stays through all runs; each is then a change of a file."""


def ours(made: Corpus, program: list[str | Path], day: str) -> Iterator[Job]:
    """Every rule of the agency's state, as text with places; the first run knows nothing."""
    truth = {rule: set(towns) for rule, towns in made.truth.items()}
    for run in _runs(made):
        asked = (*run.options, "--all", "--as-of", day, "--no-lists")
        command = [*program, "check", run.repository, *asked]
        stays = Stays(command, partial(_edit, run.repository)) if run.stays else None
        yield Job(
            made.size.name,
            f"lprpolicy{run.name}",
            command,
            run.says,
            found if run.counts else None,
            truth,
            run.before,
            {"LPRPOLICY_CACHE": str(run.cache)},
            stays,
        )


def _runs(made: Corpus) -> Iterator[_Run]:
    caches = made.folder / "caches"
    first, again, one_edit = caches / "first", caches / "again", caches / "edited"
    fresh = partial(forget, first)
    yield _Run("", "every rule, text with places", made.repository, first, fresh)
    yield _Run(", again", "the same, nothing changed", made.repository, again)
    if made.size.files == 1:
        return
    copy, edit = edited(made, "edited")
    yield _Run(", one edit", "the same, one file changed", copy, one_edit, edit)
    says = "the same by a process that stays, from the saved file on"
    watched = _copy(made, "watched")
    yield _Run(" --watch, one edit", says, watched, one_edit, options=("--watch",), stays=True)
    options = ("--changed", "--no-cache")
    says = "what differs from git's HEAD, alone"
    yield _Run(" --changed", says, copy, one_edit, None, options, counts=False)


def forget(cache: Path, number: int) -> None:
    """Empty a cache before a run."""
    del number
    shutil.rmtree(cache, ignore_errors=True)


def _edit(repository: Path, number: int) -> None:
    """Change one policy that keeps all rules, so that its bytes are new and its faults none."""
    file = repository / "us-ct" / town(1) / "policy.yaml"
    first, rest = file.read_text().split("\n", 1)
    new = f"{number}, {time.time_ns()}"  # also to what an earlier bench remembered
    file.write_text(f"{first.split(' (')[0]} (looked over: {new})\n{rest}")


def edited(made: Corpus, name: str) -> tuple[Path, Callable[[int], None]]:
    """A copy of the corpus in a git repository, and what edits one policy there before a run."""
    copy = _copy(made, name)
    return copy, partial(_edit, copy)


def _copy(made: Corpus, name: str) -> Path:
    """The corpus in a git repository, to be edited."""
    copy = made.folder / name
    if not (copy / ".git").exists():
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(made.repository, copy)
        author = ("-c", "user.name=bench", "-c", "user.email=bench@example.org")
        for command in (("init", "-q"), ("add", "-A"), (*author, "commit", "-q", "-m", "made")):
            subprocess.run(["git", "-C", copy, *command], check=True)
    return copy
