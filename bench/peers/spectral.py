"""Spectral, a linter of JSON and YAML in Node."""

from __future__ import annotations

import json
from pathlib import Path

from bench.peers import HERE, NODE, Found, Peer, town


def _command(folder: Path) -> list[str | Path]:
    program = NODE / ".bin" / "spectral"
    ruleset = HERE / "five.spectral.yaml"
    return [
        program,
        "lint",
        "--quiet",
        "--format",
        "json",
        "--ruleset",
        ruleset,
        f"{folder}/*.yaml",
    ]


def _found(output: str) -> Found:
    found: Found = {}
    for result in json.loads(output):
        found.setdefault(result["code"], set()).add(town(result["source"]))
    return found


PEER = Peer(
    name="Spectral",
    version="6.16.3",
    program=NODE / ".bin" / "spectral",
    command=_command,
    found=_found,
    says="five rules, JSON with lines",
)
