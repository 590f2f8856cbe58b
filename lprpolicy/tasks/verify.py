"""After the clicks: find what a later export shows as done, and what else was clicked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lprpolicy.compare.of_observation import of_observations
from lprpolicy.compare.steps import Words, Work, work
from lprpolicy.evaluate.export_owner import not_shown_to_be_of
from lprpolicy.evaluate.shrunk import shrunk
from lprpolicy.evaluate.states import observe_state
from lprpolicy.host.files.tree import Tree
from lprpolicy.identify.index import Index
from lprpolicy.model.lock import Lock
from lprpolicy.model.observation import Completeness
from lprpolicy.model.outcome import VerifiedPlan
from lprpolicy.model.plan import Plan, PolicyRepository, Step
from lprpolicy.model.policy import Policy
from lprpolicy.repository import digests
from lprpolicy.repository.exports import Export, Shown, StateError, policy_of, read_exports
from lprpolicy.repository.national import national
from lprpolicy.repository.repository import open_repository
from lprpolicy.repository.verified import lock_in, lock_of
from lprpolicy.tasks.plan import differences, observed_of
from lprpolicy.vendors.clicks import clicks


@dataclass(frozen=True, slots=True)
class VerifyResult:
    """What was verified, and the lock to write if nothing is left open."""

    verified: VerifiedPlan
    lock: Lock


@dataclass(frozen=True, slots=True)
class _Progress:
    """The steps of a plan by what a later export shows of them; `hidden` ones nobody can tell."""

    done: list[Step] = field(default_factory=list)
    not_done: list[Step] = field(default_factory=list)
    hidden: list[Step] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class VerifyInputs:
    """What a plan is compared with. `repository` is the one that this is, as git knows it."""

    plan: Plan
    exports: tuple[Export, ...]
    as_of: dt.date
    taken: dt.date | None = None
    repository: PolicyRepository | None = None


def verify(tree: Tree, asked: VerifyInputs) -> VerifyResult:
    """Compare a plan with exports that were made after it."""
    plan, as_of = asked.plan, asked.as_of
    _fits(plan, asked.repository)
    repository = open_repository(tree, national())
    policy = policy_of(repository, plan.agency)
    _require_planned_policy(tree, plan)
    given = read_exports(asked.exports, policy, asked.taken)
    unproven = tuple(not_shown_to_be_of(policy, given, repository.index, tree.papers))
    words: dict[str, Words] = {one.id: clicks(one.vendor) for one in policy.systems or ()}
    made = work(differences(repository, policy, given, as_of), words)
    progress = _progress(plan, made, {one.system for one in given if _partial(one)})
    besides, later = _other_steps(plan, made)
    unclear = [
        *_unclear(plan, given, made, progress, as_of),
        *unproven,
        *shrunk(lock_in(tree, plan.agency), given),
    ]
    verified = VerifiedPlan(
        plan=plan,
        as_of=as_of,
        done=tuple(progress.done),
        not_done=tuple(progress.not_done),
        besides=tuple(besides),
        later=tuple(later),
        unclear=tuple(dict.fromkeys(unclear)),
        looks=tuple(f"{one.system}: {one.looks}" for one in made.looks),
    )
    return VerifyResult(verified, _lock(plan, policy, repository.index, given, as_of))


def _require_planned_policy(tree: Tree, plan: Plan) -> None:
    """Refuse a plan of another policy: its steps lead to what that policy said."""
    if digests.of_policy(tree, plan.agency) != plan.inputs.policy:
        raise StateError(
            f"the policy of {plan.agency} is not the one that was planned from",
            hint="`lprpolicy plan` makes a plan of the policy as it is now",
        )


def _progress(plan: Plan, made: Work, partial: set[str]) -> _Progress:
    """Sort the plan's steps by what the exports show; `partial` are systems shown in part.

    A list that is not whole cannot show that somebody is gone from it, so there a step that takes
    access away is neither done nor left.
    """
    left = {_key(step) for step in made.steps}
    progress = _Progress()
    for step in plan.steps:
        if _key(step) in left:
            progress.not_done.append(step)
        elif step.system in partial and step.action in ("remove", "close"):
            progress.hidden.append(step)
        else:
            progress.done.append(step)
    return progress


def _other_steps(plan: Plan, made: Work) -> tuple[list[Step], list[Step]]:
    """The steps that are left and not the plan's: clicked besides it, and still to be planned.

    A plan that only narrows leaves out on purpose what would open something.
    """
    planned = {_key(step) for step in plan.steps}
    others = {_key(step): step for step in made.steps if _key(step) not in planned}.values()
    later = [s for s in others if plan.scope == "narrowing" and s.effect == "widens"]
    return [step for step in others if step not in later], later


def _unclear(
    plan: Plan, given: tuple[Shown, ...], made: Work, progress: _Progress, as_of: dt.date
) -> Iterator[str]:
    """Why these exports cannot tell all of it."""
    yield from _old(plan, given, as_of)
    yield from _missing_exports(plan, given)
    for question in made.questions:
        yield f"{question.system}: {question.asks}"
    for step in progress.hidden:
        yield f"step {step.number}: a list that is not whole cannot show it as done"


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
        policy.agency, [observe_state(one.observation, one.system, index) for one in given]
    )
    return lock_of(plan, state, (observed_of(one, None) for one in given), as_of)


def _key(step: Step) -> tuple[str, str, str, str]:
    return step.action, step.system, " ".join((step.row or "").split()), step.item or ""


def _partial(one: Shown) -> bool:
    return one.observation.completeness is not Completeness.COMPLETE


def _old(plan: Plan, given: Iterable[Shown], as_of: dt.date) -> Iterator[str]:
    """Name the exports that cannot show what was clicked after the plan was made."""
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
            yield f"{name} {one.observation.completeness.plain}: who is not on it may have access"


def _missing_exports(plan: Plan, given: Iterable[Shown]) -> Iterator[str]:
    shown_systems = {one.system for one in given}
    for system in sorted({one.system for one in plan.inputs.observed} - shown_systems):
        yield f"{system}: no export of it was given"
