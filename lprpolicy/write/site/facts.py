"""What a site about a policy repository shows: towns, recipients, rules, and what changed when."""

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
    """Somebody who may be let in. `key` is an id of the directory, or stands for a vendor's text.

    None is unknown. `source` is where the directory has it from.
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
    """One grant: which town lets which body in."""

    town: str
    body: str
    grant: Grant


@dataclass(frozen=True, slots=True)
class Ruling:
    """One rule for one town. `says` are the sentences that were found, none where it is met."""

    town: str
    rule: str
    standing: Standing
    advises: bool
    says: tuple[str, ...]
    waiver: Waiver | None = None


@dataclass(frozen=True, slots=True)
class Coming:
    """What law that has not begun will find."""

    town: str
    rule: str
    begins: dt.date | None
    says: str


@dataclass(frozen=True, slots=True)
class Town:
    """One agency with a policy. `policy` is None where the file cannot be read as it stands."""

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
    """One rule that binds a town here, with the version of the day, if one is in force."""

    id: str
    rule: Rule
    pack: Pack
    version: Version | None
    towns: tuple[str, ...]


class Event(StrEnum):
    """What one commit did to a policy."""

    BEGUN = "begun"
    EDITED = "edited"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Shift:
    """What one commit did to one policy. `gained` and `lost` are keys of bodies.

    They are None where the policy before or after could not be read, so that nobody can tell.
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
    """The commits that touched policies, newest first. `note` says what is not in it, and why."""

    commits: tuple[ShownCommit, ...]
    head: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Site:
    """Everything that the pages show; the pages are a function of it alone."""

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
