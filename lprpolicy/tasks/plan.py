"""Plan the clicks from what a vendor shows to what a policy says, with decision and fingerprint."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from lprpolicy import __version__
from lprpolicy.compare.changes import compare
from lprpolicy.compare.of_observation import of_observations
from lprpolicy.compare.of_policy import live
from lprpolicy.compare.steps import Words, number_steps, work
from lprpolicy.errors import LprPolicyError
from lprpolicy.evaluate.export_owner import NAMED, not_shown_to_be_of
from lprpolicy.evaluate.report import Options, check
from lprpolicy.evaluate.shrunk import shrunk
from lprpolicy.evaluate.states import observe_state, state_of
from lprpolicy.host.files.tree import Tree
from lprpolicy.host.outside import resolve
from lprpolicy.model.change import Change
from lprpolicy.model.observation import Completeness
from lprpolicy.model.plan import Inputs, Observed, Plan, PolicyRepository
from lprpolicy.model.policy import Policy
from lprpolicy.model.report import Decision, Report
from lprpolicy.model.words import Status
from lprpolicy.repository import digests
from lprpolicy.repository.exports import Export, Shown, policy_of, read_exports
from lprpolicy.repository.national import national
from lprpolicy.repository.plans import fingerprint
from lprpolicy.repository.repository import Repository, open_repository
from lprpolicy.repository.verified import lock_in
from lprpolicy.vendors.clicks import clicks


class PlanRefused(LprPolicyError):
    """The rules forbid something that the plan would open."""

    exit_code = 1
    consequence = "no plan was written"


@dataclass(frozen=True, slots=True)
class PlanInputs:
    """What `plan` is given. `taken` is the day of exports that print none.

    `what_if`: the day is not the one of this machine, so that no gate may pass it.
    """

    agency: str
    exports: tuple[Export, ...]
    as_of: dt.date
    narrowing: bool = False
    taken: dt.date | None = None
    repository: PolicyRepository | None = None
    what_if: bool = False


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan, the report behind its decision, and the reasons against opening anything.

    `whose` says of which exports nobody can tell that they are the agency's.
    """

    plan: Plan
    report: Report
    against: tuple[str, ...]
    whose: tuple[str, ...] = ()

    @property
    def refused(self) -> bool:
        """Whether it opens something that the rules or the policy's status forbid.

        From an export that may be another agency's, only what takes away is planned, and only
        where that was asked for.
        """
        if self.whose and self.plan.scope == "all":
            return True
        return bool(self.against) and any(step.effect == "widens" for step in self.plan.steps)

    @property
    def remedy(self) -> str:
        """What to do about it."""
        if self.whose:
            return "give the agency's own export; where it calls the agency otherwise, add " + NAMED
        return "fix the policy; or --narrowing plans only what takes access away"

    @property
    def reason(self) -> str:
        """Why it is refused, in words."""
        if self.whose:
            return f"the exports are not known to be of {self.plan.agency}: {'; '.join(self.whose)}"
        return f"the plan would let somebody in, and {'; '.join(self.against)}"


def make(tree: Tree, asked: PlanInputs, root: Path | None = None) -> Planned:
    """Compute the plan. The caller writes it, unless it is refused."""
    repository = open_repository(tree, national())
    policy = policy_of(repository, asked.agency)
    exports = read_exports(asked.exports, policy, asked.taken)
    selected = frozenset({f"{asked.agency}/policy.yaml"})
    report = check(replace(tree, selected=selected), Options(asked.as_of), lists=national())
    changes = differences(repository, policy, exports, asked.as_of)
    whose = tuple(not_shown_to_be_of(policy, exports, repository.index, tree.papers))
    plan = _plan(tree, asked, policy, exports, report, changes, root, whose)
    return Planned(plan, report, tuple(_against(policy, report, asked.as_of)), whose)


def differences(
    repository: Repository, policy: Policy, exports: Sequence[Shown], day: dt.date
) -> tuple[Change, ...]:
    """Compare what the exports show with what the policy says."""
    index = repository.index
    observed = of_observations(
        policy.agency, [observe_state(one.observation, one.system, index) for one in exports]
    )
    return compare(observed, live(state_of(policy, index, day)))


