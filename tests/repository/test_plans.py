"""A plan's fingerprint is over all of it: whatever is changed, it is another plan's."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from lprpolicy.model.plan import Plan
from lprpolicy.repository.exports import StateError
from lprpolicy.repository.plans import fingerprint, read_plan
from lprpolicy.write.plan.json import write

DIGEST = "0" * 64
PLAN = Plan.model_validate(
    {
        "schema": "lprpolicy/plan/v1",
        "version": "1.0",
        "agency": "us-ct/elm-pd",
        "as_of": dt.date(2026, 11, 22),
        "decision": "allow",
        "scope": "all",
        "inputs": {
            "policy": DIGEST,
            "town": DIGEST,
            "directory": DIGEST,
            "law": DIGEST,
            "observed": [
                {
                    "document": "a.csv",
                    "sha256": DIGEST,
                    "system": "flock",
                    "vendor": "flock",
                    "completeness": "complete",
                }
            ],
        },
        "steps": [],
        "withheld": 0,
        "questions": [],
        "looks": [],
        "notes": [],
        "fingerprint": DIGEST,
    }
)
OTHERS: dict[str, object] = {
    "version": "1.1",
    "agency": "us-ct/ash-pd",
    "as_of": dt.date(2026, 11, 23),
    "what_if": True,
    "repository": {"roots": ["0" * 40], "folder": "policies"},
    "decision": "refuse",
    "scope": "narrowing",
    "inputs": PLAN.inputs.model_copy(update={"town": "1" * 64}).model_dump(exclude_none=True),
    "steps": [
        {
            "number": 1,
            "effect": "widens",
            "action": "add",
            "system": "flock",
            "click": "put “Ash PD”",
        }
    ],
    "withheld": 1,
    "questions": [{"system": "flock", "asks": "who is Ash PD?"}],
    "looks": [{"system": "flock", "looks": "is it off?"}],
    "notes": ["by hand"],
}
"""Another value for each field of a plan."""


def with_(field: str) -> Plan:
    written = PLAN.model_dump(by_alias=True, exclude_none=True)
    return Plan.model_validate(written | {field: OTHERS[field]})


def test_every_field_of_a_plan_is_tried() -> None:
    assert set(OTHERS) == set(Plan.model_fields) - {"format", "fingerprint"}


@pytest.mark.parametrize("field", OTHERS)
def test_no_field_changes_without_the_fingerprint(field: str) -> None:
    assert fingerprint(with_(field)) != fingerprint(PLAN)


def test_the_fingerprint_is_not_over_itself() -> None:
    assert fingerprint(PLAN.model_copy(update={"fingerprint": "1" * 64})) == fingerprint(PLAN)


@pytest.mark.parametrize("field", OTHERS)
def test_a_plan_with_the_fingerprint_of_another_is_refused(field: str, tmp_path: Path) -> None:
    own = PLAN.model_copy(update={"fingerprint": fingerprint(PLAN)})
    path = tmp_path / "plan.json"
    path.write_text(write(own), encoding="utf-8")
    assert read_plan(path) == own
    forged = with_(field).model_copy(update={"fingerprint": own.fingerprint})
    path.write_text(write(forged), encoding="utf-8")
    with pytest.raises(StateError, match="was changed after it was made"):
        read_plan(path)


def test_a_plan_that_says_the_same_in_other_bytes_is_refused(tmp_path: Path) -> None:
    own = PLAN.model_copy(update={"fingerprint": fingerprint(PLAN)})
    path = tmp_path / "plan.json"
    path.write_text(write(own) + "\n", encoding="utf-8")
    with pytest.raises(StateError, match="was changed after it was made"):
        read_plan(path)
