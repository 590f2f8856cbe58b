"""The gate's statement: written, signed, and held against a plan later."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from lprpolicy import __version__
from lprpolicy.tasks import digests, ssh
from lprpolicy.tasks.gate import GateRefused, Passed
from lprpolicy.tasks.plans import read_plan
from lprpolicy.write.statement import write


def statement(passed: Passed) -> str:
    """What the gate says of a plan that passed."""
    return write(passed.plan, sha256=passed.sha256, commit=passed.commit, version=__version__)


def verify(file: Path, said: Path, signature: Path, allowed: Path, signer: str) -> str:
    """Hold a plan against a signed statement; gives the commit, or refuses."""
    plan = read_plan(file)
    data, sig = _bytes(said), _bytes(signature)
    ssh.verify(data, sig, allowed, signer)
    found = _statement(said, data)
    own = found.get("predicate", {}).get("lprpolicy", {})
    digest = digests.sha256(file.read_bytes())
    if found.get("subject") != [{"name": f"{plan.agency}/plan.json", "digest": {"sha256": digest}}]:
        raise GateRefused(
            f"{file}: the statement is about another plan",
            hint="the plan that was signed is the one with the fingerprint in the statement",
        )
    commit = str(own.get("commit", ""))
    version = str(found["predicate"].get("verifier", {}).get("version", {}).get("lprpolicy", ""))
    if write(plan, sha256=digest, commit=commit, version=version).encode() != data:
        raise GateRefused(f"{said}: the statement says something else than the plan")
    return commit


def _statement(path: Path, data: bytes) -> dict[str, Any]:
    try:
        found = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise GateRefused(f"{path}: this is no statement of the gate") from error
    if not isinstance(found, dict) or not isinstance(found.get("predicate"), dict):
        raise GateRefused(f"{path}: this is no statement of the gate")
    return found


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise GateRefused(f"{path}: cannot be read: {error.strerror}") from error
