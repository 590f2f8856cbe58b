"""check-jsonschema: the rules as a JSON Schema."""

from __future__ import annotations

import json
from pathlib import Path

from bench.peers import HERE, VENV, Found, Peer, town

_RULES = {"$.retention": "retention", "$.collection": "demographic", "$.audit": "audit"}


def _command(folder: Path) -> list[str | Path]:
    program, schema = VENV / "check-jsonschema", HERE / "five.schema.json"
    options = ["--output-format", "json", "--schemafile", schema]
    return [program, *options, *sorted(folder.glob("*.yaml"))]


def _found(output: str) -> Found:
    found: Found = {}
    for error in json.loads(output)["errors"]:
        path, message = error["path"], error["message"]
        rule = next((rule for start, rule in _RULES.items() if path.startswith(start)), None)
        if rule is None:
            rule = "audit" if path == "$" else "basis" if "'basis'" in message else "federal"
        found.setdefault(rule, set()).add(town(error["filename"]))
    return found


PEER = Peer(
    name="check-jsonschema",
    version="0.39.0",
    program=VENV / "check-jsonschema",
    command=_command,
    found=_found,
    says="a JSON Schema of the five rules, no lines",
    most=1000,
)
