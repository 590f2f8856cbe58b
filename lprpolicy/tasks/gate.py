"""The gate: a plan passes if computing it again from the commit gives the same bytes.

No option forces it open. Either what was approved is applied, or there is a new plan to approve.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from lprpolicy import __version__
from lprpolicy.errors import LprPolicyError, UsageError
from lprpolicy.host import ssh
from lprpolicy.host.outside import resolve
from lprpolicy.host.user_files import STATEMENT, read_user_file
from lprpolicy.model.plan import Inputs, Observed, Plan
from lprpolicy.repository import digests
from lprpolicy.repository.exports import Export
from lprpolicy.repository.plans import read_plan_bytes
from lprpolicy.repository.revisions import at_revision
from lprpolicy.tasks.plan import PlanInputs, make
from lprpolicy.write.plan import json as plan_json
from lprpolicy.write.plan import statement as words


class GateRefused(LprPolicyError):
    """The plan differs from the one that commit, law, exports and day give now."""

    exit_code = 1
    consequence = "the gate stays shut: nothing may be applied"


@dataclass(frozen=True, slots=True)
class Passed:
    """A plan that passed, the digest of its file, and the commit that it was computed from."""

    plan: Plan
    sha256: str
    commit: str


def gate(
    file: Path, root: Path, as_of: dt.date, *, revision: str, exports: tuple[Export, ...]
) -> Passed:
    """Compute the plan again from a commit; a GateRefused says which input differs."""
    approved, raw = read_plan_bytes(file)
    at = at_revision(revision, root)
    assert at.commit is not None
    asked = PlanInputs(
        approved.agency,
        tuple(_under_plan_name(one, approved.inputs.observed) for one in exports)
        or tuple(_find_export(one, root) for one in approved.inputs.observed),
        as_of,
        narrowing=approved.scope == "narrowing",
        taken=approved.inputs.taken,
    )
    made = make(at.tree, asked, root)
    _hold(approved, made.plan, at.commit)
    if made.refused:
        raise GateRefused(
            f"the plan would let somebody in, and {'; '.join(made.against)}",
            hint="mend the policy; or plan with --narrowing, which never waits",
        )
    return Passed(approved, digests.sha256(raw), at.commit)


def _under_plan_name(export: Export, observed: tuple[Observed, ...]) -> Export:
    """Give an export the name that the plan has for its bytes, wherever it is stored now."""
    digest = digests.sha256(export.raw)
    same = next((one for one in observed if one.sha256 == digest), None)
    return export if same is None else replace(export, name=same.document, system=same.system)


def _find_export(one: Observed, root: Path) -> Export:
    """Find an export of the plan that is stored in the repository."""
    if one.path is None:
        raise GateRefused(
            f"{one.document}: the plan does not say where this export is kept",
            hint="give the same file with --observed; or keep exports in the repository",
        )
    path = root / one.path
    try:
        inside = resolve(path).is_relative_to(resolve(root))
    except (OSError, ValueError, UsageError) as error:  # a NUL, or a circle of links
        raise GateRefused(f"{one.path}: cannot be read: {error}") from error
    if not inside:
        raise GateRefused(f"{one.path}: this path leads out of the repository")
    return Export(one.document, read_user_file(path, error=GateRefused), path, one.system)


def _hold(approved: Plan, now: Plan, commit: str) -> None:
    moved = list(_differences(approved, now))
    if (
        plan_json.write(_without_paths(approved)) != plan_json.write(_without_paths(now))
        and not moved
    ):
        moved.append("the steps: they are not what these inputs give")
    if moved:
        listed = "\n  ".join(moved)
        raise GateRefused(
            f"the plan is not what commit {commit[:12]} gives; what moved:\n  {listed}",
            hint="`lprpolicy plan` makes it anew, to be approved anew",
        )


def _without_paths(plan: Plan) -> Plan:
    """Drop the paths of exports before comparing: a digest identifies an export."""
    observed = tuple(one.model_copy(update={"path": None}) for one in plan.inputs.observed)
    inputs = plan.inputs.model_copy(update={"observed": observed})
    return plan.model_copy(update={"inputs": inputs, "fingerprint": ""})


def _differences(approved: Plan, now: Plan) -> Iterator[str]:
    """Give a line for each input that differs."""
    if approved.as_of != now.as_of:
        yield f"the day: the plan is good on {approved.as_of} only, and this is {now.as_of}"
    if approved.version != now.version:
        yield f"lprpolicy: the plan was made by {approved.version}, and this is {now.version}"
    yield from _moved_inputs(approved.inputs, now.inputs)
    if approved.decision != now.decision:
        yield f"the decision: it was {approved.decision}, and is {now.decision}"


def _moved_inputs(was: Inputs, now: Inputs) -> Iterator[str]:
    parts = {
        "policy": "the policy: its file is not the one that was planned from",
        "town": "the town's rules, waivers or settings",
        "directory": "the directory of agencies",
        "law": "the law: the packs of rules are not the ones that judged the plan",
    }
    for name, says in parts.items():
        if getattr(was, name) != getattr(now, name):
            yield says
    exports = {one.sha256 for one in now.observed}
    for one in was.observed:
        if one.sha256 not in exports:
            yield f"the export {one.document}: its bytes are not the ones that were planned from"
    if len(was.observed) != len(now.observed):
        yield f"the exports: {len(was.observed)} were planned from, {len(now.observed)} are given"


def statement(passed: Passed) -> str:
    """Write the statement of the gate about a plan that passed."""
    return words.write(passed.plan, sha256=passed.sha256, commit=passed.commit, version=__version__)


def verify(file: Path, said: Path, signature: Path, allowed: Path, signer: str) -> str:
    """Compare a plan with a signed statement; return the commit, or refuse."""
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
    if words.write(plan, sha256=digest, commit=commit, version=version).encode() != data:
        raise GateRefused(f"{said}: the statement says something else than the plan")
    return commit


def _statement(path: Path, data: bytes) -> dict[str, Any]:
    refused = GateRefused(
        f"{path}: this is no statement of the gate",
        hint="give the statement that `lprpolicy gate --out` wrote for this plan",
    )
    try:
        found = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise refused from error
    if not isinstance(found, dict):
        raise refused
    return found


def _text(found: object, *keys: str) -> str:
    """Return the text below these keys; empty if the data has another shape."""
    for key in keys:
        found = found.get(key) if isinstance(found, dict) else None
    plain = isinstance(found, str) and found.isascii()  # as a commit and a version are
    return str(found) if plain else ""
