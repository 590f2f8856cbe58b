"""Find the official lists that a report relies on, and the old ones among them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterable, Iterator
from typing import TYPE_CHECKING, Final

from lprpolicy.model.lists import Says
from lprpolicy.model.report import Note
from lprpolicy.model.subject import Named, Subject

if TYPE_CHECKING:
    from lprpolicy.model.lists import ListSource

SHORT: Final = 12
"""So much of a digest is said to people; programs get all of it."""


def statements_behind(subject: Subject) -> frozenset[Named]:
    """Return the sources of the directory entries of an agency and its recipients."""
    recipients = (given.recipient.rests_on for given in subject.grants)
    return subject.agency.rests_on.union(*recipients)


def lists_among(said: Container[Named], sources: tuple[ListSource, ...]) -> tuple[ListSource, ...]:
    """Return the official lists among these sources; of two of one day, the imported one counts."""
    named = {
        (one.title, one.on, one.url): one
        for one in sorted(sources, key=lambda one: not one.shipped)
    }
    return tuple(sorted(one for key, one in named.items() if key in said))


def notes(rested: Iterable[ListSource], day: dt.date, older_than: int) -> Iterator[Note]:
    """Write which lists a report relies on, and of each that is too old where to get a newer."""
    given = tuple(rested)
    if given:
        named = (f"{list_name(one)} (sha256 {one.sha256[:SHORT]})" for one in given)
        yield Note(f"rests on {' and '.join(named)}")
    for one in given:
        age = (day - one.on).days
        if age > older_than and not _is_rest(one):
            where = f", from {one.url}" if one.url else ""
            command = f"lprpolicy directory import {one.list} FILE"
            yield Note(f"{list_name(one)} is {age:,} days old; to replace it: {command}{where}")


def _is_rest(one: ListSource) -> bool:
    """Whether a list is what an old one has besides a newer one, so that no file renews it."""
    return one.says is Says.AGENCIES and not one.complete


def list_name(one: ListSource) -> str:
    """What a list is called in a sentence."""
    return f"the {one.title} of {one.on}"
