"""Hostile files whose text is sound and whose format is not, judged as a whole repository is."""

from __future__ import annotations

from typing import Any

import pytest

from lprpolicy.host.files.tree import Tree
from lprpolicy.model.report import Decision
from tests.conftest import Snapshot
from tests.hostile_corpus import CASES, bytes_of, table
from tests.repositories import WESTPORT, drafts, judged

OF_FORMAT = [pytest.param(case, id=case["slug"]) for case in CASES if case["level"] == "format"]
OWN = ("format/", "yaml/", "policy/", "files/")


def files() -> Tree:
    return Tree(
        {path: raw for path, raw in drafts().files.items() if path.startswith("directory/")}
    )


@pytest.mark.parametrize("case", OF_FORMAT)
def test_a_file_that_is_not_in_its_format_is_refused_at_these_places(case: dict[str, Any]) -> None:
    report = judged(files().over(WESTPORT, bytes_of(case)))
    found = [
        (spot.location.span, finding.rule.id)
        for finding in report.findings
        if finding.rule.id.startswith(OWN) and finding.spot.location.file == WESTPORT
        for spot in (finding.spot, *finding.also)
    ]
    said = sorted(
        (span.start.line, span.start.column, span.end.line, span.end.column, code)
        for span, code in found
    )
    expected = sorted(
        (f["line"], f["column"], f["end_line"], f["end_column"], f["code"])
        for f in case["findings"]
    )
    assert said == expected
    assert not expected or report.decision is Decision.REFUSE


@pytest.mark.parametrize(
    "case", [c for c in CASES if c["findings"] and not c.get("slow")], ids=lambda c: c["slug"]
)
def test_no_hostile_file_is_ever_allowed(case: dict[str, Any]) -> None:
    report = judged(files().over(WESTPORT, bytes_of(case)))
    assert report.decision is Decision.REFUSE


def test_the_published_table_is_fresh(fresh: Snapshot) -> None:
    fresh("docs/hostile-files.md", table())
