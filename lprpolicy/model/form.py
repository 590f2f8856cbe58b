"""The forms of what checks ask: the places of a policy that a rule reads, and what counts there.

Each check says its form beside its parameters. A form names enough values of a place that two
rules which differ on any value differ on one of these: a time at each limit, a set with one word
more, one recipient of each sort. `strictness` makes them; nothing is judged here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from lprpolicy.model.durations import Duration
from lprpolicy.model.words import AgencyKind

Entry = Mapping[str, Any]
"""An entry of a list in a policy, as plain data."""


@dataclass(frozen=True, slots=True)
class TimeForm:
    """A length of time; `marks` are the limits that count, on either side."""

    at: str
    marks: tuple[Duration, ...] = ()


@dataclass(frozen=True, slots=True)
class KeepForm:
    """A time of keeping, or keeping with documents, until an event, or both."""

    at: str
    marks: tuple[Duration, ...] = ()
    papers: tuple[frozenset[str], ...] = ()
    events: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SetForm:
    """A list of different words, judged as a set; `asked` must all be in it."""

    at: str
    vocabulary: tuple[str, ...]
    asked: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ChoiceForm:
    """One value of a few, each of which is tried."""

    at: str
    values: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class DayForm:
    """A day that is compared with the day judged, and with `marks`."""

    at: str
    marks: tuple[dt.date, ...] = ()


@dataclass(frozen=True, slots=True)
class LatestForm:
    """A month and day of the year that may be `by` at the latest, if a rule names one."""

    at: str
    by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EntriesForm:
    """A list that must hold certain entries: in each of `ways`, the least that is accepted.

    Entries beyond those never hurt, nor does one that promises more.
    """

    at: str
    ways: tuple[tuple[Entry, ...], ...]


@dataclass(frozen=True, slots=True)
class RecipientForm:
    """Who a grant is to, by kind, state and lists of partners: one of each sort is tried."""

    at: str
    kinds: tuple[frozenset[AgencyKind], ...] = ()
    states: tuple[frozenset[str], ...] = ()
    programs: bool = False


@dataclass(frozen=True, slots=True)
class BasisForm:
    """The document of a grant: kinds that count, and what must be promised in it."""

    at: str
    kinds: frozenset[str] = frozenset()
    affirms: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ListForm:
    """A list of entries that are judged one by one, so that one of them shows every fault.

    It may be left out, empty, or hold that one.
    """

    at: str


Form = (
    TimeForm
    | KeepForm
    | SetForm
    | ChoiceForm
    | DayForm
    | LatestForm
    | EntriesForm
    | RecipientForm
    | BasisForm
    | ListForm
)

AGENCY: Final = "/agency"
"""The place of the agency's own kind, which decides whether some rules bind it."""
STATUS: Final = ChoiceForm("/status", ("proposed", "adopted"))
SYSTEMS: Final = ListForm("/systems")
HOT_LISTS: Final = ListForm("/hot_lists")
GRANTS: Final = ListForm("/sharing/grants")
SYSTEM: Final = "/systems/0"
HOT_LIST: Final = "/hot_lists/0"
GRANT: Final = "/sharing/grants/0"
FLAGS: Final = (False, True)
EXAMPLE_ADDRESS: Final = "https://www.example.org/"


def places(forms: Iterable[Form]) -> frozenset[str]:
    """The places that these forms speak of."""
    return frozenset(form.at for form in forms)


_BESIDE: Final = {"retention": "systems", "status": "adopted"}
"""What is read with a block: systems may keep for other times, and a status rests on a vote."""


def blocks_read(forms: Iterable[Form]) -> frozenset[str] | None:
    """The blocks of a policy that a rule of these forms reads; None if it reads more than blocks.

    What each grant says is more, since who its recipient is stands elsewhere. Whether there are
    grants at all is less, and in no block.

    >>> sorted(blocks_read([KeepForm("/retention/reads"), DayForm("/audit/on"), GRANTS]))
    ['audit', 'retention', 'systems']
    """
    named = {form.at.split("/")[1] for form in forms if form != GRANTS}
    if "sharing" in named:
        return None
    return frozenset(named | {_BESIDE[block] for block in named & _BESIDE.keys()})
