"""What of the law is written down: each provision, the rules that carry it, and what is missing."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from lprpolicy.model.instrument import Instrument, Passage
from lprpolicy.model.rule import NoLaw, Provision
from lprpolicy.model.words import LawTopic, Verified


class LawKnown(StrEnum):
    """What is known of the law of a jurisdiction."""

    RULES = "rules"
    NO_LAW = "no law found"
    NO_RULES = "law without rules"
    NOBODY_LOOKED = "nobody has looked"


@dataclass(frozen=True, slots=True)
class CarriedBy:
    """One version of a rule that carries a provision."""

    rule: str
    title: str
    says: str
    required: bool
    start: dt.date
    until: dt.date | None
    contested: bool
    provision: Provision
    numbers: tuple[str, ...]

    @property
    def unread(self) -> bool:
        """Whether it requires a number that no second person has read."""
        counts = self.required and not self.contested and bool(self.numbers)
        return counts and self.provision.second_reading is None


@dataclass(frozen=True, slots=True)
class CoveredPassage:
    """One provision of an instrument with the rules that carry it."""

    passage: Passage
    carried: tuple[CarriedBy, ...]
    verified: Verified
    until: dt.date | None

    @property
    def has_rule(self) -> bool:
        return bool(self.carried)


@dataclass(frozen=True, slots=True)
class CoveredInstrument:
    """One law, order or directive, provision by provision."""

    instrument: Instrument
    passages: tuple[CoveredPassage, ...]


@dataclass(frozen=True, slots=True)
class CoveredPack:
    """The law of one pack, and its faults: what has neither a rule nor a reason."""

    id: str
    name: str
    complete: bool
    no_law: NoLaw | None
    instruments: tuple[CoveredInstrument, ...]
    rules: tuple[CarriedBy, ...]
    left_out: tuple[str, ...]
    faults: tuple[str, ...]

    @property
    def passages(self) -> tuple[CoveredPassage, ...]:
        return tuple(one for each in self.instruments for one in each.passages)


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """A state, the District, or the nation: its own pack first, then those of its agencies."""

    id: str
    name: str
    packs: tuple[CoveredPack, ...]

    @property
    def answer(self) -> LawKnown:
        if not self.packs:
            return LawKnown.NOBODY_LOOKED
        if any(pack.rules for pack in self.packs):
            return LawKnown.RULES
        found = any(pack.no_law for pack in self.packs)
        return LawKnown.NO_LAW if found else LawKnown.NO_RULES

    def of_topic(self, topic: LawTopic) -> tuple[CoveredPassage, ...]:
        """The provisions on a topic, of every pack."""
        return tuple(
            one for pack in self.packs for one in pack.passages if one.passage.topic is topic
        )


@dataclass(frozen=True, slots=True)
class LawCoverage:
    """What was asked for: some jurisdictions, and whether only what no second person read."""

    jurisdictions: tuple[Jurisdiction, ...]
    unread_only: bool = False
    one: bool = False
