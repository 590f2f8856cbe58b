"""One target, guided by coverage: `python -m tests.fuzz.guided TARGET SECONDS`, with atheris.

The seconds are the processor's, so that a busy machine tries as much as an idle one. A find is kept
and fuzzing goes on; each cause is kept once. The inputs that reached new code stay in build/fuzz, so
that the next run begins where this one ended.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from random import Random
from time import process_time

import atheris

WATCHED = ["lprpolicy", "pdfminer"]
"""The packages whose branches lead the way; a module is watched if it is loaded so."""

with atheris.instrument_imports(include=WATCHED):
    from tests.fuzz.corpus import FOUND, ROOT, keep, seeds
    from tests.fuzz.mutations import LONGEST, changed
    from tests.fuzz.outcomes import FINDS, tried
    from tests.fuzz.targets import TARGETS

ENOUGH = 20
MEGABYTES = 2_048
SECONDS_AN_INPUT = 60
"""By the clock, for what no signal interrupts; the processor's time ends an input long before."""


def main(name: str, seconds: int) -> None:
    target = TARGETS[name]
    begins = seeds(target)
    with atheris.instrument_imports(include=WATCHED):
        for raw in list(begins.values())[:ENOUGH]:
            tried(target, raw)  # which loads what the target needs
    grown = ROOT / "build" / "fuzz" / name
    grown.mkdir(parents=True, exist_ok=True)
    (FOUND / name).mkdir(parents=True, exist_ok=True)
    for number, raw in enumerate(begins.values()):
        if len(raw) <= LONGEST:
            (grown / f"seed-{number}").write_bytes(raw)
    tally: Counter[str] = Counter()
    places: set[str] = set()

    def one(raw: bytes) -> None:
        found = tried(target, raw)
        tally[found.outcome] += 1
        if found.outcome in FINDS and found.place not in places:
            places.add(found.place)
            print(f"{name}: {found.outcome}: {found.place}: {keep(target, raw)}", flush=True)
            print(found.says, flush=True)
        over = process_time() >= seconds
        if (count := sum(tally.values())) % 100 == 0 or count < 100 or over:
            (grown.parent / f"{name}.json").write_text(json.dumps(tally))
        if over:
            os._exit(0)  # the engine stops by the clock or at a find, and by nothing else

    def mutate(raw: bytes, most: int, seed: int) -> bytes:
        chance = Random(seed)
        if chance.random() < 0.5 and not raw.startswith(b"PK"):
            return bytes(atheris.Mutate(raw, most))
        return changed(raw, list(begins.values()), chance)[:most]

    options = [
        f"-max_len={LONGEST}",
        f"-timeout={SECONDS_AN_INPUT}",
        f"-rss_limit_mb={MEGABYTES}",
        f"-artifact_prefix={FOUND / name}/",
        "-verbosity=0",
        str(grown),
    ]
    atheris.Setup([sys.argv[0], *options], one, custom_mutator=mutate)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
