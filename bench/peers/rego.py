"""regopy, the Rego interpreter rego-cpp for Python; PyYAML's C loader reads for it."""

from __future__ import annotations

from pathlib import Path

from bench.peers import HERE, SITE, VENV, Peer, listed


def _command(folder: Path) -> list[str | Path]:
    return [VENV / "python", HERE / "rego_run.py", HERE / "five.rego", folder]


PEER = Peer(
    name="regopy",
    version="1.5.2",
    program=SITE / "regopy",
    command=_command,
    found=listed,
    says="five rules in Rego, no lines",
)
