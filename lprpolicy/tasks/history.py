"""Find in git who had access from when to when, by which commit and vote."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from lprpolicy.compare.changes import compare
from lprpolicy.compare.pairing import Match, pairs
from lprpolicy.errors import NothingChecked
from lprpolicy.evaluate.change import nothing
from lprpolicy.evaluate.history.records import Record, records
from lprpolicy.evaluate.history.sought import question
from lprpolicy.evaluate.history.stretches import Kept, on, on_list, stretches
from lprpolicy.host import git
from lprpolicy.host.git_log import shallow
from lprpolicy.model.history import History, HistoryStep, Holder, Stretch
from lprpolicy.model.policy import Policy
from lprpolicy.model.state import Entry, State, Topic
from lprpolicy.model.words import Switch, Tri

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class HistoryInputs:
    """What `history` is given: the agency, perhaps a recipient, the days, and the revision."""

    agency: str
    recipient: str | None = None
    between: tuple[dt.date, dt.date] | None = None
    at: str = "HEAD"


def history(root: Path, asked: HistoryInputs) -> History:
    """Read every commit that touches the agency's policy or the directory, once."""
    top, head = git.top(root), git.commit_of(root, asked.at)
    all_ = list(records(root, top, head, asked.agency))
    begun = next((n for n, one in enumerate(all_) if one.revision.policy is not Tri.NO), None)
    if begun is None:
        raise NothingChecked(
            f"{asked.at}: no commit up to it has a policy of {asked.agency}",
            hint="the folder of the policy repository is given with --repository",
        )
    found = all_[begun:]
    revisions = tuple(one.revision for one in found)
    kept = on(asked.between)
    return History(
        agency=asked.agency,
        head=head,
        revisions=revisions,
        steps=tuple(step for step in _steps(found) if _in(step.revision.day, asked.between)),
        holders=tuple(_holders(found, kept)),
        blind=kept(stretches(found, _readable)),
        question=question(found, asked.recipient, kept) if asked.recipient else None,
        between=asked.between,
        notes=tuple(_notes(root, found, asked, kept)),
    )


def _in(day: dt.date, days: tuple[dt.date, dt.date] | None) -> bool:
    return days is None or days[0] <= day <= days[1]


def _readable(record: Record) -> Stretch | None:
    """Return an unknown stretch for an unreadable policy; None if it can be read."""
    revision = record.revision
    if revision.policy is Tri.YES:
        return None
    return Stretch(Tri.UNKNOWN, revision, None, why=revision.why)


def _steps(found: Iterable[Record]) -> Iterator[HistoryStep]:
    before: State | None = None
    for record in found:
        now = record.state
        if now is None:
            yield HistoryStep(record.revision)
            continue
        changes = compare(before or nothing(now.agency), now)
        about = [change for change in changes if change.topic is Topic.ACCESS]
        yield HistoryStep(
            record.revision,
            gains=tuple(change.says for change in about if change.gains),
            losses=tuple(change.says for change in about if change.loses),
            others=len(changes) - len(about),
        )
        before = now


def _holders(found: Sequence[Record], kept: Kept) -> Iterator[Holder]:
    one_of = _later_keys(found)
    names: dict[Key, Entry] = {}
    listed: dict[str, dict[Key, list[Entry]]] = {}
    for record in found:
        here = listed.setdefault(record.revision.commit, {})
        for entry in record.state.entries if record.state else ():
            key = one_of.get(_key(entry), _key(entry))
            names[key] = entry
            here.setdefault(key, []).append(entry)
    for key, entry in sorted(names.items(), key=lambda pair: (_name(pair[1]), pair[0])):
        held = kept(stretches(found, partial(_access_at, key, listed)))
        if held:
            yield Holder(entry.recipient.name, entry.recipient.id, held)


def _name(entry: Entry) -> str:
    return entry.recipient.name.casefold()


def _access_at(
    key: Key, listed: Mapping[str, Mapping[Key, list[Entry]]], record: Record
) -> Stretch | None:
    mine = listed[record.revision.commit].get(key)
    return on_list(record.revision, mine) if mine else None


def _key(entry: Entry) -> Key:
    """Return the key of a recipient: its id, else the normal form of its name and its state."""
    who = entry.recipient
    if who.id is not None:
        return "id", who.id
    return entry.form or who.name, entry.form_state or who.state or ""


def _later_keys(found: Iterable[Record]) -> dict[Key, Key]:
    """Map keys of one recipient onto each other: the directory may learn or lose its name."""
    one_of: dict[Key, Key] = {}
    before: State | None = None
    for now in (record.state for record in found if record.state):
        for was, who in _pair_entries(before, now) if before else ():
            if _key(was) == _key(who) or (was.recipient.id and who.recipient.id):
                continue
            known, other = (was, who) if was.recipient.id else (who, was)
            one_of.setdefault(_key(other), _key(known))
        before = now
    return one_of


def _pair_entries(before: State, now: State) -> Iterator[tuple[Entry, Entry]]:
    for system in {entry.system for entry in (*before.entries, *now.entries)}:
        sides = [[e for e in one.entries if e.system == system] for one in (before, now)]
        for pair in pairs(*sides):
            if pair.before and pair.after and pair.match is Match.SAME:
                yield pair.before, pair.after


def _notes(
    root: Path,
    found: Sequence[Record],
    asked: HistoryInputs,
    kept: Kept,
) -> Iterator[str]:
    first = found[0].revision
    yield "days are those that each committer's clock claimed, in UTC; nothing in git proves them"
    if shallow(root):
        yield "this clone is shallow: commits are missing, so the record may begin too late"
    if asked.between and asked.between[0] < first.day:
        yield f"the record begins on {first.day}; of the days before it nothing can be told"
    moved = sum(one.revision.day != one.revision.claimed for one in found)
    if moved:
        yield f"{moved:,} commits claim a day before the one that they follow, whose day is taken"
    for stretch in kept(stretches(found, _switches_on)):
        until = f" to {stretch.until.day}" if stretch.until else " on"
        yield f"from {stretch.since.day}{until} {stretch.why}, for agencies that no list names"


def _switches_on(record: Record) -> Stretch | None:
    """Return the stretch in which the policy turns vendor-wide switches on."""
    said = ", ".join(_switches(record.policy)) if record.policy else ""
    if not said:
        return None
    return Stretch(Tri.YES, record.revision, None, why=f"the policy turns on {said}")


def _switches(policy: Policy) -> Iterator[str]:
    for system in policy.systems or ():
        for name in Switch:
            if system.lookups and getattr(system.lookups, name):
                yield f"{name.replace('_', ' ')} in {system.id}"
