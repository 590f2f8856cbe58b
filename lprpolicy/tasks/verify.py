"""After the clicks: what of a plan a later export shows as done, and what else was clicked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lprpolicy.compare.of_observation import of_observations
from lprpolicy.compare.steps import Words, Work, work
from lprpolicy.evaluate.export_owner import not_shown_to_be_of
from lprpolicy.evaluate.states import seen
from lprpolicy.host.files.tree import Tree
from lprpolicy.identify.index import Index
from lprpolicy.model.lock import Lock
from lprpolicy.model.observation import Completeness
from lprpolicy.model.outcome import VerifiedPlan
from lprpolicy.model.plan import Plan, PolicyRepository, Question, Step
from lprpolicy.model.policy import Policy
from lprpolicy.repository import digests
from lprpolicy.repository.exports import Export, Shown, StateError, policy_of, shown
from lprpolicy.repository.repository import open_repository
from lprpolicy.repository.verified import lock_of
from lprpolicy.tasks.plan import differences, observed_of
from lprpolicy.vendors.clicks import clicks


@dataclass(frozen=True, slots=True)
class VerifyResult:
    """What was verified, and the lock that says so, where nothing is left open."""

    verified: VerifiedPlan
    lock: Lock


@dataclass(frozen=True, slots=True)
class VerifyInputs:
    """What a plan is held against. `repository` is the one that this is, as git knows it."""

    plan: Plan
    exports: tuple[Export, ...]
    as_of: dt.date
    taken: dt.date | None = None
    repository: PolicyRepository | None = None


def verify(tree: Tree, asked: VerifyInputs) -> VerifyResult:
    """Hold a plan against exports that were made after it."""
    plan, as_of = asked.plan, asked.as_of
    _fits(plan, asked.repository)
    repository = open_repository(tree)
    policy = policy_of(repository, plan.agency)
    if digests.of_policy(tree, plan.agency) != plan.inputs.policy:
        raise StateError(
            f"the policy of {plan.agency} is not the one that was planned from",
            hint="`lprpolicy plan` makes a plan of the policy as it is now",
        )
    given = shown(asked.exports, policy, asked.taken)
    words: dict[str, Words] = {one.id: clicks(one.vendor) for one in policy.systems or ()}
    made = work(differences(repository, policy, given, as_of), words)
    unclear = [*_old(plan, given, as_of), *_unseen(plan, given)]
    unclear += not_shown_to_be_of(policy, given, repository.index)
    unclear += [f"{one.system}: {one.asks}" for one in made.questions if not _answered(one, made)]
    left = {_key(step): step for step in made.steps}
    partial = {one.system for one in given if _partial(one)}
    not_done, done, hidden = [], [], []
    for step in plan.steps:
        if _key(step) in left:
            not_done.append(step)
        elif step.system in partial and step.action in ("remove", "close"):
            hidden.append(step)
        else:
            done.append(step)
    unclear += [f"step {s.number}: a list that is not whole cannot show it as done" for s in hidden]
    mine = {_key(step) for step in plan.steps}
    others = [step for key, step in left.items() if key not in mine]
    later = [s for s in others if plan.scope == "narrowing" and s.effect == "widens"]
    verified = VerifiedPlan(
        plan=plan,
        as_of=as_of,
        done=tuple(done),
        not_done=tuple(not_done),
        besides=tuple(step for step in others if step not in later),
        later=tuple(later),
        unclear=tuple(dict.fromkeys(unclear)),
        looks=tuple(f"{one.system}: {one.looks}" for one in made.looks),
    )
    return VerifyResult(verified, _lock(plan, policy, repository.index, given, as_of))


def _fits(plan: Plan, repository: PolicyRepository | None) -> None:
    """Refuse a plan that nobody could have applied to this repository's agency."""
    if plan.what_if is not None:
        raise StateError(
            f"the plan says what would be on {plan.as_of}, so nobody was to apply it",
            hint="plan without --as-of, and let the gate pass that plan",
        )
    if plan.repository != repository:
        raise StateError(
            "the plan was made in another repository than this one",
            hint="verify it in the repository of the plan, in a clone with the whole history",
        )


def _lock(
    plan: Plan, policy: Policy, index: Index, given: tuple[Shown, ...], as_of: dt.date
) -> Lock:
    state = of_observations(
        policy.agency, [seen(one.observation, one.system, index) for one in given]
    )
    return lock_of(plan, state, (observed_of(one, None) for one in given), as_of)


def _key(step: Step) -> tuple[str, str, str, str]:
    return step.action, step.system, " ".join((step.row or "").split()), step.item or ""


def _answered(question: Question, made: Work) -> bool:
    """A question that only goes with a step, which says all there is to say."""
    return any(step.row == question.row and step.system == question.system for step in made.steps)


def _partial(one: Shown) -> bool:
    return one.observation.completeness is not Completeness.COMPLETE


def _old(plan: Plan, given: Iterable[Shown], as_of: dt.date) -> Iterator[str]:
    """Exports that cannot show what was clicked after the plan was made."""
    before = {one.sha256 for one in plan.inputs.observed} if plan.steps else set()
    for one in given:
        name, day = one.export.name, one.observation.reported
        if one.observation.sha256 in before:
            yield f"{name}: this is the export that the plan was made from"
        elif day is None:
            yield f"{name}: it prints no day, so it may be older than the plan; --taken says it"
        elif day < plan.as_of:
            yield f"{name}: it is of {day}, before the plan of {plan.as_of}"
        elif day > as_of:
            yield f"{name}: it is of {day}, a day that is still to come"
        if _partial(one):
            yield f"{name}: it is {one.observation.completeness}, so somebody may be hidden on it"


def _unseen(plan: Plan, given: Iterable[Shown]) -> Iterator[str]:
    shown_systems = {one.system for one in given}
    for system in sorted({one.system for one in plan.inputs.observed} - shown_systems):
        yield f"{system}: no export of it was given"
