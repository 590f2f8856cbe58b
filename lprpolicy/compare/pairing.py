"""Which entry of one state is which of the other: by row, by identity, by normal form.

A rename is recognized, never guessed: names that only look alike are left apart, for a person.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from lprpolicy.model.state import Entry, Key, Topic


class Match(StrEnum):
    """The reason for treating two entries as one recipient."""

    SAME = "same"
    RENAMED = "renamed"  # the directory says that both names are one agency
    PROBABLY = "probably"  # one normal form, and nothing that tells them apart


@dataclass(frozen=True, slots=True)
class Pair:
    """An entry on each side; None where the other side has none."""

    before: Entry | None
    after: Entry | None
    match: Match = Match.SAME


def pairs(before: Sequence[Entry], after: Sequence[Entry]) -> tuple[Pair, ...]:
    """Pair the entries of one system, each once; an agency's own entry takes all of its rows."""
    left, right = list(before), list(after)
    found: list[Pair] = []
    _take(found, left, right, _row_and_mode, Match.SAME, alone=False)
    _take(found, left, right, _row, Match.SAME, alone=False)
    _take(found, left, right, _agency, Match.SAME, alone=False)
    _cover(found, left, right)
    _take(found, left, right, _whole_agency, Match.SAME, alone=False)
    _take(found, left, right, _identity, Match.RENAMED, alone=True)
    _take(found, left, right, _form, Match.PROBABLY, alone=True)
    _take(found, left, right, _loose_form, Match.PROBABLY, alone=True)
    found += (Pair(entry, None) for entry in left)
    found += (Pair(None, entry) for entry in right)
    return tuple(found)


def _take(
    found: list[Pair],
    left: list[Entry],
    right: list[Entry],
    key: Callable[[Entry], Hashable | None],
    match: Match,
    *,
    alone: bool,
) -> None:
    """Pair entries with equal keys, in order; with `alone`, only keys that each side has once."""
    here, there = _by(left, key), _by(right, key)
    used: set[int] = set()
    for name, entries in here.items():
        others = there.get(name, [])
        if alone and not (len(entries) == len(others) == 1):
            continue
        for one, other in zip(entries, others, strict=False):
            if match is Match.PROBABLY and _apart(one, other):
                continue
            if match is Match.RENAMED and _decided_twice(one, other):
                continue
            found.append(Pair(one, other, match))
            used |= {id(one), id(other)}
    _drop(used, left, right)


def _cover(found: list[Pair], left: list[Entry], right: list[Entry]) -> None:
    """Pair an entry that names only an agency with every row of that agency."""
    for mine, theirs, forward in ((left, right, True), (right, left, False)):
        used: set[int] = set()
        rows_of = _by(theirs, _identity)
        for whole in (entry for entry in mine if _whole_agency(entry)):
            held = rows_of.get(_whole_agency(whole), ())
            rows = [row for row in held if row.text is not None and id(row) not in used]
            found += (Pair(whole, row) if forward else Pair(row, whole) for row in rows)
            used |= {id(row) for row in rows} | ({id(whole)} if rows else set())
        _drop(used, left, right)


def _apart(one: Entry, other: Entry) -> bool:
    """Whether a known fact shows that the two are different recipients."""
    if _decided_twice(one, other):
        return True
    known = (one.recipient.id, other.recipient.id)
    states = (
        one.form_state or one.recipient.state,
        other.form_state or other.recipient.state,
    )
    return any(None not in two and two[0] != two[1] for two in (known, states))


def _decided_twice(one: Entry, other: Entry) -> bool:
    """Whether two policies give two texts: each is one row of the vendor's list, and is let in."""
    said = None not in (one.text, other.text) and _row(one) != _row(other)
    return said and one.where is None and other.where is None


def _row_and_mode(entry: Entry) -> Hashable | None:
    if entry.text is None:
        return None
    return _blanks(entry.text), entry.recipient.id, _mode(entry)


def _row(entry: Entry) -> Hashable | None:
    """Key a row by the vendor's text: equal text is the same row, whatever the directory says."""
    return None if entry.text is None else _blanks(entry.text)


def _agency(entry: Entry) -> Hashable | None:
    if entry.text is not None:
        return None
    return _identity(entry) or entry.recipient.name, _mode(entry)


def _whole_agency(entry: Entry) -> Hashable | None:
    return _identity(entry) if entry.text is None else None


def _mode(entry: Entry) -> object:
    mode = entry.facts.said.get(Key(Topic.MODE))
    return mode.said if mode else None


def _identity(entry: Entry) -> Hashable | None:
    """The id, also of an entry that nothing bears out: it may have been relied on before."""
    return entry.recipient.id or entry.recipient.claims


def _form(entry: Entry) -> Hashable | None:
    state = entry.form_state or entry.recipient.state
    return (entry.form, state) if entry.form else None


def _loose_form(entry: Entry) -> Hashable | None:
    return entry.form or None


def _blanks(text: str) -> str:
    return " ".join(text.split())


def _by(
    entries: Iterable[Entry], key: Callable[[Entry], Hashable | None]
) -> dict[Hashable, list[Entry]]:
    found: dict[Hashable, list[Entry]] = {}
    for entry in entries:
        name = key(entry)
        if name is not None:
            found.setdefault(name, []).append(entry)
    return found


def _drop(used: set[int], *sides: list[Entry]) -> None:
    for side in sides:
        side[:] = [entry for entry in side if id(entry) not in used]
