"""What the commits of a repository say of who had access, from when to when."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from lprpolicy.model.words import Tri


@dataclass(frozen=True, slots=True)
class Revision:
    """The policy as one commit left it.

    `day` is the day in UTC that the committer's clock claimed, or that of a commit before it
    where that is later; `earliest` is that of a commit after it where that is earlier.

    `policy` is unknown where the file is there and cannot be read; `why` says what is wrong,
    `approval` on whose vote the text rests. `voted` is whether that is another vote than the one
    that the text before rested on, `adopted` whether it was adopted.
    """

    commit: str
    day: dt.date
    claimed: dt.date
    earliest: dt.date
    policy: Tri
    approval: str | None = None
    why: str | None = None
    voted: bool = True
    adopted: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """Revisions in a row with one answer: from `since` up to `until`; None is up to the last one.

    `names` are those on the list that the answer rests on, `approvals` what it rested on in turn.
    """

    answer: Tri
    since: Revision
    until: Revision | None
    names: tuple[str, ...] = ()
    opens: tuple[str, ...] = ()
    approvals: tuple[str, ...] = ()
    why: str | None = None

    def touches(self, days: tuple[dt.date, dt.date]) -> bool:
        """Whether it holds on any day of a range, both ends included."""
        first, last = days
        return self.since.day <= last and (self.until is None or self.until.day >= first)


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who was on the list, and when. `id` is None where no directory knew the name."""

    name: str
    id: str | None
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class HistoryStep:
    """What one commit changed, as sentences; `others` counts what is not about who is listed."""

    revision: Revision
    gains: tuple[str, ...] = ()
    losses: tuple[str, ...] = ()
    others: int = 0


@dataclass(frozen=True, slots=True)
class HistoryQuestion:
    """One recipient that was asked about; `stretches` cover the record without a gap."""

    asked: str
    means: str
    stretches: tuple[Stretch, ...]

    @property
    def ever(self) -> Tri:
        """Yes, where the list was read and had it once; no, only where every list was read."""
        answers = {stretch.answer for stretch in self.stretches}
        if Tri.YES in answers:
            return Tri.YES
        return Tri.NO if answers == {Tri.NO} else Tri.UNKNOWN

    @property
    def last(self) -> Stretch | None:
        """The last stretch with access."""
        return next((one for one in reversed(self.stretches) if one.answer is Tri.YES), None)


@dataclass(frozen=True, slots=True)
class History:
    """Everything that `history` says. `blind` are the stretches that nobody can read."""

    agency: str
    head: str
    revisions: tuple[Revision, ...]
    steps: tuple[HistoryStep, ...]
    holders: tuple[Holder, ...]
    blind: tuple[Stretch, ...]
    question: HistoryQuestion | None = None
    between: tuple[dt.date, dt.date] | None = None
    notes: tuple[str, ...] = ()

    @property
    def begins_late(self) -> bool:
        """Whether the range that was asked about begins before the record does."""
        return self.between is not None and self.between[0] < self.revisions[0].day

    @property
    def ever(self) -> Tri | None:
        """The answer to the question; of days before the record nobody says no."""
        if self.question is None:
            return None
        ever = self.question.ever
        return Tri.UNKNOWN if ever is Tri.NO and self.begins_late else ever
