"""A path in every format: each step, how sure it is, and where it is written."""

from __future__ import annotations

import json

import jsonschema_rs
import pytest

from lprpolicy.model.network import Certainty, EdgeKind, Evidence, Party, PathStep
from lprpolicy.model.places import Where
from lprpolicy.model.words import AgencyKind
from lprpolicy.write import FORMATS
from lprpolicy.write.path_words import sentence
from lprpolicy.write.report.schema import REPORT_SCHEMA
from tests.conftest import Snapshot
from tests.write.sample_report import HUB, ICE, LED, TOWN, step


@pytest.mark.parametrize(
    ("name", "ending"), [("text", "txt"), ("json", "json"), ("sarif", "sarif")]
)
def test_what_a_format_shows_of_a_path(name: str, ending: str, snapshot: Snapshot) -> None:
    snapshot(f"path.{ending}", FORMATS[name].write(LED))


def test_a_report_with_a_path_keeps_its_contract() -> None:
    report = json.loads(FORMATS["json"].write(LED))
    jsonschema_rs.Draft202012Validator(REPORT_SCHEMA, validate_formats=True).validate(report)


def test_sarif_has_the_steps_in_order_and_the_last_matters_most() -> None:
    run = json.loads(FORMATS["sarif"].write(LED))["runs"][0]
    flow = run["results"][0]["codeFlows"][0]["threadFlows"][0]["locations"]
    assert [step["importance"] for step in flow] == ["important", "essential"]
    assert [step["properties"]["certainty"] for step in flow] == ["certain", "against-terms"]
    assert flow[0]["location"]["physicalLocation"]["region"]["startLine"] == 9


@pytest.mark.parametrize(
    ("from_", "kind", "certainty", "says"),
    [
        (TOWN, EdgeKind.GRANT, Certainty.CERTAIN, "lets ICE search its reads"),
        (TOWN, EdgeKind.PARTNER, Certainty.POSSIBLE, "only if it searches for it"),
        (TOWN, EdgeKind.PASSES_ON, Certainty.POSSIBLE, "if it does so with its own reads too"),
        (HUB, EdgeKind.PASSES_ON, Certainty.CERTAIN, "passes on what it receives to ICE"),
        (HUB, EdgeKind.SHOWN, Certainty.POSSIBLE, "own reads; those of Town Police Department get"),
        (HUB, EdgeKind.SHOWN, Certainty.AGAINST_TERMS, "which their owner forbids"),
        (HUB, EdgeKind.PARTNER, Certainty.POSSIBLE, "Example Fusion Center, a fusion center,"),
    ],
)
def test_a_step_says_what_it_means_for_the_owners_reads(
    from_: Party, kind: EdgeKind, certainty: Certainty, says: str
) -> None:
    made: PathStep = step(from_, ICE, kind, certainty, Evidence(Where("x.csv")))
    assert says in sentence(made)
    assert ICE.kind is AgencyKind.FEDERAL_IMMIGRATION
