"""The gate's statement: written, signed, and held against a plan later."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from lprpolicy import __version__
from lprpolicy.host import ssh
from lprpolicy.host.user_files import STATEMENT, read_user_file
from lprpolicy.repository import digests
from lprpolicy.tasks.gate import GateRefused, Passed
from lprpolicy.tasks.plans import read_plan_bytes
from lprpolicy.write.plan.statement import write


def statement(passed: Passed) -> str:
    """What the gate says of a plan that passed."""
    return write(passed.plan, sha256=passed.sha256, commit=passed.commit, version=__version__)


def verify(file: Path, said: Path, signature: Path, allowed: Path, signer: str) -> str:
    """Hold a plan against a signed statement; gives the commit, or refuses."""
    plan, raw = read_plan_bytes(file)
    data, sig = (
        read_user_file(one, most=STATEMENT, error=GateRefused) for one in (said, signature)
    )
    ssh.verify(data, sig, allowed, signer)
    found = _statement(said, data)
    digest = digests.sha256(raw)
    if found.get("subject") != [{"name": f"{plan.agency}/plan.json", "digest": {"sha256": digest}}]:
        raise GateRefused(
            f"{file}: the statement is about another plan",
            hint="the plan that was signed is the one with the fingerprint in the statement",
        )
    commit = _text(found, "predicate", "lprpolicy", "commit")
    version = _text(found, "predicate", "verifier", "version", "lprpolicy")
    if write(plan, sha256=digest, commit=commit, version=version).encode() != data:
        raise GateRefused(f"{said}: the statement says something else than the plan")
    return commit


def _statement(path: Path, data: bytes) -> dict[str, Any]:
    try:
        found = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise GateRefused(f"{path}: this is no statement of the gate") from error
    if not isinstance(found, dict):
        raise GateRefused(f"{path}: this is no statement of the gate")
    return found


def _text(found: object, *keys: str) -> str:
    """The text below these keys; none where something of another shape stands in the way."""
    for key in keys:
        found = found.get(key) if isinstance(found, dict) else None
    plain = isinstance(found, str) and found.isascii()  # as a commit and a version are
    return str(found) if plain else ""
