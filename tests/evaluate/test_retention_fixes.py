"""What a retention finding says to set, set, cures it: for every class of record of every state."""

from __future__ import annotations

import re

import pytest

from lprpolicy.evaluate.options import Options
from lprpolicy.evaluate.report import check
from lprpolicy.host.files.tree import Tree
from lprpolicy.model.report import Finding
from lprpolicy.model.words import RecordClass
from lprpolicy.repository.law import built_in
from lprpolicy.repository.national import national
from tests.repositories import TODAY

ASKS_SOMEBODY = {"us-fl/retention-stated", "us-fl/retention-hits-stated"}
"""The schedule's number is no number of ours; the fix says whom to ask."""
STATES = sorted({pack.state for pack in built_in().packs.values() if pack.state})
AMOUNT = re.compile(r"\bset retention\.([a-z-]+) to (?:[^.;]*?such as )?(\d+ [a-z]+|\{.*?\})", re.I)
LINE = re.compile(r"`([a-z-]+): (\{.*?\})`")


def found(state: str, kept: dict[str, str]) -> list[Finding]:
    """Findings of law about how long records are kept, advice too."""
    lines = "".join(f"  {name}: {said}\n" for name, said in kept.items())
    policy = (
        f"schema: lprpolicy/policy/v1\nagency: {state}/alder-pd\nstatus: proposed\n"
        f"adopted: null\nretention:\n{lines}"
    )
    tree = Tree({f"{state}/alder-pd/policy.yaml": policy.encode()})
    report = check(tree, Options(TODAY, today=TODAY), lists=national())
    return [
        one
        for one in report.findings
        if one.rule.layer is not None and one.spot.pointer.parts[:1] == ("retention",)
    ]


def ids(findings: list[Finding]) -> set[tuple[str, str]]:
    return {(one.rule.id, str(one.spot.pointer)) for one in findings}


@pytest.mark.parametrize("state", STATES)
def test_the_fix_of_a_retention_finding_cures_it_and_breaks_nothing(state: str) -> None:
    for said in ("10 years", "400 days", "1 day", "{until: never}"):
        kept = {one.value: said for one in RecordClass}
        before = found(state, kept)
        for finding in before:
            if finding.rule.id in ASKS_SOMEBODY:
                continue
            fix = AMOUNT.search(finding.rule.remedy) or LINE.search(finding.rule.remedy)
            assert fix is not None, (finding.rule.id, finding.rule.remedy)
            assert fix[1] == finding.spot.pointer.parts[1]
            after = ids(found(state, {**kept, fix[1]: fix[2]}))
            assert (finding.rule.id, str(finding.spot.pointer)) not in after, finding.rule.remedy
            assert after <= ids(before), finding.rule.remedy
