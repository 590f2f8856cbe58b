"""CEL in Rust, as a library under Python; PyYAML's C loader reads for it."""

from __future__ import annotations

from pathlib import Path

from bench.peers import HERE, SITE, VENV, Peer, listed


def _command(folder: Path) -> list[str | Path]:
    return [VENV / "python", HERE / "cel_run.py", HERE / "five.cel.yaml", folder]


PEER = Peer(
    name="common-expression-language",
    version="0.10.0",
    program=SITE / "cel",
    command=_command,
    found=listed,
    says="five rules in CEL, no lines",
)
