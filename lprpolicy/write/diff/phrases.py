"""Phrases that all formats of a diff share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lprpolicy.model.change import Change, Effect
from lprpolicy.model.diff import AgencyChanges, Diff
from lprpolicy.model.prose import amount, join_terms
from lprpolicy.model.report import Decision
from lprpolicy.model.state import Topic
from lprpolicy.model.words import Tri

SIGNS: Final = {Effect.WIDENS: "+", Effect.NARROWS: "-", Effect.RESTATES: "~"}
SAFE_SIDE: Final = "treated as broader"


def effect(change: Change) -> str:
    """Name the effect of a change; if it is unclear, say that the broader reading counts."""
    if change.certain:
        return change.effect.value
    return SAFE_SIDE if change.widens else "may narrow"


def alike(change: Change) -> str:
    return f"looks like {change.like}, which decides nothing" if change.like else ""


def remarks(change: Change) -> str:
    return "; ".join(said for said in (change.doubt, alike(change)) if said)


def in_words(change: Change) -> str:
    """Describe a change without ids: a recipient by name and kind, and what it may see."""
    entry = change.recipient
    if change.topic is not Topic.ACCESS or entry is None:
        return change.says
    who, kind = entry.recipient, entry.recipient.kind
    noun = kind.noun if kind else "nobody knows what kind of agency"
    data = [
        key.item
        for key, said in entry.facts.said.items()
        if key.topic is Topic.DATA and said.said is Tri.YES
    ]
    return f"{entry.text or who.name}, {noun}: {join_terms(data) or 'data that is not named'}"


def headline(diff: Diff) -> str:
    """Return the verdict, and how much differs."""
    verdict = "Refused" if diff.decision is Decision.REFUSE else "Allowed"
    if not diff.agencies:
        return f"{verdict}: no decision of any agency differs"
    return f"{verdict}: {counts(diff)}"


def counts(diff: Diff) -> str:
    towns = amount(len(diff.agencies), "agency", "agencies")
    gains = sum(len(one.gains) for one in diff.agencies)
    losses = sum(len(one.losses) for one in diff.agencies)
    widens, narrows = diff.count(Effect.WIDENS), diff.count(Effect.NARROWS)
    restated = diff.count(Effect.RESTATES)
    return (
        f"{towns}, {gains:,} gain access, {losses:,} lose it; "
        f"{widens:,} widen, {narrows:,} narrow, {restated:,} restate"
    )


def sides(diff: Diff) -> str:
    """Name what was compared; a revision with the beginning of its commit."""
    return f"{_side(diff.base, diff.base_commit)} to {_side(diff.head, diff.head_commit)}"


def _side(name: str, commit: str | None) -> str:
    return name if commit is None or commit.startswith(name) else f"{name} ({commit[:12]})"


def groups(one: AgencyChanges) -> Iterator[tuple[str, tuple[Change, ...]]]:
    """Group the changes of an agency under their headings."""
    named = (("gains access", one.gains), ("loses access", one.losses))
    yield from ((name, changes) for name, changes in named if changes)
    for way in (Effect.WIDENS, Effect.NARROWS, Effect.RESTATES):
        changes = tuple(change for change in one.others if change.effect is way)
        if changes:
            yield way.value, changes
