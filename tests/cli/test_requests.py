"""`lprpolicy requests`: what the policy and the law answer, and that nothing is accepted."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any

import pytest

from lprpolicy.cli.run import run
from tests.cli.conftest import Run
from tests.conftest import Snapshot
from tests.rounds import AGENCY, POLICY, adopted, edit, scratch, write

HEADER = "organization,request_date,permissions"
NORWALK = "    - to: us-ct/norwalk-pd\n"
ASKS = (
    'Norwalk CT PD,2026-11-01,"Search"',
    'Norwalk CT PD,2026-11-02,"Search, Hot List"',
    'ICE ERO,2026-11-03,"Search"',
    'Derby CT PD,2026-11-04,"Search"',
    'Oak Desk,2026-11-05,"Search, VMS"',
    'Norwalk CT PD,2026-11-06,"Search, Analytics"',
    "Derby CT PD,2026-11-07,",
)
DAY = "--as-of=2026-11-22"
DRAFT = """schema: lprpolicy/policy/v1
agency: us-ca/san-mateo-pd
status: proposed
systems: [{id: flock, vendor: flock}]
sharing: {onward: forbidden, grants: []}
"""


def digest(folder: Path, *rows: str) -> Path:
    return write(folder, "pending.csv", "\n".join([HEADER, *rows]) + "\n")


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = scratch(tmp_path / "town", adopted())
    monkeypatch.chdir(folder)
    return folder


def _answers(town: Path, capsys: pytest.CaptureFixture[str], *rows: str) -> list[Any]:
    digest(town, *rows)
    capsys.readouterr()
    assert run(["requests", AGENCY, "pending.csv", DAY, "--format", "json"]) == 0
    found: list[Any] = json.loads(capsys.readouterr().out)["requests"]
    return found


def test_each_request_gets_the_answer_of_the_policy_and_the_law(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = _answers(town, capsys, *ASKS)
    assert [one["answer"] for one in found] == [
        "granted",
        "not-granted",
        "refused",
        "not-granted",
        "cannot-tell",
        "cannot-tell",
        "cannot-tell",
    ]


def test_a_refusal_names_the_rule_and_the_law(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (found,) = _answers(town, capsys, ASKS[2])
    rules = {one["rule"]: one["law"] for one in found["against"]}
    assert "26-14" in rules["us-ct/no-federal-immigration-grants"]


def test_a_draft_grants_nothing(town: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(town, "status: adopted", "status: superseded")
    (found,) = _answers(town, capsys, ASKS[0])
    assert found["answer"] == "not-granted"
    assert "a policy that is superseded grants it" in found["why"]


def test_what_the_policy_grants_and_the_law_refuses_is_refused(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ice = NORWALK.replace("us-ct/norwalk-pd", "us/ice-ero")
    edit(town, NORWALK, ice)
    (found,) = _answers(town, capsys, ASKS[2])
    assert found["answer"] == "refused"


def test_a_vote_that_a_town_asks_for_is_to_be_settled_and_no_refusal(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from tests.cli.change_rules import RULE

    write(town, f"policies/{AGENCY}/rules/vote.yaml", RULE)
    (found,) = _answers(town, capsys, ASKS[3])
    assert found["answer"] == "not-granted"
    assert f"{AGENCY}/vote" in {one["rule"] for one in found["to_settle"]}


def test_no_request_changes_the_answer_to_another(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    alone = [_answers(town, capsys, row)[0]["answer"] for row in ASKS]
    together = [one["answer"] for one in _answers(town, capsys, *reversed(ASKS))]
    assert alone == together[::-1]


def test_the_policy_is_left_as_it_was(town: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (town / POLICY).read_bytes()
    _answers(town, capsys, *ASKS)
    assert (town / POLICY).read_bytes() == before


def test_a_list_of_who_is_let_in_is_no_list_of_requests(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from tests.rounds import shared

    assert run(["requests", AGENCY, str(shared(town, "Derby CT PD")), DAY]) == 1
    assert "no request" in capsys.readouterr().err


def test_what_is_wrong_already_is_counted_as_check_counts_it(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(town, NORWALK, NORWALK.replace("us-ct/norwalk-pd", "us/ice-ero"))
    assert run(["check", "policies", DAY]) == 1
    (counted,) = re.findall(r"\d+ violated, \d+ not enough information", capsys.readouterr().out)
    digest(town, ASKS[0])
    assert run(["requests", AGENCY, "pending.csv", DAY]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert f"refuses the policy as it is: {counted}; fix these before approving any" in said


def test_no_cell_is_a_formula(town: Path, capsys: pytest.CaptureFixture[str]) -> None:
    digest(town, '"=1+1 Desk",2026-11-01,"Search"', '"@x",2026-11-01,"Search"')
    assert run(["requests", AGENCY, "pending.csv", DAY, "--format", "csv"]) == 0
    for row in csv.reader(capsys.readouterr().out.splitlines()):
        assert all(cell[:1] not in ("=", "+", "-", "@") for cell in row)


def test_what_people_see(
    town: Path, capsys: pytest.CaptureFixture[str], snapshot: Snapshot
) -> None:
    digest(town, *ASKS)
    for style, file in {"text": "txt", "json": "json", "csv": "csv"}.items():
        capsys.readouterr()
        assert run(["requests", AGENCY, "pending.csv", DAY, "--format", style]) == 0
        snapshot(f"requests.{file}", capsys.readouterr().out.replace("\r\n", "\n"))
    assert run(["requests", "--help"]) == 0
    snapshot("help-requests.txt", capsys.readouterr().out)


@pytest.mark.real
def test_the_requests_that_one_town_really_got(
    real_data: Path, tmp_path: Path, lprpolicy: Run
) -> None:
    write(tmp_path, "lprpolicy.yaml", "schema: lprpolicy/config/v1\n")
    write(tmp_path, "us-ca/san-mateo-pd/policy.yaml", DRAFT)
    file = real_data / "flock/share-requests/pending_requests.csv"
    ran = lprpolicy("requests", "us-ca/san-mateo-pd", file, "--format", "json")
    assert ran.returncode == 0, ran.stderr
    # The lists have no prosecutors or fire authorities, and a name alone proves nothing.
    assert json.loads(ran.stdout)["counts"] == {
        "granted": 0,
        "refused": 0,
        "not-granted": 38,
        "cannot-tell": 9,
    }
