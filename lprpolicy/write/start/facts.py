"""The facts of a town's new repository: its owner, its draft, and the report on the draft."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from lprpolicy.model.proposal import DraftEntry, Told
from lprpolicy.model.report import Report, RuleInfo
from lprpolicy.model.rule import Pack
from lprpolicy.model.standing import RuleCount, Standing
from lprpolicy.model.verdicts import Answer


@dataclass(frozen=True, slots=True)
class UpcomingRule:
    """A rule that begins, or changes, after the day of the draft.

    `met` is whether the draft meets it already; None if it begins too late to be judged yet.
    """

    rule: RuleInfo
    day: dt.date
    met: bool | None


@dataclass(frozen=True, slots=True)
class Around:
    """Where a draft's folder is in a git repository that was there before; None in no other one.

    GitHub and pre-commit read their files at the top of the repository and nowhere else.
    """

    folder: str | None = None
    """The path from the top to the folder; `.` where the folder is the top."""
    other_files: tuple[str, ...] = ()
    """YAML files of somebody else's in the folder."""

    @property
    def up(self) -> str:
        """The path from the folder back to the top, to put before a name."""
        return "" if self.folder in (None, ".") else "../" * len(self.folder.split("/"))

    @property
    def workflow(self) -> str:
        """The name of the workflow; a project's own `check.yml` stays what it is."""
        return "check.yml" if self.folder is None else "lprpolicy.yml"


@dataclass(frozen=True, slots=True)
class Start:
    """Everything that goes into the files beside a first policy."""

    told: Told
    pack: Pack
    entries: tuple[DraftEntry, ...]
    report: Report
    ahead: tuple[UpcomingRule, ...]
    around: Around = Around()

    @property
    def bound(self) -> tuple[RuleInfo, ...]:
        """The rules of law that bind the agency on the day, sorted by id."""
        ids = {rule for subject in self.report.subjects for rule in subject.rules}
        return tuple(rule for rule in self.report.rules if rule.id in ids)

    @property
    def undecided(self) -> frozenset[str]:
        """The rules that the draft does not meet yet because a fact is missing."""
        return self._rules(Answer.UNDECIDED) - self.unmet

    @property
    def unmet(self) -> frozenset[str]:
        """The rules that no draft can meet: only the town can, by adopting it or otherwise."""
        return self._rules(Answer.VIOLATION)

    def _rules(self, answer: Answer) -> frozenset[str]:
        return frozenset(f.rule.id for f in self.report.findings if f.answer is answer)

    @property
    def count(self) -> RuleCount:
        """The rules that apply on the day, by how the draft stands to them."""
        return RuleCount.of((rule.binding, self.standing(rule)) for rule in self.bound)

    def standing(self, rule: RuleInfo) -> Standing:
        """How the draft stands to a rule of the day."""
        if rule.disputed:
            return Standing.DISPUTED
        if rule.id in self.unmet:
            return Standing.NOT_MET
        return Standing.CANNOT_TELL if rule.id in self.undecided else Standing.MET
