"""What each format promises to the program that reads it."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from dataclasses import replace
from typing import Any

import jsonschema
import pytest

from lprpolicy.model.report import Finding, Report
from lprpolicy.write import FORMATS
from lprpolicy.write.report import github, junit, markdown, sarif
from lprpolicy.write.report import json as report_json
from lprpolicy.write.report.schema import REPORT_SCHEMA
from tests.write.sample_report import (
    ADVISED,
    AS_OF,
    CLEAN,
    COMING,
    GRANTED,
    GRANTS,
    REPORT,
    UNKNOWN,
    WAIVED,
)


def results(report: Report) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(sarif.write(report))["runs"][0]["results"]
    return found


@pytest.mark.parametrize("report", [REPORT, CLEAN], ids=["everything", "nothing"])
def test_the_json_report_keeps_its_contract(report: Report) -> None:
    validator = jsonschema.Draft202012Validator(
        REPORT_SCHEMA, format_checker=jsonschema.FormatChecker()
    )
    validator.check_schema(REPORT_SCHEMA)
    validator.validate(json.loads(report_json.write(report)))


def test_every_part_of_the_contract_is_described() -> None:
    def bare(schema: Any, at: str) -> list[str]:
        missing = [f"{at}: {key}" for key in ("title", "description") if key not in schema]
        for key, inner in schema.get("properties", {}).items():
            missing += bare(inner, f"{at}/{key}")
        return missing

    parts = {"": REPORT_SCHEMA, **REPORT_SCHEMA["$defs"]}
    assert [lack for name, part in parts.items() for lack in bare(part, name)] == []


def test_sarif_has_a_result_for_every_place() -> None:
    places = sum(one.count for one in (*REPORT.findings, *REPORT.coming, *REPORT.adoption))
    assert len(results(REPORT)) == places
    prints = [result["partialFingerprints"]["lprpolicy/v1"] for result in results(REPORT)]
    assert len(set(prints)) == places


def test_sarif_puts_first_what_refuses() -> None:
    report = replace(REPORT, findings=(WAIVED, ADVISED, GRANTED), adoption=())
    said = [(one["level"], bool(one["suppressions"])) for one in results(report)]
    assert said == [
        *[("error", False)] * 4,
        ("warning", False),
        ("error", True),
        ("note", False),
    ]


def test_sarif_says_undecided_in_the_message_and_fails() -> None:
    (result,) = results(replace(CLEAN, findings=(UNKNOWN,)))
    assert result["level"] == "error"
    assert result["message"]["text"].startswith(
        "Not enough information: does not say what searches are for."
    )
    assert "kind" not in result


def test_sarif_lists_rules_that_are_met_and_ties_every_rule_to_its_law() -> None:
    run = json.loads(sarif.write(REPORT))["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    taxa = run["taxonomies"][0]["taxa"]
    assert "us-xx/search-log" in [rule["id"] for rule in rules]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    for rule in rules:
        for relation in rule.get("relationships", ()):
            assert taxa[relation["target"]["index"]]["id"] == relation["target"]["id"]


def test_sarif_paths_are_relative_uris() -> None:
    at = replace(GRANTED.spot.location, file="policies/a town/100%#é:1.yaml")
    one = replace(GRANTED, also=(), spot=replace(GRANTED.spot, location=at))
    (result,) = results(replace(CLEAN, findings=(one,)))
    physical = result["locations"][0]["physicalLocation"]
    assert physical["artifactLocation"]["uri"] == "policies/a%20town/100%25%23%C3%A9%3A1.yaml"
    assert physical["region"] == {
        "startLine": 3,
        "startColumn": 16,
        "endLine": 3,
        "endColumn": 22,
    }


def test_sarif_messages_stay_within_what_is_shown() -> None:
    rule = replace(GRANTS, remedy="word " * 900)
    (result, *_) = results(replace(CLEAN, findings=(replace(GRANTED, rule=rule),)))
    assert len(result["message"]["text"]) <= 1000
    assert result["message"]["text"].startswith("Grants access to ICE, a federal immigration ag")


def many(one: Finding, count: int) -> tuple[Finding, ...]:
    return (replace(one, also=()),) * count


def test_github_shows_ten_of_each_kind_and_counts_the_rest() -> None:
    findings = (*many(ADVISED, 12), *many(UNKNOWN, 8), *many(GRANTED, 7))
    report = replace(CLEAN, findings=findings, coming=many(COMING, 11))
    lines = github.write(report).splitlines()
    kinds = [line.split(" ")[0] for line in lines if line.startswith("::")]
    assert kinds == ["::error"] * 10 + ["::warning"] * 10 + ["::notice"] * 10
    assert ["not enough information" in line for line in lines[:10]] == [False] * 7 + [True] * 3
    assert lines[30] == "and 8 more in the job summary"


def test_github_warns_where_strict_refuses_with_an_error() -> None:
    assert github.write(replace(CLEAN, findings=(ADVISED,))).startswith("::warning ")
    assert github.write(replace(CLEAN, findings=(ADVISED,), strict=True)).startswith("::error ")


def test_junit_has_a_case_for_every_rule_of_a_policy_and_fails_only_what_refuses() -> None:
    root = ET.fromstring(junit.write(REPORT))
    (town,) = root.findall("testsuite[@name='us-xx/town-pd']")
    outcomes = {case.get("name"): [part.tag for part in case] for case in town.iter("testcase")}
    assert outcomes == {
        "us-xx/no-immigration-grants": ["failure", "system-out"],
        "us-xx/purposes": ["failure", "system-out"],
        "us-xx/search-log": [],
        "us-xx/town/yearly-review": ["skipped", "system-out"],
    }
    assert root.get("tests") == "6"
    assert root.get("failures") == "3"


def test_a_finding_that_is_only_waived_is_a_skipped_case() -> None:
    root = ET.fromstring(junit.write(replace(CLEAN, findings=(WAIVED,))))
    (skipped,) = root.iter("skipped")
    assert (skipped.get("message") or "").startswith("waived by Town Council until 2026-10-20")


def test_markdown_stays_within_a_comment_and_says_how_much_it_leaves_out() -> None:
    report = replace(
        CLEAN,
        findings=(*many(GRANTED, 2000), *many(WAIVED, 2000), GRANTED),
        coming=many(COMING, 2000),
        notes=REPORT.notes * 1000,
    )
    written = markdown.write(report)
    assert written.startswith("<!-- lprpolicy -->\n")
    assert len(written) <= markdown.LONGEST
    for what in ("findings", "waived findings", "notes", "places"):
        assert f" more {what}.\n" in written
    assert written.rstrip().endswith("</details>")
    assert f"as of {AS_OF}" in written


def test_a_format_says_in_a_line_whom_it_is_for() -> None:
    assert all(one.says and "\n" not in one.says for one in FORMATS.values())
