"""The one comparison: from one state to another, every decision that differs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lprpolicy.compare import words
from lprpolicy.compare.facts import Differs, differences
from lprpolicy.compare.likeness import note_likeness
from lprpolicy.compare.pairing import Match, Pair, pairs
from lprpolicy.model.change import Change, Effect
from lprpolicy.model.characters import one_line
from lprpolicy.model.places import ROOT, Pointer
from lprpolicy.model.state import Entry, Facts, Key, Part, State, Topic

NOT_WHOLE = "the list it was on, or is missing from, may not be whole"
UNNAMED = "one side names no system"
RETENTION = frozenset({Topic.RETENTION})
MAY_BE_ANOTHER = "one normal form of the name; nothing proves that it is one agency"

_ORDER = {Effect.WIDENS: 0, Effect.NARROWS: 1, Effect.RESTATES: 2}


def compare(before: State, after: State) -> tuple[Change, ...]:
    """What differs, sorted: topics in order, widening first, then by name.

    Only what both sources can know of is compared, in the systems that both cover.
    """
    topics = before.speaks & after.speaks
    elsewhere = _is_kept_elsewhere(before, after, topics)
    found = [
        *_entries(before, after, topics),
        *_facts(before.facts, after.facts, topics - RETENTION if elsewhere else topics),
        *(_retention(before, after) if elsewhere else ()),
        *_parts(before, after, topics),
    ]
    return note_likeness(sorted(found, key=_order))


def _order(change: Change) -> tuple[object, ...]:
    topics = {topic: number for number, topic in enumerate(Topic)}
    who = change.recipient
    return (
        topics[change.topic],
        _ORDER[change.effect],
        change.part or "",
        (who.name.casefold(), who.name, who.system or "") if who else ("", "", ""),
        change.item,
        str(change.at),
        str(change.at_before),
    )


def _entries(before: State, after: State, topics: frozenset[Topic]) -> Iterator[Change]:
    if Topic.ACCESS not in topics:
        return
    systems = {entry.system for entry in (*before.entries, *after.entries)}
    for system in sorted(systems, key=lambda name: name or ""):
        if not (before.covers_system(system) and after.covers_system(system)):
            continue
        left = [entry for entry in before.entries if entry.system == system]
        right = [entry for entry in after.entries if entry.system == system]
        for pair in pairs(left, right):
            yield from _pair(pair, before, after, topics)


def _pair(pair: Pair, before: State, after: State, topics: frozenset[Topic]) -> Iterator[Change]:
    was, who = pair.before, pair.after
    if was is None and who is not None:
        doubt = None if before.is_whole(who.system) else NOT_WHOLE
        says = words.gains(who)
        yield Change(Topic.ACCESS, Effect.WIDENS, says, who=who, doubt=doubt, at=who.at)
    elif who is None and was is not None:
        doubt = None if after.is_whole(was.system) else NOT_WHOLE
        says = words.loses(was)
        at = was.at
        yield Change(Topic.ACCESS, Effect.NARROWS, says, was=was, doubt=doubt, at_before=at)
    elif was is not None and who is not None:
        yield from _rename(was, who, pair.match)
        known = topics - {Topic.RECIPIENT} if pair.match is Match.PROBABLY else topics
        yield from (_of_entry(found, was, who) for found in _of_both(was, who, known))


def _of_both(was: Entry, who: Entry, topics: frozenset[Topic]) -> Iterator[Differs]:
    """Yield what differs about one recipient's access; a changed basis includes its details."""
    found = list(differences(was.facts, who.facts, topics))
    paper = any(one.key == Key(Topic.BASIS) for one in found)
    for one in found:
        detail = one.key.topic is Topic.UNTIL or (one.key.topic is Topic.BASIS and one.key.item)
        if not (paper and detail):
            yield one


def _rename(was: Entry, who: Entry, match: Match) -> Iterator[Change]:
    if was.text == who.text or (match is Match.SAME and _one_row(was, who)):
        return
    if match is Match.SAME and None in (was.text, who.text):
        if was.where is None and who.where is None:
            says = words.listed_as(was, who)
            yield Change(
                Topic.NAME, Effect.RESTATES, says, who=who, was=was, at=who.at, at_before=was.at
            )
        return
    probable = match is Match.PROBABLY
    yield Change(
        Topic.NAME,
        Effect.WIDENS if probable else Effect.RESTATES,
        words.rename(was, who, probable=probable),
        who=who,
        was=was,
        doubt=MAY_BE_ANOTHER if probable else None,
        at=who.at,
        at_before=was.at,
    )


