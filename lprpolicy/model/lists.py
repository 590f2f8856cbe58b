"""Official lists of agencies, as a user downloads them: what each row states, and of which day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from lprpolicy.model.places import Where
from lprpolicy.model.words import AgencyKind

SHIPPED: Final = "lprpolicy/directory/national/"
"""The folder of the lists that come with lprpolicy. No file that a user names has such a path."""


class ListName(StrEnum):
    """The lists that a directory can be built from."""

    FBI_LEE = "fbi-lee"
    ICE_287G = "ice-287g"
    NEUTRAL = "neutral"


class Says(StrEnum):
    """What a list says about the agencies on it. These are never mixed up."""

    AGENCIES = "agencies"  # that they exist, and what they are
    PARTNERS = "partners"  # that they take part in 287(g)
    PENDING = "pending"  # that they have asked to; they do not take part yet
    AGREEMENTS = "agreements"  # that an agreement was published; it may have ended


@dataclass(frozen=True, slots=True)
class ListedAgency:
    """One agency as one list states it; None is what the list does not say.

    `open_kind` leaves the kind to the words of the name. `unit` is a row whose own name the list
    has cut off, such as one campus of a university. `no_town`: it is no town's police, though its
    name may read so. `year` is when it last reported.
    """

    name: str
    state: str | None
    where: Where
    kind: AgencyKind | None = None
    open_kind: bool = False
    unit: bool = False
    no_town: bool = False
    county: str | None = None
    ori: str | None = None
    id: str | None = None
    other_names: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    signed: tuple[str, ...] = ()
    """The day on which each of `models` was signed, as far as the list prints it."""
    member: bool | None = None
    note: str | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class UnreadRow:
    """A row with a cell that cannot be right. Whoever it may mean, the list says nothing of.

    `partner`: it may name a 287(g) partner, so that nobody it may mean is said to be none.
    """

    where: Where
    says: str
    name: str | None
    state: str | None
    partner: bool


@dataclass(frozen=True, slots=True)
class AgencyList:
    """One list of one day, read. A complete one also speaks of those who are not on it.

    `lines` counts the rows of the file, of which several may be about one agency; those of a
    shipped list are its agencies.
    """

    list: ListName
    says: Says
    title: str
    on: dt.date
    document: str
    sha256: str
    complete: bool
    rows: tuple[ListedAgency, ...]
    url: str | None = None
    notes: tuple[str, ...] = ()
    unread: tuple[UnreadRow, ...] = ()
    lines: int = 0

    @property
    def key(self) -> tuple[str, str, str, str]:
        return self.source.key

    @property
    def shipped(self) -> bool:
        """Whether it comes with lprpolicy."""
        return self.document.startswith(SHIPPED)

    @property
    def source(self) -> ListSource:
        return ListSource(
            self.title,
            self.on,
            self.list,
            self.says,
            self.document,
            self.sha256,
            self.complete,
            self.lines if self.shipped else len(self.rows),  # of a shipped one some may be left out
            self.url,
        )


@dataclass(frozen=True, slots=True, order=True)
class ListSource:
    """Which list a statement rests on: its title, its day, and the digest of the file."""

    title: str
    on: dt.date
    list: ListName
    says: Says
    document: str
    sha256: str
    complete: bool
    rows: int
    url: str | None = None

    @property
    def shipped(self) -> bool:
        """Whether it comes with lprpolicy."""
        return self.document.startswith(SHIPPED)

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What a later download of the same list replaces: the FBI's whole list, a sheet's day.

        The FBI's list that comes with lprpolicy stays beside an imported one, for whom only it has.
        """
        if self.list is ListName.FBI_LEE:
            older = "" if self.complete else str(self.on)
            return (self.list, self.says, "shipped" if self.shipped else "", older)
        if self.list is ListName.NEUTRAL:
            return (self.list, self.says, self.title, "")
        return (self.list, self.says, "whole" if self.complete else "part", str(self.on))

    def of_rows(self, rows: int) -> ListSource:
        """Return the same list with the number of its rows, where they are not read."""
        return replace(self, rows=rows)
