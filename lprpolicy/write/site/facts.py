"""The facts of a site about a policy repository: towns, recipients, rules and changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from lprpolicy.model.directory import Agency, Source
from lprpolicy.model.policy import Policy
from lprpolicy.model.rule import Pack, Rule, Version
from lprpolicy.model.sharing import Grant
from lprpolicy.model.small_cells import ShownCount
from lprpolicy.model.standing import Standing
from lprpolicy.model.waiver import Waiver
from lprpolicy.model.what_if import WhatIf
from lprpolicy.model.words import AgencyKind, Binding


@dataclass(frozen=True, slots=True)
class Body:
    """Somebody who may get access. `key` is a directory id, or stands for a vendor's text.

    None means unknown. `source` is the source of the directory entry.
    """

    key: str
    name: str
    kind: AgencyKind | None
    state: str | None
    entry: Agency | None
    source: Source | None
    why: str


@dataclass(frozen=True, slots=True)
class ShownGrant:
    """One grant: which town gives access to which body."""

    town: str
    body: str
    grant: Grant


@dataclass(frozen=True, slots=True)
class Ruling:
    """One rule for one town. `says` are the sentences of its findings; none if it is met.

    A `draft` meets nothing yet, so what it would meet is never shown as met.
    """

    town: str
    rule: str
    standing: Standing
    binding: Binding
    says: tuple[str, ...]
    waiver: Waiver | None = None
    draft: bool = False

    @property
    def would_be_met(self) -> bool:
        return self.draft and self.standing is Standing.MET

    @property
    def advises(self) -> bool:
        return self.binding is Binding.SHOULD


@dataclass(frozen=True, slots=True)
class Coming:
    """A finding of law that has not begun."""

    town: str
    rule: str
    begins: dt.date | None
    says: str


@dataclass(frozen=True, slots=True)
class Town:
    """One agency with a policy. `policy` is None if its file cannot be read."""

    id: str
    name: str
    kind: AgencyKind | None
    state: str | None
    region: str | None
    file: str
    policy: Policy | None
    rulings: tuple[Ruling, ...]
    faults: tuple[str, ...]
    coming: tuple[Coming, ...]


@dataclass(frozen=True, slots=True)
class BindingRule:
    """A rule that binds a town here, with the version of the day, if one is in force."""

    id: str
    rule: Rule
    pack: Pack
    version: Version | None
    towns: tuple[str, ...]


class Event(StrEnum):
    """The kinds of things that a commit can do to a policy."""

    BEGUN = "begun"
    EDITED = "edited"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Shift:
    """What one commit did to one policy. `gained` and `lost` are keys of bodies.

    They are None, unknown, if the policy before or after could not be read. Of a draft they are
    who would gain and lose access.
    """

    town: str
    event: Event
    gained: tuple[str, ...] | None
    lost: tuple[str, ...] | None
    draft: bool = False
    """Whether nobody had adopted the policy, as the commit left it."""


@dataclass(frozen=True, slots=True)
class ShownCommit:
    """One commit that touched policies; `when` is in UTC."""

    id: str
    when: dt.datetime
    subject: str
    shifts: tuple[Shift, ...]


@dataclass(frozen=True, slots=True)
class ChangeLog:
    """The commits that touched policies, newest first. `note` says what is missing, and why."""

    commits: tuple[ShownCommit, ...]
    head: str | None
    note: str | None


class ReasonKind(StrEnum):
    """What the reasons of searches say, in the words of a page."""

    STATED = "a purpose was typed"
    CHOSEN = "a purpose was chosen from a list"
    VAGUE = "no purpose is named"
    NUMBER = "only a number"
    UNRECOGNIZED = "words that are not recognized"
    TEST = "a test or training"
    HIDDEN = "not shown by the log"
    EMPTY = "empty, or a filler such as N/A"


@dataclass(frozen=True, slots=True)
class SearchMonth:
    """The searches of a month. `breaks` says why it cannot be compared with the months above.

    A count is None where not even `fewer than 5` may be shown.
    """

    month: str
    searches: ShownCount | None
    kinds: Mapping[ReasonKind, ShownCount | None]
    breaks: str


@dataclass(frozen=True, slots=True)
class TownSearches:
    """What a log shows of an agency's searches, month by month; counts, and nothing of a person."""

    kinds: tuple[ReasonKind, ...]
    months: tuple[SearchMonth, ...]


@dataclass(frozen=True, slots=True)
class Site:
    """Everything that the pages show: they depend on nothing else."""

    title: str
    version: str
    as_of: dt.date
    towns: Mapping[str, Town]
    bodies: Mapping[str, Body]
    accesses: tuple[ShownGrant, ...]
    laws: Mapping[str, BindingRule]
    history: ChangeLog
    general_faults: tuple[str, ...] = ()
    url: str | None = None
    searches: Mapping[str, TownSearches] = field(default_factory=dict)
    what_if: WhatIf | None = None
    """What proposed rules would change, where some were named."""
