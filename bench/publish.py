"""What the site of 169 towns takes, and the differences of 5,000: beside a check of the same.

    python -m bench.publish [--rounds 5]

"publish" makes every page of a new site, "again" finds that nothing changed, "one edit" that one
policy did. "diff" compares the repository as it is with git's HEAD, one policy of which differs.
Nothing is known from earlier runs, but for "again" and "one edit".
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Final

from bench.corpus import SIZES, Size, corpus
from bench.measure import Job, measure
from bench.ours import edited, forget

CACHE: Final = Path("bench/.cache")
DAY: Final = "2026-11-22"
CONNECTICUT: Final = Size("towns-169", 169, (2, 4), 400)
"""As many towns as Connecticut has."""
Before = Callable[[int], None] | None
PROGRAM: Final[tuple[str | Path, ...]] = (sys.executable, "-m", "lprpolicy")


def jobs() -> Iterator[Job]:
    towns = corpus(CONNECTICUT, CACHE.absolute())
    copy, edit = edited(towns, "published")
    new, again, one_edit = (towns.folder / "sites" / name for name in ("new", "again", "edited"))
    yield _publish("publish", towns.repository, new, partial(forget, new))
    yield _publish("publish, again", towns.repository, again)
    yield _publish("publish, one edit", copy, one_edit, edit)
    many = corpus(next(one for one in SIZES if one.files == 5_000), CACHE.absolute())
    copy, edit = edited(many, "compared")
    check = [*PROGRAM, "check", copy, "--no-cache", "--as-of", DAY]
    yield Job("5,000 towns", "check", check, "", before=edit)
    diff = [*PROGRAM, "diff", "HEAD", "--repository", copy, "--as-of", DAY]
    yield Job("5,000 towns", "diff", diff, "", before=edit)


def _publish(name: str, repository: Path, kept: Path, before: Before = None) -> Job:
    command = [*PROGRAM, "publish", repository, "--out", kept / "site", "--as-of", DAY]
    environment = {"LPRPOLICY_CACHE": str(kept / "cache")}
    return Job("169 towns", name, command, "", before=before, environment=environment)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    made = list(jobs())
    measure(made, parser.parse_args().rounds, dict(os.environ))
    print("| | | wall | CPU | memory |\n|---|---|--:|--:|--:|")
    for job in made:
        took = f"{job.wall:.2f} s | {job.cpu:.2f} s | {job.memory:.0f} MiB"
        print(f"| {job.work} | {job.name} | {took} |")


if __name__ == "__main__":
    main()
