"""One finding that nobody set aside refuses; what is set aside, advised or disputed does not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lprpolicy.judge.decision import decide
from lprpolicy.judge.standing import standing
from lprpolicy.model.report import Decision, Finding
from lprpolicy.model.rule import About
from lprpolicy.model.standing import Standing
from lprpolicy.model.verdicts import Answer
from lprpolicy.model.words import Binding
from lprpolicy.repository.law import built_in
from tests.write.sample_report import REPORT

BROKEN = next(
    one
    for one in REPORT.findings
    if one.answer is Answer.VIOLATION and one.waiver is None and one.rule.binding is Binding.MUST
)
OPEN = replace(BROKEN, answer=Answer.UNDECIDED)
WAIVED = next(one for one in REPORT.findings if one.waiver is not None)
ADVICE = replace(BROKEN, rule=replace(BROKEN.rule, binding=Binding.SHOULD))


def test_no_finding_allows() -> None:
    assert decide([], strict=True) is Decision.ALLOW


@pytest.mark.parametrize("finding", [BROKEN, OPEN])
def test_one_finding_among_others_refuses(finding: Finding) -> None:
    assert decide([WAIVED, finding, ADVICE], strict=False) is Decision.REFUSE


def test_what_is_waived_or_advised_refuses_nothing_and_advice_does_when_strict() -> None:
    assert decide([WAIVED, ADVICE], strict=False) is Decision.ALLOW
    assert decide([WAIVED, ADVICE], strict=True) is Decision.REFUSE
    assert decide([WAIVED], strict=True) is Decision.ALLOW


def test_a_policy_stands_to_a_rule_as_its_worst_finding_that_is_not_set_aside() -> None:
    rule = built_in().rule("us-ct/retention-reads")
    assert rule is not None
    dated = replace(rule.versions[0], contested=None)
    for found, how in (
        ([], Standing.MET),
        ([WAIVED], Standing.SET_ASIDE),
        ([WAIVED, OPEN], Standing.CANNOT_TELL),
        ([OPEN, BROKEN, WAIVED], Standing.NOT_MET),
    ):
        assert standing(rule, dated, found) is how
        disputed = replace(dated, contested="two courts disagree")
        assert standing(rule, disputed, found) is Standing.DISPUTED
        on_change = replace(rule, asks=About.CHANGE)
        assert standing(on_change, disputed, found) is Standing.ON_CHANGE
