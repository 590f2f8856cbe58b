"""Read plans from files: only those in which nobody changed a byte."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from lprpolicy.host.user_files import read_user_file
from lprpolicy.model.plan import Plan
from lprpolicy.read.schema import shape
from lprpolicy.repository import digests
from lprpolicy.repository.exports import StateError

LARGEST = 50_000_000
MOST_FAULTS = 50
"""Above this many faults, a plan's are only counted: finding words for each takes time."""
_AGAIN = "`lprpolicy plan` makes it again"


def read_plan(path: Path) -> Plan:
    """Read the plan in a file; a StateError if it is no plan, or was changed."""
    return read_plan_bytes(path)[0]


def read_plan_bytes(path: Path) -> tuple[Plan, bytes]:
    """Read the plan in a file, and return its bytes too."""
    from lprpolicy.write.plan.json import write

    raw = read_user_file(path, most=LARGEST, error=StateError)
    plan = parse(path.name, raw)
    if plan.fingerprint != fingerprint(plan) or write(plan).encode(errors="replace") != raw:
        raise StateError(
            f"{path}: the plan was changed after it was made",
            hint=f"a plan is not edited by hand; {_AGAIN}",
        )
    return plan, raw


def parse(name: str, raw: bytes) -> Plan:
    """Parse a plan from its bytes, by its format."""
    if len(raw) > LARGEST:
        raise StateError(f"{name}: the file is too large to be a plan")
    try:
        data = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise StateError(f"{name}: this is not JSON", hint=_AGAIN) from error
    try:
        return Plan.model_validate(data)
    except ValidationError as error:
        if (count := error.error_count()) > MOST_FAULTS:
            raise StateError(
                f"{name}: this is not a plan: {count:,} places in it are not as in one", hint=_AGAIN
            ) from error
    plan, misfits = shape(data, Plan)
    if plan is None:
        first = misfits[0].verdict
        raise StateError(f"{name}: {first.at or '/'}: {first.message}", hint=_AGAIN)
    return plan


def fingerprint(plan: Plan) -> str:
    """Compute SHA-256 over everything in a plan except the fingerprint itself."""
    return digests.canonical(content(plan, without={"fingerprint"}))


def content(plan: Plan, without: set[str] | None = None) -> dict[str, Any]:
    """Return a plan as data, without the fields that it leaves out."""
    return plan.model_dump(mode="json", by_alias=True, exclude_none=True, exclude=without or set())
