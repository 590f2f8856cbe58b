"""Compare the policy, the export and what was last verified: what differs, and who moved."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lprpolicy.compare.changes import compare
from lprpolicy.compare.effects import UNSAID
from lprpolicy.compare.of_observation import of_observations
from lprpolicy.compare.of_policy import live
from lprpolicy.compare.words import display_name
from lprpolicy.errors import NothingChecked
from lprpolicy.evaluate.export_owner import not_shown_to_be_of
from lprpolicy.evaluate.shrunk import shrunk
from lprpolicy.evaluate.states import observe_state, state_of
from lprpolicy.host.files.tree import Tree
from lprpolicy.model.change import Change, Effect
from lprpolicy.model.durations import Duration
from lprpolicy.model.lock import Lock
from lprpolicy.model.observation import Completeness
from lprpolicy.model.outcome import Drift, Drifted, Moved
from lprpolicy.model.policy import Policy
from lprpolicy.model.prose import words
from lprpolicy.model.state import Entry, State
from lprpolicy.model.words import RowStatus, Status
from lprpolicy.repository.exports import Export, Shown, policy_of, read_exports
from lprpolicy.repository.national import national
from lprpolicy.repository.repository import open_repository
from lprpolicy.repository.verified import lock_in, observations

Token = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DriftInputs:
    """What `drift` is given. `oldest` is how old an export may be."""

    agency: str
    exports: tuple[Export, ...]
    as_of: dt.date
    oldest: Duration
    taken: dt.date | None = None


def drift(tree: Tree, asked: DriftInputs) -> Drift:
    """Compare three ways. Only a complete and recent export can show that nothing drifted.

    An adopted policy without any export is not clean; one that is not adopted needs none.
    """
    repository = open_repository(tree, national())
    policy = policy_of(repository, asked.agency)
    if not asked.exports and policy.status is not Status.ADOPTED:
        raise NothingChecked(
            f"no export of {asked.agency} was given, and its policy is {policy.status}",
            hint="give the vendor's list with --observed",
            consequence="nothing was compared",
        )
    given = read_exports(asked.exports, policy, asked.taken)
    index = repository.index
    unproven = tuple(not_shown_to_be_of(policy, given, index, tree.papers))
    lock = lock_in(tree, asked.agency)
    text = live(state_of(policy, index, asked.as_of))
    now = of_observations(
        asked.agency, [observe_state(one.observation, one.system, index) for one in given]
    )
    then = None
    if lock is not None:
        held = observations(lock, policy)
        then = of_observations(
            asked.agency, [observe_state(one, system, index) for one, system in held]
        )
    changes = compare(text, now) if given else ()
    moved = _DriftSides(then, text, now)
    certain = [c for c in changes if c.certain and c.effect is not Effect.RESTATES]
    return Drift(
        agency=asked.agency,
        as_of=asked.as_of,
        since=lock.verified if lock else None,
        exports=tuple(_label(one) for one in given),
        drifted=tuple(Drifted(change, moved.of(change)) for change in certain),
        unclear=(
            *_unclear(changes),
            *_limits(asked, policy, given, lock),
            *shrunk(lock, given),
            *unproven,
        ),
        unseen=tuple(_facts_without_export(changes)),
        notes=tuple(_notes(changes, now)),
    )


class _DriftSides:
    """The facts that changed since they were verified: in the policy, and at the vendor."""

    def __init__(self, then: State | None, text: State, now: State):
        self._known = then is not None
        self._vendor = _tokens(compare(then, now)) if then else frozenset()
        self._text = _tokens(compare(then, text)) if then else frozenset()

    def of(self, change: Change) -> Moved:
        if not self._known:
            return Moved.UNKNOWN
        own = _tokens([change])
        vendor, text = bool(own & self._vendor), bool(own & self._text)
        if vendor and text:
            return Moved.BOTH
        return Moved.VENDOR if vendor or not text else Moved.TEXT


def _tokens(changes: Iterable[Change]) -> frozenset[Token]:
    """Return ids of facts for three comparisons: the topic, with the row or the agency."""
    found: set[Token] = set()
    for change in changes:
        if change.doubt == UNSAID:
            continue
        about = [entry for entry in (change.who, change.was) if entry is not None]
        ends = [end for entry in about for end in _ends(entry)] or [(change.part or "",)]
        found |= {(change.topic.value, change.item, *end) for end in ends}
    return frozenset(found)


def _ends(entry: Entry) -> Iterator[Token]:
    system = entry.system or ""
    if entry.text is not None:
        yield system, "row", " ".join(entry.text.split())
    if entry.recipient.id is not None:
        yield system, "agency", entry.recipient.id


def _label(one: Shown) -> str:
    day = f" of {one.observation.reported}" if one.observation.reported else ", of no stated day"
    return f"{one.export.name}{day} ({one.system}, {one.observation.completeness})"


def _unclear(changes: Iterable[Change]) -> Iterator[str]:
    """Give uncertain differences, each as a sentence."""
    for change in changes:
        if not change.certain and change.doubt != UNSAID:
            yield f"{change.says}: {change.doubt}"


def _limits(
    asked: DriftInputs, policy: Policy, given: Sequence[Shown], lock: Lock | None
) -> Iterator[str]:
    """Give the reasons why these exports cannot show that nothing drifted."""
    covered = {one.system for one in given}
    if not given and not policy.systems:
        yield "no export was given, and the policy names no system"
    for system in policy.systems or ():
        if system.id not in covered:
            yield f"{system.id}: no export of it was given"
    if lock is not None and lock.verified > asked.as_of:
        yield f"it was last verified on {lock.verified}, a day that is still to come"
    for one in given:
        name, day = one.export.name, one.observation.reported
        if one.observation.completeness is not Completeness.COMPLETE:
            yield f"{name} {one.observation.completeness.plain}: who is not on it may have access"
        if day is None:
            yield f"{name}: it prints no day, so it may be stale; --taken says it"
        elif day > asked.as_of:
            yield f"{name}: it is of {day}, a day that is still to come"
        elif _older(asked.as_of - day, asked.oldest):
            yield f"{name}: it is of {day}, more than {asked.oldest} ago"


def _older(age: dt.timedelta, oldest: Duration) -> bool:
    """Whether an age may exceed the limit; a month counts as its shortest, 28 days."""
    shortest, _ = oldest.bounds()
    return age.days * 24 * 60 > shortest


def _facts_without_export(changes: Iterable[Change]) -> Iterator[str]:
    """List what no export shows, in groups: for that there is only somebody's word."""
    count: Counter[tuple[str, str]] = Counter()
    for change in changes:
        if change.doubt == UNSAID:
            where = change.part or (change.recipient.system if change.recipient else None) or ""
            about = change.item or change.topic.value
            count[where, f"{words(change.topic)}: {words(about)}"] += 1
    for (where, about), number in sorted(count.items()):
        times = f" ({number:,} recipients)" if number > 1 else ""
        yield f"{where}: {about}{times}" if where else f"{about}{times}"


def _notes(changes: Iterable[Change], now: State) -> Iterator[str]:
    for change in changes:
        if change.certain and change.effect is Effect.RESTATES:
            yield change.says
    for entry in now.entries:
        if entry.status is RowStatus.INACTIVE:
            yield f"{display_name(entry)} is marked inactive, and still on the list"
