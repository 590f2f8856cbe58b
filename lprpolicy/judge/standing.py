"""From what was found under a rule to how the policy stands to it."""

from __future__ import annotations

from collections.abc import Collection

from lprpolicy.judge.obligation import Dated, Obligation
from lprpolicy.model.report import Finding
from lprpolicy.model.rule import About
from lprpolicy.model.standing import Standing
from lprpolicy.model.verdicts import Answer


def standing(rule: Obligation, dated: Dated, found: Collection[Finding]) -> Standing:
    """How a policy stands to a rule in force; `found` is what the rule found in it.

    Disputed law gets no answer, whatever is found. What nothing was found under is met.
    """
    if rule.asks is About.CHANGE:
        return Standing.ON_CHANGE
    if dated.contested is not None:
        return Standing.DISPUTED
    open_ = [finding for finding in found if finding.waiver is None]
    if any(finding.answer is Answer.VIOLATION for finding in open_):
        return Standing.NOT_MET
    if open_:
        return Standing.CANNOT_TELL
    return Standing.SET_ASIDE if found else Standing.MET
