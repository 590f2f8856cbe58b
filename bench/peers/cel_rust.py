"""CEL in Rust, twice: a native program for one file, and a library under Python for many.

The library takes a third of a second to start and reads by PyYAML's C loader. The program reads
YAML itself and takes one file, so that many take a process each.
"""

from __future__ import annotations

import json
from pathlib import Path

from bench.peers import HERE, SITE, VENV, Found, Peer

PROGRAM = VENV / "celq"
EACH = (
    'for file in "$2"/*.yaml; do "$0" --from-yaml --root-var policy --from-file "$1" <"$file"; done'
)


def _each(folder: Path) -> list[str | Path]:
    return ["/bin/sh", "-c", EACH, PROGRAM, HERE / "five.cel", folder]


def _all(folder: Path) -> list[str | Path]:
    return [VENV / "python", HERE / "cel_run.py", HERE / "five.cel", folder]


def _found(output: str) -> Found:
    found: Found = {}
    for line in output.splitlines():
        answer = json.loads(line)
        town = answer.pop("agency").rpartition("/")[2]
        for rule, met in answer.items():
            if not met:
                found.setdefault(rule, set()).add(town)
    return found


CELQ = Peer(
    name="celq",
    version="0.7.1",
    program=PROGRAM,
    command=_each,
    found=_found,
    says="five rules in CEL, no lines, one file a process",
    most=1000,
)
LIBRARY = Peer(
    name="common-expression-language",
    version="0.10.0",
    program=SITE / "cel",
    command=_all,
    found=_found,
    says="five rules in CEL, no lines",
)
