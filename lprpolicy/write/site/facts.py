"""The facts of a site about a policy repository: towns, recipients, rules and changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from lprpolicy.model.directory import Agency, Source
from lprpolicy.model.policy import Policy
from lprpolicy.model.rule import Pack, Rule, Version
from lprpolicy.model.sharing import Grant
from lprpolicy.model.standing import Standing
from lprpolicy.model.waiver import Waiver
from lprpolicy.model.words import AgencyKind


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
    """One rule for one town. `says` are the sentences of its findings; none if it is met."""

    town: str
    rule: str
    standing: Standing
    advises: bool
    says: tuple[str, ...]
    waiver: Waiver | None = None


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

    They are None, unknown, if the policy before or after could not be read.
    """

    town: str
    event: Event
    gained: tuple[str, ...] | None
    lost: tuple[str, ...] | None


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
