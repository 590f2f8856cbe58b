"""Judge a log by the rules on searches: each search by the law of its own day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from lprpolicy.checks import is_asked_of
from lprpolicy.errors import CheckBug
from lprpolicy.judge.obligation import Dated, Obligation
from lprpolicy.model.report import RuleInfo
from lprpolicy.model.rule import About
from lprpolicy.model.search_log import SearchLog
from lprpolicy.model.verdicts import Verdict


@dataclass(frozen=True, slots=True)
class JudgedRule:
    """A version of a rule, how many searches it binds, and what it says of them.

    `contested` is the dispute about what the law means; it then says nothing of them.
    """

    info: RuleInfo
    contested: str | None
    searches: int
    verdicts: tuple[Verdict, ...]


def rules_judged(log: SearchLog, rules: Iterable[Obligation]) -> Iterator[JudgedRule]:
    """Yield every version of a rule that was in force on a day of the log, by id."""
    for rule in sorted(rules, key=lambda one: one.id):
        if rule.asks is not About.SEARCH or not rule.binds(log.agency):
            continue
        if not is_asked_of(rule.rule.check, own=log.own):
            continue
        for dated in rule.versions:
            if dated.start > log.day:
                continue
            bound = log.within(dated.start, _last(dated, log.day))
            if not bound.searches:
                continue
            found = () if dated.contested else ask(rule.id, partial(dated.decide, bound))
            yield JudgedRule(rule.info(dated), dated.contested, bound.searches, found)


def _last(dated: Dated, day: dt.date) -> dt.date:
    return min(dated.until, day) if dated.until else day


def ask(rule: str, decide: Callable[[], Iterable[Verdict]]) -> tuple[Verdict, ...]:
    """Ask a check. One that raises is a bug; the error shows nothing of the log."""
    try:
        return tuple(decide())
    except Exception as error:
        raise CheckBug(
            f"the check of {rule} failed on a log: {type(error).__name__}",
            hint="this is a fault of lprpolicy; please report it with the groups file",
        ) from error
