"""regopy, the Rego interpreter rego-cpp for Python; PyYAML's C loader reads for it."""

from __future__ import annotations

import sys
from pathlib import Path

from bench.peers import HERE, VENV, Found, Peer, town

_LIB = f"lib/python{sys.version_info.major}.{sys.version_info.minor}/site-packages"


def _command(folder: Path) -> list[str | Path]:
    return [VENV / "python", HERE / "rego_run.py", HERE / "five.rego", folder]


def _found(output: str) -> Found:
    found: Found = {}
    for line in output.splitlines():
        path, _, rules = line.partition(": ")
        for rule in rules.split():
            found.setdefault(rule, set()).add(town(path))
    return found


PEER = Peer(
    name="regopy",
    version="1.5.2",
    program=VENV.parent / _LIB / "regopy",
    command=_command,
    found=_found,
    says="five rules in Rego, no lines",
)
