"""OPA itself, as a library under Python; it reads the YAML, as it does in conftest."""

from __future__ import annotations

from pathlib import Path

from bench.peers import HERE, SITE, VENV, Peer, listed


def _command(folder: Path) -> list[str | Path]:
    return [VENV / "python", HERE / "opa_run.py", HERE / "five.rego", folder]


PEER = Peer(
    name="OPA",
    version="1.20.2",
    program=SITE / "opa_bindings",
    command=_command,
    found=listed,
    says="five rules in Rego, no lines",
)
