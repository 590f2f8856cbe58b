"""Sort what a report found into the order in which it is read: the gravest first.

The findings that refuse come before the advice of any file; among them violations before what
nobody can tell; among those federal immigration agencies before anybody else. No finding is in two
sections and none is in none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Final

from lprpolicy.model.report import Finding, Report, RuleInfo
from lprpolicy.model.verdicts import Answer
from lprpolicy.model.words import Binding, RecipientGroup

FEW: Final = 6
"""Up to this many findings that refuse are each shown in full; with more the report is long."""
_NO_GROUP: Final = len(RecipientGroup)
"""Faults that are about no recipient come after those that are."""


@dataclass(frozen=True, slots=True)
class Sections:
    """The open findings of a report, each in one of four parts, in reading order."""

    violated: tuple[Finding, ...]
    unknown: tuple[Finding, ...]
    """Not enough information about a recipient; it refuses."""
    unspecified: tuple[Finding, ...]
    """Something that a file does not specify; it refuses too."""
    advice: tuple[Finding, ...]
    """What is recommended and refuses nothing."""

    @property
    def refusing(self) -> tuple[Finding, ...]:
        return (*self.violated, *self.unknown, *self.unspecified)


def sections(report: Report) -> Sections:
    """Sort the open findings of a report into its sections."""
    ordered = gravest_first(report)
    refusing = [one for one in ordered if one.blocks(strict=report.strict)]
    undecided = [one for one in refusing if one.answer is Answer.UNDECIDED]
    return Sections(
        violated=tuple(one for one in refusing if one.answer is Answer.VIOLATION),
        unknown=tuple(one for one in undecided if one.spot.group is not None),
        unspecified=tuple(one for one in undecided if one.spot.group is None),
        advice=tuple(one for one in ordered if not one.blocks(strict=report.strict)),
    )


def gravest_first(report: Report) -> list[Finding]:
    """Return the open findings in reading order."""
    return sorted(report.open, key=partial(_gravity, strict=report.strict))


def old_gravest_first(report: Report) -> list[Finding]:
    """Return the old findings in the same order."""
    return sorted(report.old, key=partial(_gravity, strict=report.strict))


def _gravity(finding: Finding, *, strict: bool) -> tuple[object, ...]:
    group = finding.spot.group
    return (
        not finding.blocks(strict=strict),
        finding.rule.binding is not Binding.MUST,
        finding.answer is not Answer.VIOLATION,
        _NO_GROUP if group is None else group.rank,
        finding.spot.location.file,
        finding.rule.id.startswith(_GENERAL),  # the law's own rule about a place comes first
        finding.spot.location,
        finding.rule.id,
    )


_GENERAL: Final = ("grant/", "directory/")


@dataclass(frozen=True, slots=True)
class RefusalCount:
    """How many places refuse by one rule."""

    rule: RuleInfo
    violated: int
    unknown: int


@dataclass(frozen=True, slots=True)
class GroupCount:
    """How many grants to one group of recipients refuse, and at how many places."""

    group: RecipientGroup
    grants: int
    violated: int
    unknown: int


def by_rule(findings: Iterable[Finding]) -> list[RefusalCount]:
    """Count the places of findings by rule, the rule with the most violations first."""
    rules: dict[str, RuleInfo] = {}
    counts: Counter[tuple[str, Answer]] = Counter()
    for finding in findings:
        rules.setdefault(finding.rule.id, finding.rule)
        counts[finding.rule.id, finding.answer] += finding.count
    made = [
        RefusalCount(rule, counts[name, Answer.VIOLATION], counts[name, Answer.UNDECIDED])
        for name, rule in rules.items()
    ]
    return sorted(made, key=lambda one: (-one.violated, -one.unknown, one.rule.id))


def by_group(findings: Iterable[Finding]) -> list[GroupCount]:
    """Count grants and places by the group of the recipient, the gravest first."""
    spots = [
        (spot.group, finding.answer, (spot.location.file, spot.pointer.parts[:3]))
        for finding in findings
        for spot in (finding.spot, *finding.also)
        if spot.group is not None
    ]
    spots.sort(key=lambda one: one[0].rank)
    made = []
    for group, of_group in groupby(spots, key=lambda one: one[0]):
        found = list(of_group)
        answers = Counter(answer for _, answer, _ in found)
        grants = len({grant for _, _, grant in found})
        made.append(GroupCount(group, grants, answers[Answer.VIOLATION], answers[Answer.UNDECIDED]))
    return made
