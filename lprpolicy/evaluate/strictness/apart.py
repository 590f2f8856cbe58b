"""Rules that two systems together may break, and no one system shows.

A search tries one system. Where it finds nothing against such a rule, the same rule is asked
without the condition on systems: that refuses all that the rule does, so its yes is a yes.
"""

from __future__ import annotations

from dataclasses import replace

from lprpolicy.evaluate.strictness.ready import Comparing
from lprpolicy.evaluate.strictness.sides import SideRule, side_rule
from lprpolicy.repository.law import bind
from lprpolicy.strictness.search import TooManySteps

SAYS = "two systems, one that it applies to and another that breaks it"


def may_need_two(rule: SideRule, ready: Comparing) -> bool:
    """Whether a policy with two systems may be refused where no policy with one is."""
    if not rule.takes_two:
        return False
    applies = rule.obligation.rule.applies
    assert applies is not None
    kinds = applies.model_copy(update={"mounts": None, "contracts_from": None})
    law = rule.obligation
    text = law.rule.model_copy(update={"applies": kinds})
    wider, _ = bind(law.id, text, law.pack, law.source)
    assert wider is not None  # it differs from a rule that was bound in when it applies alone
    dated = next(one for one in wider.versions if one.start == rule.dated.start)
    first = replace(ready.first, rules=(side_rule(wider, dated, ready.first.kinds),))
    wide = Comparing(first, ready.second, ready.home, ready.away, ready.limit, ready.beside)
    try:
        return next(wide.choices(rule.id), None) is not None
    except TooManySteps:
        return True
