"""Read and write the lock file: what was last verified, as small text in the repository."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence

from lprpolicy.host.files.tree import Tree
from lprpolicy.model.layout import VERIFIED
from lprpolicy.model.lock import Lock, LockedRow, LockedSystem
from lprpolicy.model.observation import Completeness, Direction, Observation, Share
from lprpolicy.model.places import Where
from lprpolicy.model.plan import Observed, Plan
from lprpolicy.model.policy import Policy
from lprpolicy.model.state import Entry, Facts, Key, State, Topic
from lprpolicy.model.words import Data, RecordClass, Switch, Tri
from lprpolicy.read.schema import shape
from lprpolicy.repository.exports import Shown, StateError
from lprpolicy.write.escape import json_text


def lock_of(plan: Plan, state: State, observed: Iterable[Observed], day: dt.date) -> Lock:
    """Record what the exports showed when they agreed with the plan's policy."""
    systems = state.parts[Topic.SYSTEM]
    return Lock.model_validate(
        {
            "schema": "lprpolicy/lock/v1",
            "agency": plan.agency,
            "verified": day,
            "policy": plan.inputs.policy,
            "plan": plan.fingerprint,
            "observed": tuple(observed),
            "systems": tuple(
                _system(name, part.facts, state) for name, part in sorted(systems.items())
            ),
        }
    )


def _system(name: str, facts: Facts, state: State) -> LockedSystem:
    said = {switch: facts.said.get(Key(Topic.LOOKUPS, switch)) for switch in Switch}
    kept = facts.said.get(Key(Topic.RETENTION, RecordClass.READS.value))
    entries = sorted(
        (entry for entry in state.entries if entry.system == name), key=lambda one: one.text or ""
    )
    known = {} if kept is None else {"reads": kept.said}
    return LockedSystem(
        system=name,
        on=tuple(_slug(s) for s, value in said.items() if value and value.said is Tri.YES),
        off=tuple(_slug(s) for s, value in said.items() if value and value.said is Tri.NO),
        rows=tuple(_row(entry) for entry in entries),
        **known,
    )


def _row(entry: Entry) -> LockedRow:
    facts = entry.facts
    data = {kind: facts.said.get(Key(Topic.DATA, kind.value)) for kind in Data}
    state = {} if entry.form_state is None else {"state": entry.form_state}
    return LockedRow(
        row=entry.text or "",
        status=entry.status,
        open=tuple(kind for kind, value in data.items() if value and value.said is Tri.YES),
        closed=tuple(kind for kind, value in data.items() if value and value.said is Tri.NO),
        **state,
    )


def _slug(switch: str) -> str:
    return switch.replace("_", "-")


def text(lock: Lock) -> str:
    return json_text(lock.model_dump(mode="json", by_alias=True, exclude_none=True))


def path_of(agency: str) -> str:
    return f"{agency}/{VERIFIED}"


def lock_in(tree: Tree, agency: str) -> Lock | None:
    """Read the agency's lock; None if nothing was verified yet, an error if it is damaged."""
    raw = tree.files.get(path_of(agency))
    if raw is None:
        return None
    try:
        data = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise _damage(tree, agency, "is not JSON") from error
    lock, misfits = shape(data, Lock)
    if lock is None:
        first = misfits[0].verdict
        raise _damage(tree, agency, f"{str(first.at) or '/'} {first.message}")
    if lock.agency != agency:
        raise _damage(tree, agency, f"is of {lock.agency}")
    return lock


def _damage(tree: Tree, agency: str, says: str) -> StateError:
    return StateError(
        f"{tree.display_path(path_of(agency))}: {says}",
        hint="take the file back from git, or verify again with `lprpolicy verify --lock`",
    )


def observations(lock: Lock, policy: Policy) -> tuple[tuple[Observation, str], ...]:
    """Return what was verified as observations, as if it were exported again."""
    vendors = {one.id: one.vendor for one in policy.systems or ()}
    return tuple(
        (
            Observation(
                vendor=vendors.get(one.system, lock.observed[0].vendor),
                document=VERIFIED,
                sha256=lock.plan,
                owner=lock.agency,
                reported=lock.verified,
                completeness=Completeness.COMPLETE,
                shares=tuple(_share(row, n) for n, row in enumerate(one.rows, start=1)),
                lookups={switch: _tri(switch, one) for switch in Switch},
                retention=one.reads,
            ),
            one.system,
        )
        for one in lock.systems
    )


def _tri(switch: str, one: LockedSystem) -> Tri:
    name = _slug(switch)
    return Tri.YES if name in one.on else Tri.NO if name in one.off else Tri.UNKNOWN


def _share(row: LockedRow, number: int) -> Share:
    def answer(kind: Data) -> Tri:
        return Tri.YES if kind in row.open else Tri.NO if kind in row.closed else Tri.UNKNOWN

    return Share(
        Direction.OUTBOUND,
        row.row,
        Where(VERIFIED, row=number),
        {kind: answer(kind) for kind in Data},
        status=row.status,
        state=row.state,
    )


def whole(exports: Sequence[Shown]) -> bool:
    """Whether every export is complete for what is shared recipient by recipient."""
    return all(one.observation.completeness is Completeness.COMPLETE for one in exports)