def _one_row(was: Entry, who: Entry) -> bool:
    """Whether a policy and an export give one text, which a person may have typed with blanks."""
    if None in (was.text, who.text) or (was.where is None and who.where is None):
        return False
    return one_line(was.text or "") == one_line(who.text or "")


def _of_entry(found: Differs, was: Entry, who: Entry) -> Change:
    return Change(
        found.key.topic,
        found.effect,
        words.of_recipient(found, who),
        item=found.key.item,
        who=who,
        was=was,
        before=found.before,
        after=found.after,
        doubt=found.doubt,
        at=_at(found, who.at),
        at_before=found.before.at if found.before.at != ROOT else was.at,
    )


def _is_kept_elsewhere(before: State, after: State, topics: frozenset[Topic]) -> bool:
    """Whether one policy names the systems that keep its records, and the other names none."""
    named = [bool(one.parts.get(Topic.SYSTEM)) for one in (before, after)]
    return topics >= {Topic.SYSTEM, Topic.RETENTION} and named[0] != named[1]


def _retention(before: State, after: State) -> Iterator[Change]:
    """Compare periods of a policy without systems with those of each system that it then has.

    A difference that is the same in every system is given once.
    """
    names = sorted({*before.parts.get(Topic.SYSTEM, {}), *after.parts.get(Topic.SYSTEM, {})})
    found: dict[Key, list[tuple[str, Differs]]] = {}
    for name in names:
        was, now = (_facts_in(side, name) for side in (before, after))
        for one in differences(was, now, RETENTION):
            found.setdefault(one.key, []).append((name, one))
    for differs in found.values():
        sides = {(one.before.said, one.after.said) for _, one in differs}
        if len(differs) == len(names) and len(sides) == 1:
            yield _of_policy(differs[0][1])
        else:
            yield from (_of_part(one, Topic.SYSTEM, name, ROOT) for name, one in differs)


def _facts_in(state: State, system: str) -> Facts:
    part = state.parts.get(Topic.SYSTEM, {}).get(system)
    return state.facts if part is None else part.facts


def _facts(before: Facts, after: Facts, topics: frozenset[Topic]) -> Iterator[Change]:
    yield from map(_of_policy, differences(before, after, topics))


def _of_policy(found: Differs) -> Change:
    return Change(
        found.key.topic,
        found.effect,
        words.of_policy(found),
        item=found.key.item,
        before=found.before,
        after=found.after,
        doubt=found.doubt,
        at=_at(found, ROOT),
        at_before=found.before.at,
    )


def _of_part(found: Differs, topic: Topic, name: str, at: Pointer) -> Change:
    return Change(
        found.key.topic,
        found.effect,
        words.of_part(found, topic, name),
        item=found.key.item,
        part=name,
        before=found.before,
        after=found.after,
        doubt=found.doubt,
        at=_at(found, at),
        at_before=found.before.at,
    )


def _parts(before: State, after: State, topics: frozenset[Topic]) -> Iterator[Change]:
    """Systems, hot lists, rules and waivers: those that came, those that went, those that differ.

    The facts of one that came or went go with it.
    """
    for topic in Topic:
        here, there = before.parts.get(topic, {}), after.parts.get(topic, {})
        for name in sorted({*here, *there}):
            if topic is Topic.SYSTEM and not _both_cover(before, after, name):
                continue
            yield from _part(topic, name, here, there, topics)


def _both_cover(before: State, after: State, system: str) -> bool:
    return before.covers_system(system) and after.covers_system(system)


def _part(
    topic: Topic,
    name: str,
    here: Mapping[str, Part],
    there: Mapping[str, Part],
    topics: frozenset[Topic],
) -> Iterator[Change]:
    was, now = here.get(name), there.get(name)
    if was is not None and now is not None:
        for found in differences(was.facts, now.facts, topics):
            yield _of_part(found, topic, name, now.at)
    elif topic in topics:
        came = now is not None
        unnamed = topic is Topic.SYSTEM and not (here and there)
        adds = topic is not Topic.RULES
        yield Change(
            topic,
            Effect.WIDENS if came == adds else Effect.NARROWS,
            words.part(topic, name, now or was, came=came),
            item=name,
            part=name,
            doubt=UNNAMED if unnamed else None,
            at=now.at if now else ROOT,
            at_before=was.at if was else ROOT,
        )


def _at(found: Differs, fallback: Pointer) -> Pointer:
    return found.after.at if found.after.at != ROOT else fallback
