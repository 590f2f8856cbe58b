"""What the review of the recipients shows: each one, what the law says of it, and its fate."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from lprpolicy.model.characters import one_line
from lprpolicy.model.listed import Choice, ListedRecipient
from lprpolicy.model.observation import Observation
from lprpolicy.model.report import RuleInfo
from lprpolicy.model.subject import Recipient
from lprpolicy.model.verdicts import Answer
from lprpolicy.model.words import AgencyKind, Program


class ReviewGroup(StrEnum):
    """Recipients of one gravity; the gravest are the first members."""

    FEDERAL_IMMIGRATION = "Federal immigration agencies"
    FEDERAL = "Other federal agencies"
    PARTNER = "Agencies with a 287(g) agreement with ICE"
    PRIVATE = "Companies, vendors and other bodies that are no public agency"
    UNKNOWN = "Recipients that cannot be identified"
    OTHER_STATE = "Agencies of other states"
    OWN_STATE = "Agencies of this state"


_PRIVATE = frozenset(
    {AgencyKind.PRIVATE, AgencyKind.VENDOR, AgencyKind.FOREIGN, AgencyKind.TEST_ACCOUNT}
)


@dataclass(frozen=True, slots=True)
class Objection:
    """A rule that keeps a recipient out: it forbids it, or cannot be judged from what is known."""

    rule: RuleInfo
    answer: Answer
    says: str


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A recipient, who it is as far as the directory tells, and what was decided about it."""

    listed: ListedRecipient
    who: Recipient
    objections: tuple[Objection, ...] = ()
    decided: Choice | None = None

    @property
    def forbidden(self) -> bool:
        """Whether a rule forbids it, whatever anybody decides."""
        return any(one.answer is Answer.VIOLATION for one in self.objections)

    @property
    def proposed(self) -> Choice:
        """What lprpolicy proposes: who is not identified is asked about, and goes out meanwhile."""
        if not self.objections:
            return Choice.KEEP
        return Choice.REMOVE if self.forbidden else Choice.ASK

    @property
    def stays(self) -> bool:
        """Whether it is in the policy. No decision keeps what a rule keeps out."""
        return not self.objections and self.decided in (None, Choice.KEEP)

    @property
    def refused(self) -> bool:
        """Whether somebody decided to keep it, and a rule keeps it out."""
        return self.decided is Choice.KEEP and bool(self.objections)

    @property
    def open(self) -> bool:
        """Whether somebody still has to decide: not where the law alone decides."""
        return self.decided is None and not self.forbidden

    @property
    def key(self) -> tuple[str, str]:
        """What names it in `decisions.csv`: its system and the vendor's text."""
        return self.listed.system, one_line(self.listed.share.raw)

    def group(self, state: str) -> ReviewGroup:
        """Return the group of this recipient for an agency of a state."""
        kinds = self.who.certainly_one_of
        if AgencyKind.FEDERAL_IMMIGRATION in kinds:
            return ReviewGroup.FEDERAL_IMMIGRATION
        if self.who.federal or (kinds and all(kind.federal for kind in kinds)):
            return ReviewGroup.FEDERAL
        member = self.who.membership(Program.ICE_287G)
        if member is not None and member.member:
            return ReviewGroup.PARTNER
        if kinds & _PRIVATE:
            return ReviewGroup.PRIVATE
        if self.who.kind is None or self.who.state is None:
            return ReviewGroup.UNKNOWN
        return ReviewGroup.OWN_STATE if self.who.state == state else ReviewGroup.OTHER_STATE


@dataclass(frozen=True, slots=True)
class ShownExport:
    """An export, and the system that it shows."""

    system: str
    observation: Observation


@dataclass(frozen=True, slots=True)
class Review:
    """Every recipient of every export, in the order of the exports."""

    agency: str
    name: str
    state: str
    day: dt.date
    exports: tuple[ShownExport, ...]
    reviewed: tuple[Reviewed, ...]

    def by_group(self) -> Iterator[tuple[ReviewGroup, str | None, tuple[Reviewed, ...]]]:
        """Yield the groups, gravest first; agencies of other states state by state."""
        found: dict[tuple[ReviewGroup, str | None], list[Reviewed]] = {}
        for one in self.reviewed:
            group = one.group(self.state)
            state = one.who.state if group is ReviewGroup.OTHER_STATE else None
            found.setdefault((group, state), []).append(one)
        order = {group: number for number, group in enumerate(ReviewGroup)}
        for group, state in sorted(found, key=lambda key: (order[key[0]], key[1] or "")):
            yield group, state, tuple(sorted(found[group, state], key=_by_name))

    @property
    def stay(self) -> tuple[Reviewed, ...]:
        return tuple(one for one in self.reviewed if one.stays)

    @property
    def go(self) -> tuple[Reviewed, ...]:
        return tuple(one for one in self.reviewed if not one.stays)

    @property
    def open(self) -> tuple[Reviewed, ...]:
        return tuple(one for one in self.reviewed if one.open)


def _by_name(one: Reviewed) -> tuple[str, str]:
    return one.key[1].casefold(), one.listed.system


def rules_against(reviewed: Iterable[Reviewed]) -> dict[str, tuple[RuleInfo, int]]:
    """Return each rule that keeps somebody out, with how many, the most first."""
    found: dict[str, tuple[RuleInfo, int]] = {}
    for one in reviewed:
        for rule in {objection.rule.id: objection.rule for objection in one.objections}.values():
            found[rule.id] = rule, found.get(rule.id, (rule, 0))[1] + 1
    return dict(sorted(found.items(), key=lambda item: (-item[1][1], item[0])))
