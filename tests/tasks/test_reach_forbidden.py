"""A grant is refused by where it leads, even where another town's file opens the path."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from lprpolicy.host.files.tree import Tree
from lprpolicy.model.report import Decision, Finding, Report
from lprpolicy.model.verdicts import Answer
from lprpolicy.write import FORMATS
from tests.conftest import Snapshot
from tests.limits import examples
from tests.reach_rules import CAMPUS, HAMDEN, RULE, with_hamden
from tests.repositories import TODAY, changed, drafts, judged


def found(report: Report) -> list[Finding]:
    return [finding for finding in report.findings if finding.rule.id == RULE]


def test_the_draft_is_allowed_as_it_stands() -> None:
    assert found(judged(drafts())) == []


def test_another_towns_file_opens_a_path_and_is_refused(snapshot: Snapshot) -> None:
    assert found(judged(with_hamden("{to: us-ct/new-haven-pd}"))) == []
    report = judged(with_hamden("{to: us-ct/new-haven-pd}", "{to: us/ice, data: [reads]}"))
    (finding,) = found(report)
    assert report.decision is Decision.REFUSE
    assert finding.spot.location.file == f"{CAMPUS}/policy.yaml"
    path = [str(step.edge.evidence.where).partition(":")[0] for step in finding.spot.path]
    assert path == [f"{CAMPUS}/policy.yaml", HAMDEN]
    alone = Report(
        report.version, TODAY, report.decision, False, report.checked, (finding.rule,), (finding,)
    )
    snapshot("reach-forbidden.txt", FORMATS["text"].write(alone))


def test_a_directory_that_says_who_passes_on_opens_a_path() -> None:
    text = drafts().files["directory/us-ct.yaml"].decode()
    assert "  - id: us-ct/new-haven-pd\n" in text
    tree = changed(
        "directory/us-ct.yaml",
        "  - id: us-ct/new-haven-pd\n",
        "  - id: us-ct/new-haven-pd\n    passes_on_to:\n"
        "      - {to: us/cbp, source: {title: a page, on: 2026-01-01}}\n",
    )
    (finding,) = found(judged(tree))
    assert finding.answer is Answer.VIOLATION
    assert [step.certainty for step in finding.spot.path] == ["certain", "certain"]


def test_sarif_has_a_code_flow_and_json_the_path() -> None:
    report = judged(with_hamden("{to: us/ice}"))
    results = json.loads(FORMATS["sarif"].write(report))["runs"][0]["results"]
    flows = [result["codeFlows"] for result in results if result["ruleId"] == RULE]
    steps = flows[0][0]["threadFlows"][0]["locations"]
    uris = [s["location"]["physicalLocation"]["artifactLocation"]["uri"] for s in steps]
    assert uris == [f"{CAMPUS}/policy.yaml", HAMDEN]
    said = json.loads(FORMATS["json"].write(report))["findings"]
    path = next(finding["path"] for finding in said if finding["rule"] == RULE)
    assert [step["to"]["id"] for step in path] == ["us-ct/hamden-pd", "us/ice"]


def test_no_network_is_made_where_no_rule_asks_for_one() -> None:
    without = {path: raw for path, raw in drafts().files.items() if "no-way-to" not in path}
    assert judged(Tree(without)).decision is Decision.ALLOW


@settings(max_examples=examples(10), deadline=None)
@given(st.lists(st.sampled_from(["us-ct/new-haven-pd", "us-ct/avon-pd", "us/ice"]), unique=True))
def test_it_is_refused_exactly_if_the_neighbour_lets_immigration_in(grants: list[str]) -> None:
    report = judged(with_hamden(*(f"{{to: {grant}}}" for grant in grants)))
    assert bool(found(report)) == ("us/ice" in grants)
