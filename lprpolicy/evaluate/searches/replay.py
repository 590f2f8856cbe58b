"""A log under a proposed policy: what it would have stopped, by clause and by agency.

The log shows what was searched for, not what came back, and a search covers many networks. So
`stopped` says that this agency's reads would not have been reached.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from lprpolicy import __version__
from lprpolicy.checks.stated_purposes import (
    IMMIGRATION,
    WHY_UNKNOWN,
    is_among,
    names_immigration,
    possible,
    says_nothing,
    stated_by,
)
from lprpolicy.evaluate.searches.granted import Stood, grants_lookup, grants_to, looked_up
from lprpolicy.evaluate.subjects import judged_agency
from lprpolicy.identify.index import Index
from lprpolicy.model.diff import ReplayedChange, ReplayedLog
from lprpolicy.model.policy import Policy
from lprpolicy.model.prose import join_terms
from lprpolicy.model.search_groups import SearchGroups, TableName
from lprpolicy.model.search_log import PurposesRow, SearchLog, name_to_print
from lprpolicy.model.small_cells import show_counts
from lprpolicy.model.words import Purpose, Status, Tri
from lprpolicy.repository.lexicons import phrases_of
from lprpolicy.write.replay.facts import Outcome, ReplayLine, ReplayReport
from lprpolicy.write.replay.text import WORDS

Answer = tuple[Outcome, str]
_ORDER: Final = {one: place for place, one in enumerate(Outcome)}
_OWN: Final = "the agency's own searches"
NOTES: Final = (
    "stopped means that this agency's reads would not have been reached; the search may have "
    "gone on in other networks",
    "the policy is read as if it had been adopted and in effect on the day of each search",
)


def replay(
    log: SearchLog, policy: Policy, index: Index, *, named: str, period: str | None
) -> ReplayReport:
    """Ask the proposed policy about every search of the log."""
    asked = _Proposed(log, policy, index)
    found: defaultdict[tuple[int, str, str], int] = defaultdict(int)
    for one in log.purposes:
        outcome, clause = asked.answer(one)
        who = _OWN if asked.is_own(one) else name_to_print(log.who(one.agency), one.agency)
        found[_ORDER[outcome], clause, who] += one.group.searches
    lines = sorted(found.items(), key=lambda one: (one[0][0], one[0][1], -one[1], one[0][2]))
    counts = show_counts([searches for _, searches in lines])
    outcomes = tuple(Outcome)
    return ReplayReport(
        version=__version__,
        agency=log.agency.id or policy.agency,
        policy=named,
        days=log.days,
        period=period,
        searches=log.searches,
        lines=tuple(
            ReplayLine(outcomes[place], clause, who, count)
            for ((place, clause, who), _), count in zip(lines, counts, strict=True)
        ),
        notes=NOTES,
    )


def replay_change(
    groups: SearchGroups, before: tuple[Policy, Index], after: tuple[Policy, Index], day: dt.date
) -> ReplayedLog:
    """Say which searches of a log end otherwise under the policy after than under that before."""
    log = _log_of(groups, after[0].agency, after[1], day)
    stood, proposed = (_Proposed(log, policy, index) for policy, index in (before, after))
    found: defaultdict[tuple[str, str, str, str], int] = defaultdict(int)
    for one in log.purposes:
        was, _ = stood.answer(one)
        now, clause = proposed.answer(one)
        if was is not now:
            who = _OWN if proposed.is_own(one) else name_to_print(log.who(one.agency), one.agency)
            found[WORDS[now], clause, who, WORDS[was]] += one.group.searches
    lines = sorted(found.items(), key=lambda one: (-one[1], one[0]))
    rest = log.searches - sum(found.values())
    shown = show_counts([*(count for _, count in lines), rest])
    changes = tuple(
        ReplayedChange(who, was, now, clause, count)
        for ((now, clause, who, was), _), count in zip(lines, shown[:-1], strict=True)
    )
    return ReplayedLog(after[0].agency, log.days, changes)


def _log_of(groups: SearchGroups, agency: str, index: Index, day: dt.date) -> SearchLog:
    """A log of which only its groups are at hand."""
    names = {str(group.key[1]) for group in groups.tables[TableName.PURPOSES]}
    who = {name: looked_up(name, index) for name in names}
    return SearchLog(
        groups=groups,
        policy=None,
        agency=judged_agency(agency, index),
        day=day,
        own=len(names) == 1 and all(not name or who[name].id == agency for name in names),
        classes=phrases_of(groups.state).classes,
        who=who.__getitem__,
        granted=_nobody_asks,
    )


def _nobody_asks(name: str, day: dt.date) -> tuple[Tri, str]:
    """Each of two policies is asked itself, and not the one that stood."""
    del name, day
    return Tri.UNKNOWN, ""


class _Proposed:
    """A policy as if it stood on every day of the log."""

    def __init__(self, log: SearchLog, policy: Policy, index: Index) -> None:
        self._log = log
        in_effect = {"status": Status.ADOPTED, "adopted": None, "effective": None}
        self._policy = policy.model_copy(update=in_effect)
        self._stood = Stood(dt.date.min, self._policy, index)
        self._granted = grants_lookup([self._stood], policy.agency)

    def is_own(self, one: PurposesRow) -> bool:
        return self._log.own or self._log.who(one.agency).id == self._policy.agency

    def answer(self, one: PurposesRow) -> Answer:
        """Say what would have become of a search, and what of the policy decides it."""
        if self.is_own(one):
            return self._by_purpose(one, "purposes/allowed", self._allowed_purposes())
        day = dt.date.fromisoformat(one.day)
        let_in, why = self._granted(one.agency, day)
        held = grants_to(self._stood, one.agency)
        if let_in is Tri.NO:
            ended = ", ".join(f"{given.at}"[1:] for given in held)
            clause = f"{ended}: its paper had expired" if held else "sharing/grants: no grant"
            return Outcome.STOPPED, clause
        answers = [self._by_purpose(one, "purposes/allowed", self._allowed_purposes())]
        for given in held:
            if given.grant.purposes is not None:
                at = f"{given.at / 'purposes'}"[1:]
                answers.append(self._by_purpose(one, at, given.grant.purposes))
        stopped = [found for found in answers[:1] if found[0] is Outcome.STOPPED]
        by_grants = answers[1:]
        if by_grants and all(found[0] is Outcome.STOPPED for found in by_grants):
            stopped += by_grants
        if stopped:
            return stopped[0]
        if let_in is Tri.UNKNOWN:
            return Outcome.UNKNOWN, why
        return _worst(answers)

    def _allowed_purposes(self) -> Sequence[Purpose] | None:
        return self._policy.purposes.allowed if self._policy.purposes else None

    def _by_purpose(self, one: PurposesRow, at: str, allowed: Iterable[Purpose] | None) -> Answer:
        """Hold what the reason states against a list, and against what the policy bars."""
        purposes = self._policy.purposes
        barred = (purposes.prohibited if purposes else None) or ()
        if any(is_among(purpose, barred) for purpose in stated_by(self._log, one)):
            return Outcome.STOPPED, f"purposes/prohibited: {self._says(one)}"
        may_be = any(is_among(purpose, barred) for purpose in possible(self._log, one))
        if may_be or (names_immigration(one) and not IMMIGRATION.isdisjoint(barred)):
            return Outcome.UNKNOWN, "the reason may mean a prohibited purpose"
        if says_nothing(one):
            if not barred and allowed is None:
                return Outcome.LET_IN, "no list of purposes"
            return Outcome.UNKNOWN, f"the searches {WHY_UNKNOWN[one.specific]}"
        if allowed is None:
            return Outcome.LET_IN, "no list of purposes"
        return self._within(one, at, frozenset(allowed))

    def _within(self, one: PurposesRow, at: str, allowed: frozenset[Purpose]) -> Answer:
        unsure = False
        for name in one.classes:
            kind = self._log.classes[name]
            if any(is_among(purpose, allowed) for purpose in kind.is_):
                continue
            if not any(is_among(purpose, allowed) for purpose in kind.may_be):
                return Outcome.STOPPED, f"{at}: does not list {kind.says}"
            unsure = True
        if unsure:
            return Outcome.UNKNOWN, f"{at}: may or may not list {self._says(one)}"
        return Outcome.LET_IN, at

    def _says(self, one: PurposesRow) -> str:
        return join_terms(sorted(self._log.classes[name].says for name in one.classes), "and")


def _worst(answers: Sequence[Answer]) -> Answer:
    """Of the policy's list and of those of grants, of which one is enough."""
    policy, *grants = answers
    best = max(grants, key=lambda one: _ORDER[one[0]], default=policy)
    return min(policy, best, key=lambda one: _ORDER[one[0]])
