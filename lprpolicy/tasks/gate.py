"""The gate: a plan passes if computing it again from the commit gives the same bytes.

No option forces it open. Either what was approved is applied, or there is a new plan to approve.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from lprpolicy import __version__
from lprpolicy.errors import LprPolicyError, UsageError
from lprpolicy.host.clock import day_of
from lprpolicy.host.outside import resolve
from lprpolicy.host.user_files import read_user_file
from lprpolicy.model.plan import Inputs, Observed, Plan
from lprpolicy.repository import digests
from lprpolicy.repository.exports import Export
from lprpolicy.repository.plans import read_plan_bytes
from lprpolicy.repository.repository import config_of
from lprpolicy.repository.revisions import at_revision
from lprpolicy.repository.tip import require_tip
from lprpolicy.tasks.plan import PlanInputs, make
from lprpolicy.write.plan import json as plan_json
from lprpolicy.write.plan import statement as words
from lprpolicy.write.plan.statement import Issue


class GateRefused(LprPolicyError):
    """The plan differs from the one that commit, law, exports and day give now."""

    exit_code = 1
    consequence = "the gate stays shut: nothing may be applied"


@dataclass(frozen=True, slots=True)
class Passed:
    """A plan that passed, the digest of its file, and where and when it did."""

    plan: Plan
    sha256: str
    issue: Issue


def gate(
    file: Path, root: Path, moment: dt.datetime, *, revision: str, exports: tuple[Export, ...]
) -> Passed:
    """Compute the plan again from the tip of the branch; a GateRefused says what differs."""
    approved, raw = read_plan_bytes(file)
    if approved.what_if is not None:
        raise GateRefused(
            f"{file}: this plan says what would be on {approved.as_of}; it was made on another day",
            hint="plan without --as-of, on the day on which it is to pass",
        )
    tip = require_tip(root, revision)
    at = at_revision(tip.commit, root)
    asked = PlanInputs(
        approved.agency,
        tuple(_under_plan_name(one, approved.inputs.observed) for one in exports)
        or tuple(find_export(one, root, file.parent) for one in approved.inputs.observed),
        day_of(moment),
        narrowing=approved.scope == "narrowing",
        taken=approved.inputs.taken,
        repository=tip.repository,
    )
    made = make(at.tree, asked, root)
    _hold(approved, made.plan, tip.commit)
    if made.refused:
        raise GateRefused(
            made.reason,
            hint=made.remedy,
        )
    issued = moment.astimezone(dt.UTC).replace(microsecond=0)
    good_for = dt.timedelta(days=config_of(at.tree).statement_good_for_days)
    issue = Issue(tip.repository, tip.branch, tip.commit, issued, issued + good_for)
    return Passed(approved, digests.sha256(raw), issue)


def _is_name(document: str) -> bool:
    """Whether a plan names a file and no path, which could lead anywhere."""
    return Path(document).name == document


def _under_plan_name(export: Export, observed: tuple[Observed, ...]) -> Export:
    """Give an export the name that the plan has for its bytes, wherever it is stored now."""
    digest = digests.sha256(export.raw)
    same = next((one for one in observed if one.sha256 == digest), None)
    return export if same is None else replace(export, name=same.document, system=same.system)


def find_export(one: Observed, root: Path, beside: Path) -> Export:
    """Find an export of the plan: in the repository, or beside the plan with the same bytes."""
    if one.path is None:
        path = beside / one.document
        raw = read_user_file(path) if _is_name(one.document) and path.is_file() else b""
        if digests.sha256(raw) == one.sha256:
            return Export(one.document, raw, path, one.system)
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
            hint="`lprpolicy plan` makes it again, to be approved again",
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
    if approved.repository != now.repository:
        yield "the repository: the plan was not made in this one, or in a clone without its history"
    yield from _moved_inputs(approved.inputs, now.inputs)
    if approved.decision != now.decision:
        yield f"the decision: it was {approved.decision}, and is {now.decision}"


def _moved_inputs(was: Inputs, now: Inputs) -> Iterator[str]:
    parts = {
        "policy": "the policy: its file is not the one that was planned from",
        "town": "the town's rules, waivers or settings",
        "directory": "the directory of agencies",
        "papers": "the documents that the policy rests on",
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
    return words.write(passed.plan, sha256=passed.sha256, issue=passed.issue, version=__version__)
