"""Checkov, with checks in Python: its policies in YAML are asked about formats that it knows."""

from __future__ import annotations

import json
from pathlib import Path

from bench.peers import CACHE, HERE, Found, Peer, town

PROGRAM = CACHE / "checkov" / "bin" / "checkov"


def _command(folder: Path) -> list[str | Path]:
    checks = ["--framework", "yaml", "--external-checks-dir", HERE / "checkov_checks"]
    return [PROGRAM, "-d", folder, *checks, "--skip-download", "--compact", "--quiet", "-o", "json"]


def _found(output: str) -> Found:
    found: Found = {}
    for failed in json.loads(output).get("results", {}).get("failed_checks", ()):
        found.setdefault(failed["check_id"], set()).add(town(failed["file_path"]))
    return found


PEER = Peer(
    name="Checkov",
    version="3.3.30",
    program=PROGRAM,
    command=_command,
    found=_found,
    says="five rules in Python, JSON with lines",
    most=1000,
)
