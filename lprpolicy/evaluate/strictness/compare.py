"""Is everything that one set of rules refuses refused by another one too?

The question falls apart into one for each rule of the first set. Each is searched over values
that tell all rules apart; a policy that is found is judged once more as a whole, by the judge that
`check` has, before anybody is shown it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from lprpolicy.evaluate.strictness.apart import SAYS, may_need_two
from lprpolicy.evaluate.strictness.example import find_example
from lprpolicy.evaluate.strictness.ready import Comparing, frames
from lprpolicy.evaluate.strictness.sides import RuleSet, SideRule
from lprpolicy.model.rule import About
from lprpolicy.model.strictness import RuleAnswer, Strictness, StrictnessAnswer
from lprpolicy.strictness.search import LIMIT, TooManySteps


def compare(
    first: RuleSet,
    second: RuleSet,
    day: dt.date,
    *,
    beside: RuleSet | None = None,
    limit: int = LIMIT,
) -> Strictness:
    """Answer for each rule of the first side whether the second refuses all that it refuses.

    `beside` are rules that bind everybody anyway, as federal ones: a policy that meets them too is
    a plainer example, and one that breaks them is shown only where there is no other.
    """
    home, away = frames(first, second, day)
    alone = Comparing(first, second, home, away, limit, beside)
    ready = [alone]
    if beside is not None:
        both = replace(second, rules=(*second.rules, *beside.rules))
        ready.insert(0, Comparing(first, both, home, away, limit, beside))
    answers = tuple(_of_all(rule, ready) for rule in first.rules)
    only = second.agency if first.agency is None else None
    return Strictness(first.name, second.name, day, answers, len(second.rules), only)


def _of_all(rule: SideRule, ready: Sequence[Comparing]) -> RuleAnswer:
    """A no with what binds everybody holds without it too; any other answer may not."""
    for one in ready[:-1]:
        found = _answer(rule, one)
        if found.answer is StrictnessAnswer.NO:
            return found
    return _answer(rule, ready[-1])


def _answer(rule: SideRule, ready: Comparing) -> RuleAnswer:
    made = partial(RuleAnswer, rule.id, rule.obligation.rule.title, rule.dated.provision.citation)
    same = next((one.id for one in ready.second.rules if one.asks == rule.asks), None)
    if same is not None and ready.home == ready.away:
        return made(StrictnessAnswer.YES, f"{same} asks the same")
    if rule.obligation.asks is not About.POLICY:
        what = "how a policy changes" if rule.obligation.asks is About.CHANGE else "a search log"
        return made(
            StrictnessAnswer.CANNOT_TELL, f"it asks about {what}, and only policies are compared"
        )
    if rule.forms is None:
        check = rule.obligation.rule.check
        return made(
            StrictnessAnswer.CANNOT_TELL, f"what the check {check} refuses cannot be compared"
        )
    try:
        shown, stopped = find_example(rule, ready)
    except TooManySteps:
        return made(
            StrictnessAnswer.CANNOT_TELL, f"more than {ready.limit:,} values would have to be tried"
        )
    if shown is not None:
        return made(StrictnessAnswer.NO, "", shown)
    if stopped:
        return made(StrictnessAnswer.CANNOT_TELL, f"it depends on {', '.join(stopped)}")
    if may_need_two(rule, ready):
        return made(StrictnessAnswer.CANNOT_TELL, f"it depends on {SAYS}")
    return made(StrictnessAnswer.YES, "")
