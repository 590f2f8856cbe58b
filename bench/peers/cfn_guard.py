"""cfn-guard: a native program, in the mode in which it is fastest, which is the structured one."""

from __future__ import annotations

import json
from pathlib import Path

from bench.peers import HERE, NODE, Found, Peer, town

PROGRAM = NODE / "@cdklabs/cdk-validator-cfnguard/bin/ubuntu/x86_64/cfn-guard"


def _command(folder: Path) -> list[str | Path]:
    structured = ["--structured", "--output-format", "json", "--show-summary", "none"]
    return [PROGRAM, "validate", "--rules", HERE / "five.guard", "--data", folder, *structured]


def _found(output: str) -> Found:
    found: Found = {}
    for file in json.loads(output):
        for broken in file["not_compliant"]:
            found.setdefault(broken["Rule"]["name"], set()).add(town(file["name"]))
    return found


PEER = Peer(
    name="cfn-guard",
    version="3.1.1",
    program=PROGRAM,
    command=_command,
    found=_found,
    says="five rules, JSON with places",
)
