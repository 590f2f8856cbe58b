"""Waivers without their paper, and one of a statute by a rule that looks like it."""

from __future__ import annotations

from lprpolicy.host.files.tree import Tree
from tests.attacks.towns import FACE, PAPERS, SEEN, WAIVER, found, judged, town
from tests.rounds import AGENCY


def test_a_waiver_without_its_paper_covers_nothing() -> None:
    more = {f"{AGENCY}/waivers.yaml": WAIVER.format(rule=f"{AGENCY}/no-demographic-fields")}
    rules = found(town(FACE, more=more))
    own = f"{AGENCY}/no-demographic-fields"
    assert rules[f"{AGENCY}/waivers/0/record"] == "paper/not-seen"
    assert own in rules[f"{AGENCY}/collection/fields/2"]
    seen = PAPERS | {"minutes/w.md": SEEN}
    assert own not in found(town(FACE, more=more, papers=seen))[f"{AGENCY}/collection/fields/2"]


CHP = "us-ca/california-highway-patrol"
LOOK_ALIKE = """schema: lprpolicy/rule/v1
title: Reads are kept 60 days
says: Reads are kept 60 days at most.
binding: must
remedy: Keep them shorter.
check: retention-at-most
versions:
  - from: 2020-01-01
    provision: {citation: Own rule, url: "https://chp.example/rule", verified: text}
    record: reads
    limit: 60 days
examples: []
"""


def test_a_statute_is_never_waived_by_a_look_alike() -> None:
    policy = f"""schema: lprpolicy/policy/v1
agency: {CHP}
status: proposed
retention: {{reads: 10 years}}
"""
    waiver = f"""schema: lprpolicy/waivers/v1
agency: {CHP}
status: proposed
waivers:
  - rule: {CHP}/retention-reads
    scope: {{block: retention}}
    authority: Town Meeting
    reason: A test.
    granted: 2026-11-01
    expires: 2026-12-01
    record: minutes/w.md
"""
    files = {
        f"{CHP}/policy.yaml": policy,
        f"{CHP}/waivers.yaml": waiver,
        f"{CHP}/rules/retention-reads.yaml": LOOK_ALIKE,
    }
    report = judged(Tree({path: text.encode() for path, text in files.items()}))
    of_law = [one for one in report.findings if one.rule.id == f"{CHP}/retention-reads"]
    assert of_law
    assert all(one.waiver is None for one in of_law)
    rules = {finding.rule.id for finding in report.findings}
    assert {"waiver/over-reaching", "rules/id-of-the-law"} <= rules
