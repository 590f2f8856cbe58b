"""alint: a native program that reads and judges in several threads."""

from __future__ import annotations

import json
from pathlib import Path

from bench.peers import HERE, VENV, Found, Peer, town


def _command(folder: Path) -> list[str | Path]:
    config = HERE / "five.alint.yaml"
    program = VENV / "alint"
    return [program, "check", "--no-gitignore", "--config", config, "--format", "json", folder]


def _found(output: str) -> Found:
    return {
        rule["id"]: {town(violation["path"]) for violation in rule["violations"]}
        for rule in json.loads(output)["results"]
    }


PEER = Peer(
    name="alint",
    version="0.20.1",
    program=VENV / "alint",
    command=_command,
    found=_found,
    says="five rules, JSON without lines",
)
