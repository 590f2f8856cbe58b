"""What rules ask of a policy that is still to be written, and what a draft says to each of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from lprpolicy.model.places import Pointer
from lprpolicy.model.words import AgencyKind


class Form(StrEnum):
    """How a rule bears on one place of a policy.

    `told` is a fact that only the town can give: a paper, a day, an address, a vendor's setting.
    """

    AT_MOST = "at-most"
    AT_LEAST = "at-least"
    WITHIN = "within"
    HOLDS = "holds"
    LACKS = "lacks"
    ONE_OF = "one-of"
    TOLD = "told"


@dataclass(frozen=True, slots=True)
class Ask:
    """What meets a rule at one place; a step `*` stands for every entry of a list.

    `values` are the limit, the floor, the words or the facts, as a policy writes them. `instead`
    are values of another shape that the rule accepts too. An `optional` ask is met by silence.
    """

    at: Pointer
    form: Form
    values: tuple[Any, ...] = ()
    instead: tuple[Mapping[str, Any], ...] = ()
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Because:
    """The rule behind an ask, with the law that a reader can look up."""

    rule: str
    title: str
    citation: str
    since: dt.date
    must: bool
    contested: str | None = None
    followed: bool = True
    """Whether the draft does what it asks; a disputed law that asks for longer is not followed."""


@dataclass(frozen=True, slots=True)
class RuleAsk:
    """One ask and its rule."""

    ask: Ask
    because: Because


@dataclass(frozen=True, slots=True)
class Told:
    """Whose draft it is, and every fact that somebody gave; what is not here is not known.

    `facts` are values by their place in the policy. A step `*` is every system or hot list; a
    number is one of them. `grants` are as a policy writes them.
    """

    agency: str
    name: str
    town: str
    state: str
    kind: AgencyKind
    day: dt.date
    systems: tuple[Mapping[str, Any], ...] = ()
    hot_lists: tuple[str, ...] = ()
    facts: Mapping[Pointer, Any] = field(default_factory=dict)
    owner: str | None = None
    grants: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class DraftEntry:
    """One place of the draft: its value, the rules it answers, and what the council can choose.

    `value` is None where the place is left out because nobody gave the fact.
    """

    at: Pointer
    value: Any
    about: str
    because: tuple[Because, ...] = ()
    choice: str | None = None

    @property
    def block(self) -> str:
        return str(self.at.parts[0])