def _plan(
    tree: Tree,
    asked: PlanInputs,
    policy: Policy,
    exports: Sequence[Shown],
    report: Report,
    changes: tuple[Change, ...],
    root: Path | None,
    whose: Sequence[str],
) -> Plan:
    words: dict[str, Words] = {one.id: clicks(one.vendor) for one in policy.systems or ()}
    made = work(changes, words)
    kept = [step for step in made.steps if not (asked.narrowing and step.effect == "widens")]
    alarms = shrunk(lock_in(tree, asked.agency), exports)
    notes = [*alarms, *made.notes, *_notes(policy, exports), *whose]
    data: dict[str, Any] = {
        "schema": "lprpolicy/plan/v1",
        "version": __version__,
        "agency": asked.agency,
        "as_of": asked.as_of,
        **({"what_if": True} if asked.what_if else {}),
        **({} if asked.repository is None else {"repository": asked.repository}),
        "decision": report.decision,
        "scope": "narrowing" if asked.narrowing else "all",
        "inputs": _inputs(tree, asked, exports, root, report),
        "steps": tuple(number_steps(kept)),
        "withheld": len(made.steps) - len(kept),
        "questions": tuple(made.questions),
        "looks": tuple(made.looks),
        "notes": tuple(notes),
        "fingerprint": "0" * 64,
    }
    plan = Plan.model_validate(data)
    return plan.model_copy(update={"fingerprint": fingerprint(plan)})


def _inputs(
    tree: Tree, asked: PlanInputs, exports: Iterable[Shown], root: Path | None, report: Report
) -> Inputs:
    agency = asked.agency
    known: dict[str, Any] = {} if asked.taken is None else {"taken": asked.taken}
    papers = [paper for one in report.subjects for paper in one.papers]
    if papers:
        known["papers"] = digests.canonical(papers)
    return Inputs(
        policy=digests.of_policy(tree, agency),
        town=digests.of_town(tree, agency),
        directory=digests.of_directory(tree),
        law=digests.of_law(),
        observed=tuple(observed_of(one, root) for one in exports),
        **known,
    )


def observed_of(one: Shown, root: Path | None) -> Observed:
    """Return what a plan or a lock records of an export."""
    path = _kept_at(one.export.path, root)
    known: dict[str, Any] = {} if path is None else {"path": path}
    if one.observation.reported is not None:
        known["reported"] = one.observation.reported
    return Observed(
        document=one.export.name,
        sha256=one.observation.sha256,
        system=one.system,
        vendor=one.observation.vendor,
        completeness=one.observation.completeness,
        **known,
    )


def _kept_at(path: Path | None, root: Path | None) -> str | None:
    """Return the path of an export below the root; None if it is stored elsewhere."""
    if path is None or root is None:
        return None
    try:
        return resolve(path).relative_to(resolve(root)).as_posix()
    except ValueError:
        return None


def _notes(policy: Policy, exports: Sequence[Shown]) -> Iterable[str]:
    covered = {one.system for one in exports}
    for system in policy.systems or ():
        if system.id not in covered:
            yield f"no export of {system.id} was given, so nothing is planned there"
    for one in exports:
        name = one.export.name
        if one.observation.owner is not None:
            yield f"{name} says that it is of {one.observation.owner}"
        if one.observation.completeness is not Completeness.COMPLETE:
            yield f"{name} {one.observation.completeness.plain}: who is not on it may have access"
        yield from (f"{name}: {note}" for note in one.observation.notes)


def _against(policy: Policy, report: Report, day: dt.date) -> Iterable[str]:
    """Give the reasons why nothing may be opened today."""
    if report.decision is Decision.REFUSE:
        count = sum(f.count for f in report.open if f.blocks(strict=report.strict))
        yield f"the rules refuse the policy in {count:,} places"
    if policy.status is not Status.ADOPTED:
        yield f"the policy is {policy.status}, and only an adopted one lets anybody in"
    if policy.effective is not None and policy.effective > day:
        yield f"the policy takes effect only on {policy.effective}"
