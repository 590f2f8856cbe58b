"""A state of sharing: what a policy, an export and a lock have in common, so that they compare.

Every fact has a place on a scale from narrow to wide. *Wide* is more people, more data, more
purposes, a longer time, or a safeguard less. What a source does not say is unknown, never "no".
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from lprpolicy.model.durations import Duration
from lprpolicy.model.places import ROOT, Pointer, Where
from lprpolicy.model.retention import Keep
from lprpolicy.model.subject import Recipient
from lprpolicy.model.words import RowStatus, Tri


class Topic(StrEnum):
    """What a fact, and so a change, is about."""

    ACCESS = "access"  # who is on the list at all
    NAME = "name"  # what the vendor or the policy calls a recipient
    DATA = "data"
    MODE = "mode"
    GRANT_PURPOSES = "grant-purposes"
    BASIS = "basis"
    AFFIRMS = "promises"
    UNTIL = "until"
    RECIPIENT = "recipient"  # what the directory says of a recipient
    PASSES_ON = "passes-on"
    POLICY = "policy"  # the whole of it: begun, gone, unreadable
    ADOPTION = "adoption"
    SYSTEM = "system"
    READERS = "readers"
    CONTRACT = "contract"
    CONTRACT_DUTIES = "contract-duties"
    LOOKUPS = "lookups"
    ATTESTED = "attested"
    RETENTION = "retention"
    COLLECTION = "collection"
    AVOIDS = "avoids"
    ALLOWED = "allowed-purposes"
    PROHIBITED = "prohibited-purposes"
    HOT_LISTS = "hot-lists"
    HOT_LIST_EXCLUDES = "hot-list-excludes"
    HOT_LIST_CARE = "hot-list-care"
    ONWARD = "onward"
    RELEASE = "release-on-request"
    SALE = "sale-of-reads"
    PURCHASE = "purchase-of-reads"
    PRIVATE_READS = "private-reads"
    PRESERVATION = "preservation"
    FACES = "face-recognition"
    USERS = "users"
    OWN_USERS = "own-users"
    AUDIT = "audit"
    LOG_FIELDS = "log-fields"
    SECURITY = "security"
    TRANSPARENCY = "transparency"
    POLICY_COVERS = "policy-topics"
    APPROVALS = "approvals"
    RULES = "rules"
    WAIVERS = "waivers"


LIVE: Final = frozenset(
    {Topic.ACCESS, Topic.NAME, Topic.DATA, Topic.LOOKUPS, Topic.RETENTION, Topic.PROHIBITED}
)
"""What a vendor's settings can show. The rest of a policy lives on paper."""


class Scale(StrEnum):
    """Which end of a fact is the wide one."""

    MORE_IS_WIDE = "more-is-wide"
    MORE_IS_NARROW = "more-is-narrow"
    NEITHER = "neither"  # a difference restates: an address, a date of review
    UNCLEAR = "unclear"  # a difference cannot be ranked, so it counts as widening


@dataclass(frozen=True, slots=True)
class Value:
    """One fact: what is said, on its scale. None is unknown.

    `said` is a Tri, a Duration, a Keep, a day, a number, a word with its `rank`, or plain text.
    """

    said: Tri | Duration | Keep | dt.date | float | str | None
    scale: Scale
    rank: int | None = None
    at: Pointer = ROOT

    @property
    def known(self) -> bool:
        return self.said is not None and self.said is not Tri.UNKNOWN


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """Which fact: its topic, and the one of several, such as a purpose or a class of record."""

    topic: Topic
    item: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is said. A topic in `closed` is a list that is whole: an item not on it is "no"."""

    said: Mapping[Key, Value] = field(default_factory=dict)
    closed: Mapping[Topic, Scale] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Part:
    """A named part of a state with facts of its own: a system, a hot list, a rule, a waiver."""

    id: str
    facts: Facts
    at: Pointer = ROOT


@dataclass(frozen=True, slots=True)
class Entry:
    """One recipient in one system.

    `text` is the vendor's row; None stands for whatever rows this agency has. `form` is the
    normal form of the name, with `form_state` where the name or the export shows a state.
    """

    recipient: Recipient
    system: str | None
    text: str | None
    form: str
    form_state: str | None
    facts: Facts
    at: Pointer = ROOT
    where: Where | None = None
    status: RowStatus = RowStatus.ACTIVE
    suggestions: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return self.text or self.recipient.name


@dataclass(frozen=True, slots=True)
class State:
    """Everything that can be compared.

    `speaks` are the topics that this source can know of. `systems` are the databases that it
    covers, None for all; `complete` are those whose list of recipients is known to be whole.
    """

    agency: str
    speaks: frozenset[Topic]
    entries: tuple[Entry, ...] = ()
    complete: frozenset[str] | None = None
    covers: frozenset[str] | None = None
    facts: Facts = field(default_factory=Facts)
    parts: Mapping[Topic, Mapping[str, Part]] = field(default_factory=dict)

    def covers_system(self, system: str | None) -> bool:
        return self.covers is None or system in self.covers

    def is_whole(self, system: str | None) -> bool:
        return self.complete is None or system in self.complete


EVERYTHING: Final = frozenset(Topic)
