"""A change: one decision that differs between two states, and which way it goes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from lprpolicy.model.places import ROOT, Pointer
from lprpolicy.model.state import Entry, Key, Topic, Value
from lprpolicy.model.subject import Subject


class Effect(StrEnum):
    """Which way a change goes. A change that nobody can rank counts as widening."""

    NARROWS = "narrows"
    RESTATES = "restates"
    WIDENS = "widens"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference.

    `doubt` says why the effect is not certain; then it is the one to be careful about. `who` is
    the recipient, for changes of one recipient's access; `part` the system or list it is in; `like`
    a name on the other side that looks alike, which decides nothing.
    `before` and `after` are None where there is nothing on that side.
    """

    topic: Topic
    effect: Effect
    says: str
    item: str = ""
    who: Entry | None = None
    was: Entry | None = None
    part: str | None = None
    before: Value | None = None
    after: Value | None = None
    doubt: str | None = None
    like: str | None = None
    at: Pointer = ROOT
    at_before: Pointer = ROOT

    @property
    def certain(self) -> bool:
        return self.doubt is None

    @property
    def widens(self) -> bool:
        return self.effect is Effect.WIDENS

    @property
    def gains(self) -> bool:
        """Whether a recipient is on the list that was not."""
        return self.topic is Topic.ACCESS and self.was is None

    @property
    def loses(self) -> bool:
        return self.topic is Topic.ACCESS and self.who is None

    @property
    def recipient(self) -> Entry | None:
        return self.who or self.was

    @property
    def key(self) -> Key:
        return Key(self.topic, self.item)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a rule on changes is asked about: both policies on a day, and what differs.

    `before` is None where there was no policy.
    """

    before: Subject | None
    after: Subject
    changes: tuple[Change, ...]

    @property
    def widenings(self) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if change.widens)
