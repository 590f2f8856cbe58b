"""Every target in turn, each in a process of its own: `SECONDS=60 TARGET=yaml make fuzz`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.fuzz.corpus import FOUND, ROOT
from tests.fuzz.outcomes import Outcome
from tests.fuzz.targets import TARGETS

SECONDS = 600


def main() -> int:
    asked = os.environ.get("TARGET", "").split() or list(TARGETS)
    unknown = sorted(set(asked) - set(TARGETS))
    if unknown:
        print(f"no target is named {', '.join(unknown)}: {', '.join(TARGETS)}", file=sys.stderr)
        return 2
    seconds = os.environ.get("SECONDS", str(SECONDS))
    if not seconds.isdecimal() or int(seconds) == 0:
        print(f"SECONDS is {seconds!r}, not a number of seconds", file=sys.stderr)
        return 2
    before = _found()
    columns = ("tried", *Outcome)
    print("target", *columns, sep="\t", flush=True)
    for name in asked:
        tally = _fuzz(name, seconds)
        figures = [sum(tally.values()), *(tally.get(one, 0) for one in Outcome)]
        print(name, *figures, sep="\t", flush=True)
    new = sorted(_found() - before)
    for file in new:
        print(f"found: {file.relative_to(ROOT)}")
    return 1 if new else 0


def _fuzz(name: str, seconds: str) -> dict[str, int]:
    """Fuzz one target. A library that ends the process leaves its input among the finds."""
    log = ROOT / "build" / "fuzz" / f"{name}.log"
    counts = log.with_suffix(".json")
    log.parent.mkdir(parents=True, exist_ok=True)
    counts.unlink(missing_ok=True)
    with log.open("wb") as out:
        command = [sys.executable, "-m", "tests.fuzz.guided", name, seconds]
        subprocess.run(command, cwd=ROOT, stdout=out, stderr=out, check=False)
    if not counts.exists():
        print(f"{name} did not begin: {log.relative_to(ROOT)} says why", file=sys.stderr)
        return {}
    tally: dict[str, int] = json.loads(counts.read_text())
    return tally


def _found() -> set[Path]:
    return {file for file in FOUND.glob("*/*") if file.is_file()}


if __name__ == "__main__":
    sys.exit(main())
