"""What is written as OSCAL is held against NIST's schema, which oscal-bindings has as types."""

from __future__ import annotations

import json
import os
from importlib.util import find_spec

import pytest
from hypothesis import given, settings

from lprpolicy.model.report import Report
from lprpolicy.repository.law import built_in
from lprpolicy.tasks.law import law_coverage
from lprpolicy.write import DOCUMENTS
from lprpolicy.write.report import oscal
from tests.limits import examples
from tests.write.hostile_reports import reports
from tests.write.sample_report import CLEAN, LED, REPORT

pytestmark = pytest.mark.skipif(
    find_spec("oscal_bindings") is None and os.environ.get("CI") != "true",
    reason="oscal-bindings, which has the schema, is not installed",
)


def require(written: str) -> None:
    from oscal_bindings.v1.parser import parse_oscal

    parse_oscal(written)


@pytest.mark.parametrize("report", [REPORT, CLEAN, LED], ids=["everything", "nothing", "a path"])
def test_a_report_is_valid(report: Report) -> None:
    require(oscal.write(report))


@given(reports)
@settings(max_examples=examples(20))
def test_hostile_text_is_valid(report: Report) -> None:
    require(oscal.write(report))


def test_the_law_is_valid() -> None:
    require(DOCUMENTS["law"]["oscal"].write(law_coverage(built_in())))


@pytest.mark.parametrize("lacks", ["uuid", "metadata", "import-ap", "results"])
def test_the_schema_refuses_what_lacks_something(lacks: str) -> None:
    """Otherwise the tests above would pass whatever is written."""
    from oscal_bindings.v1.parser import OscalParseError

    written = json.loads(oscal.write(REPORT))
    del written["assessment-results"][lacks]
    with pytest.raises(OscalParseError):
        require(json.dumps(written))
