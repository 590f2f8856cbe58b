"""Join revisions in a row that have the same answer into one stretch of time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from lprpolicy.evaluate.history.records import Record
from lprpolicy.model.history import Revision, Stretch
from lprpolicy.model.state import Entry, Topic
from lprpolicy.model.words import Tri

Kept = Callable[[Iterable[Stretch]], tuple[Stretch, ...]]


def on(days: tuple[dt.date, dt.date] | None) -> Kept:
    """Return a filter that keeps the stretches with at least one day in the range."""
    return lambda found: tuple(one for one in found if days is None or one.touches(days))


def stretches(
    found: Sequence[Record], answer: Callable[[Record], Stretch | None]
) -> Iterator[Stretch]:
    """Join revisions in a row that have the same answer for the same reason."""
    begun: Stretch | None = None
    for record in found:
        said = answer(record)
        if begun is not None and said is not None and _same(begun, said):
            begun = _longer(begun, said)
            continue
        if begun is not None:
            yield replace(begun, until=record.revision)
        begun = said
    if begun is not None:
        yield begun


def _same(one: Stretch, other: Stretch) -> bool:
    return (one.answer, one.why) == (other.answer, other.why)


def _longer(one: Stretch, other: Stretch) -> Stretch:
    return replace(
        one,
        names=tuple(dict.fromkeys((*one.names, *other.names))),
        opens=tuple(sorted({*one.opens, *other.opens})),
        approvals=tuple(dict.fromkeys((*one.approvals, *other.approvals))),
    )


def on_list(revision: Revision, entries: Iterable[Entry]) -> Stretch:
    """Return the stretch in which these entries were on the list, beginning at a revision."""
    entries = tuple(entries)
    return Stretch(
        Tri.YES,
        revision,
        None,
        names=tuple(dict.fromkeys(entry.recipient.name for entry in entries)),
        opens=tuple(sorted({word for entry in entries for word in _opens(entry)})),
        approvals=(revision.approval or "",),
    )


def _opens(entry: Entry) -> Iterator[str]:
    said = [key for key in entry.facts.said if key.topic is Topic.DATA]
    if not said:
        yield "data that the policy does not name"
    for key in said:
        if entry.facts.said[key].said is Tri.YES:
            yield key.item
