"""Whether a town's own rule only tightens: against what it said before, or against the law.

Both are comparisons of rules, so a yes is proved and a no names what would pass.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from lprpolicy.evaluate.strictness.example import NotConfirmed, least_example
from lprpolicy.evaluate.strictness.ready import Comparing, frames
from lprpolicy.evaluate.strictness.sides import RuleSet, SideRule, side
from lprpolicy.judge.obligation import Obligation
from lprpolicy.model.rule import About
from lprpolicy.model.strictness import Counterexample
from lprpolicy.strictness.search import TooManySteps
from lprpolicy.write.strictness.phrases import what_passes

NOT_COMPARED = "and it is not known whether that is less"


def accepts_more(old: Obligation, new: Obligation) -> str | None:
    """What a new text of a rule lets pass that the old one refuses; None if certainly nothing.

    Versions are compared in pairs, each on its first day.
    """
    for was, now in zip(old.versions, new.versions, strict=False):
        day = max(was.start, now.start)
        first = side(old.id, [old], day, recommended=True)
        second = side(new.id, [new], day, recommended=True)
        found = _first_refuted(first, second, day)
        if found is not None:
            return found
    return None


def _first_refuted(first: RuleSet, second: RuleSet, day: dt.date) -> str | None:
    if {one.asks for one in first.rules} <= {one.asks for one in second.rules}:
        return None
    if any(one.forms is None for one in first.rules):
        return NOT_COMPARED
    try:
        shown = _shown_against(first, second, day)
    except (TooManySteps, NotConfirmed):
        return NOT_COMPARED
    return (
        None if shown is None else f"so that it accepts {what_passes(shown)}, which it refuses now"
    )


def _shown_against(first: RuleSet, second: RuleSet, day: dt.date) -> Counterexample | None:
    """A policy that the first side refuses and the second does not; raises where that is unsure."""
    ready = Comparing(first, second, *frames(first, second, day))
    for rule in first.rules:
        if rule.forms is None:
            continue
        shown = least_example(rule, ready)
        if shown is not None:
            return shown
    return None


def weaker_than_law(
    own: Obligation, law: Iterable[Obligation], day: dt.date
) -> tuple[str, bool] | None:
    """How a town's own rule is weaker than a rule of law on the same matter, and if that is sure.

    None where it refuses something that the law does not, or just what the law refuses, or speaks
    of what no law speaks of.
    """
    mine, others = side(own.id, [own], day), side("the law", law, day)
    if not mine.rules:
        return None
    rule = mine.rules[0]
    if rule.forms is None or own.asks is not About.POLICY:
        alike = [one.id for one in others.rules if one.obligation.rule.check == own.rule.check]
        if not alike or any(one.asks == rule.asks for one in others.rules):
            return None
        return f"cannot be compared with {alike[0]}", False
    try:
        for one in others.rules:
            if one.obligation.rule.check != own.rule.check or not _same_matter(one, rule):
                continue
            shown = _weaker_than(mine, RuleSet(one.id, (one,), mine.state, mine.agency), day)
            if shown is not None:
                return f"accepts {what_passes(shown)}, which {one.id} refuses", True
    except (TooManySteps, NotConfirmed):
        return "cannot be compared with the law within the limit of a search", False
    return None


def _same_matter(one: SideRule, other: SideRule) -> bool:
    """Whether two rules of one check are about the same place, such as one class of record."""
    return bool(one.forms and other.forms and one.forms[0].at == other.forms[0].at)


def _weaker_than(own: RuleSet, law: RuleSet, day: dt.date) -> Counterexample | None:
    """What an own rule accepts and a rule of law refuses, if it refuses nothing besides."""
    if _shown_against(own, law, day) is not None:
        return None
    return _shown_against(law, own, day)
