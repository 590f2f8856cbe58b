"""What exports show as a state: yes, no and unknown kept apart, and which lists are whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from lprpolicy.model.characters import one_line
from lprpolicy.model.observation import ClaimSubject, Completeness, Observation, Share
from lprpolicy.model.retention import Keep
from lprpolicy.model.state import LIVE, Entry, Facts, Key, Part, Scale, State, Topic, Value
from lprpolicy.model.subject import Recipient
from lprpolicy.model.words import RecordClass, RowStatus, Tri, Until


@dataclass(frozen=True, slots=True)
class IdentifiedRow:
    """One row with its directory entry; `form` is the normal form of its name."""

    share: Share
    recipient: Recipient
    form: str
    form_state: str | None
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """One export of one system, with the directory entry of each row."""

    observation: Observation
    system: str
    rows: tuple[IdentifiedRow, ...]


def of_observations(agency: str, seen: Sequence[Seen]) -> State:
    """Return the state that the exports show together.

    Exports of one system are merged: a recipient on any of them is on the list, and the list is
    complete if any of them is.
    """
    entries: dict[tuple[str, str], Entry] = {}
    facts: dict[str, dict[Key, Value]] = {}
    for one in seen:
        for row in one.rows:
            if row.share.status is not RowStatus.PENDING:
                key = (one.system, one_line(row.share.raw))
                entries[key] = _together(entries.get(key), _entry(row, one.system))
        facts[one.system] = _facts(one.observation, facts.get(one.system, {}))
    prohibited = _prohibited_purposes(seen)
    whole = {s.system for s in seen if s.observation.completeness is Completeness.COMPLETE}
    return State(
        agency=agency,
        speaks=LIVE if prohibited.said else LIVE - {Topic.PROHIBITED},
        entries=tuple(entries.values()),
        complete=frozenset(whole),
        facts=prohibited,
        covers=frozenset(one.system for one in seen),
        parts={Topic.SYSTEM: {name: Part(name, Facts(said)) for name, said in facts.items()}},
    )


def _entry(row: IdentifiedRow, system: str) -> Entry:
    share = row.share
    said = {
        Key(Topic.DATA, kind.value): Value(answer, Scale.MORE_IS_WIDE)
        for kind, answer in share.data.items()
    }
    return Entry(
        recipient=row.recipient,
        system=system,
        text=one_line(share.raw),
        form=row.form,
        form_state=row.form_state or share.state,
        facts=Facts(said),
        where=share.where,
        status=share.status,
        suggestions=row.suggestions,
    )


def _together(first: Entry | None, other: Entry) -> Entry:
    """Merge two rows with the same text: what either of them opens is open."""
    if first is None:
        return other
    said = dict(first.facts.said)
    for key, value in other.facts.said.items():
        held = said.get(key)
        answers = {value.said, held.said if held else None}
        wins = next((one for one in (Tri.YES, Tri.NO) if one in answers), Tri.UNKNOWN)
        said[key] = replace(value, said=wins)
    active = RowStatus.ACTIVE in (first.status, other.status)
    status = RowStatus.ACTIVE if active else first.status
    return replace(first, facts=Facts(said), status=status)


def _facts(observation: Observation, held: dict[Key, Value]) -> dict[Key, Value]:
    """Add the vendor-wide settings; a switch is on if any export shows it on."""
    said = dict(held)
    for switch, answer in observation.lookups.items():
        key = Key(Topic.LOOKUPS, switch)
        before = said.get(key)
        answers = {answer, before.said if before else None}
        wins = next((one for one in (Tri.YES, Tri.NO) if one in answers), Tri.UNKNOWN)
        said[key] = Value(wins, Scale.MORE_IS_WIDE)
    if observation.retention is not None:
        key = Key(Topic.RETENTION, RecordClass.READS.value)
        said[key] = Value(observation.retention, Scale.MORE_IS_WIDE)
    if observation.log_for_ever:
        key = Key(Topic.RETENTION, RecordClass.SEARCH_LOG.value)
        said[key] = Value(Keep(until=Until.NEVER), Scale.MORE_IS_NARROW)
    return said


def _prohibited_purposes(seen: Iterable[Seen]) -> Facts:
    """Return the purposes that a published page certainly prohibits; it may mean more."""
    said = {
        Key(Topic.PROHIBITED, purpose.value): Value(Tri.YES, Scale.MORE_IS_NARROW)
        for one in seen
        for claim in one.observation.claims
        if claim.subject is ClaimSubject.PROHIBITED_USES
        for purpose in claim.purposes
    }
    return Facts(said)
