"""What a run found: findings, what is coming, notes, and the one decision."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from lprpolicy.model.places import Location, Pointer
from lprpolicy.model.rule import Provision
from lprpolicy.model.verdicts import Answer
from lprpolicy.model.waiver import Waiver
from lprpolicy.model.words import Binding, Layer, RecipientGroup

if TYPE_CHECKING:
    from lprpolicy.model.lists import ListSource
    from lprpolicy.model.network import PathStep


class Decision(StrEnum):
    """May this be merged?"""

    ALLOW = "allow"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Lines of a file around a finding, from line `first` on."""

    first: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """One place where a fault is: of a finding itself, or one more of the same fault.

    `path` is the way that reads take from there, where the fault is about one. `group` is that of
    the recipient whose grant it is in, where it is in one.
    """

    message: str
    pointer: Pointer
    location: Location
    fingerprint: str
    who: str | None = None
    path: tuple[PathStep, ...] = ()
    group: RecipientGroup | None = None


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that a finding speaks of, such as the first of two equal keys."""

    label: str
    location: Location


@dataclass(frozen=True, slots=True)
class RuleInfo:
    """What a report says about a rule: of the law, of a town, or of lprpolicy itself.

    `provision` and `since` are those of the version that was used; `layer` is None for
    lprpolicy's own rules about files.
    """

    id: str
    title: str
    says: str
    remedy: str
    binding: Binding
    layer: Layer | None = None
    provision: Provision | None = None
    since: dt.date | None = None
    source: str | None = None
    disputed: bool = False
    """Whether lawyers disagree on what the law means; then it decides nothing."""

    @property
    def required(self) -> bool:
        """Whether it is one of the required rules that every document counts."""
        return self.binding is Binding.MUST and not self.disputed


@dataclass(frozen=True, slots=True)
class Finding:
    """A verdict with its rule, its place, and its waiver if there is one.

    `spot` is the first place; `also` are the others with the same fault in the same file.
    """

    rule: RuleInfo
    answer: Answer
    agency: str | None
    spot: Spot
    excerpt: Excerpt
    also: tuple[Spot, ...] = ()
    related: tuple[Related, ...] = ()
    waiver: Waiver | None = None
    old: bool = False
    """Whether a baseline lists it: it was there before, and does not refuse again."""

    def blocks(self, *, strict: bool) -> bool:
        if self.old or self.waiver is not None:
            return False
        return strict or self.rule.binding is Binding.MUST

    @property
    def count(self) -> int:
        return 1 + len(self.also)


@dataclass(frozen=True, slots=True)
class Note:
    """Something a reader should know that decides nothing, such as contested law."""

    message: str
    rule: RuleInfo | None = None
    agency: str | None = None
    location: Location | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """How much was looked at."""

    files: int
    agencies: int
    rules: int
    required: int | None = None
    """How many of the rules are required and of settled law, as pages count them."""


@dataclass(frozen=True, slots=True)
class JudgedPolicy:
    """One policy that was judged, and the ids of the rules that bind it, met ones too."""

    agency: str
    file: str
    rules: tuple[str, ...]
    asked_for: tuple[tuple[str, str | None], ...] = ()
    """The papers that it names, by path, with the SHA-256 of each that is there."""
    draft: bool = False
    """Whether it is proposed only; known of policies about which something is found."""

    @property
    def papers(self) -> tuple[tuple[str, str], ...]:
        """The papers that it rests on."""
        return tuple((path, digest) for path, digest in self.asked_for if digest is not None)


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What a report was narrowed to, and at how many places more it is refused, unseen."""

    select: tuple[str, ...]
    ignore: tuple[str, ...]
    hidden: int


@dataclass(frozen=True, slots=True)
class BaselineUse:
    """The baseline that a report was made with, and what came of it, in places.

    `revision` is where it was read, None for the folder that is judged. `gone` is how many of its
    findings are not found any more.
    """

    file: str
    revision: str | None
    written: dt.date
    until: dt.date
    ended: bool
    gone: int


@dataclass(frozen=True, slots=True)
class Report:
    """Everything one run says. `rules` are all rules that were applied, met ones too."""

    version: str
    as_of: dt.date
    decision: Decision
    strict: bool
    checked: Checked
    rules: tuple[RuleInfo, ...]
    findings: tuple[Finding, ...]
    coming: tuple[Finding, ...] = ()
    notes: tuple[Note, ...] = field(default=())
    subjects: tuple[JudgedPolicy, ...] = ()
    basis: str | None = None
    """What it was judged against, or that it was against nothing; a reader has to know first."""
    rests_on: tuple[str, ...] = ()
    """Entries of the repository's own directory that no official list vouches for, by id."""
    lists: tuple[ListSource, ...] = ()
    """The official lists of agencies that the report relies on."""
    adoption: tuple[Finding, ...] = ()
    """What drafts would still need on the day they take effect, adopted as they stand."""
    narrowed: Narrowing | None = None
    """Which rules it was narrowed to; the decision is that of all rules."""
    baseline: BaselineUse | None = None
    """The baseline that was given, if one was."""

    @property
    def decides(self) -> Decision | None:
        """What a reader may take from it. A part of a report can refuse, and never allow."""
        partial = self.narrowed is not None and self.decision is Decision.ALLOW
        return None if partial else self.decision

    @property
    def drafts(self) -> frozenset[str]:
        """The files of the judged policies that nobody has adopted."""
        return frozenset(one.file for one in self.subjects if one.draft)

    @property
    def open(self) -> tuple[Finding, ...]:
        return tuple(one for one in self.findings if one.waiver is None and not one.old)

    @property
    def old(self) -> tuple[Finding, ...]:
        return tuple(one for one in self.findings if one.old)

    @property
    def waived(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.waiver is not None)
