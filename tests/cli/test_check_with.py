"""`lprpolicy check --with`: what a bill or a motion would refuse, if it were law."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.conftest import Snapshot

RULES = Path(__file__).resolve().parents[2] / "lprpolicy/packs/us-ct"


@pytest.fixture
def bill(tmp_path: Path) -> str:
    """Connecticut's rule on reads, as a bill that would cap them at 7 days."""
    return put(tmp_path, "bill/us-ct/retention-reads.yaml", ("limit: 21 days", "limit: 7 days"))


def put(folder: Path, name: str, *changes: tuple[str, str]) -> str:
    text = (RULES / "retention-reads.yaml").read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path = folder / name
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    return name


def test_a_bill_names_the_towns_and_the_first_line_of_each(
    lprpolicy: Run, policies: Path, bill: str, snapshot: Snapshot
) -> None:
    del policies
    done = lprpolicy("check", "policies", "--with", bill)
    assert (done.returncode, done.stderr) == (1, "")
    snapshot("check-with.txt", done.stdout)


def test_what_is_proposed_changes_nothing_of_today(
    lprpolicy: Run, policies: Path, bill: str
) -> None:
    del policies
    before = lprpolicy("check", "policies").stdout
    lprpolicy("check", "policies", "--with", bill)
    assert lprpolicy("check", "policies").stdout == before


def test_a_looser_bill_frees_who_is_refused_today(
    lprpolicy: Run, policies: Path, tmp_path: Path
) -> None:
    file = policies / "us-ct/westport-pd/policy.yaml"
    file.write_text(file.read_text().replace("reads: 14 days", "reads: 25 days"))
    no_contract = ("contract: true", "contract: false")
    limit = ("limit: 21 days", "limit: 30 days")
    looser = put(tmp_path, "looser/us-ct/retention-reads.yaml", limit, no_contract)
    done = lprpolicy("check", "policies", "--with", looser, "--format", "json")
    said = json.loads(done.stdout)
    assert done.returncode == 0
    assert said["refused_today_allowed_then"] == ["us-ct/westport-pd"]
    assert (said["decides"], said["refused_by_proposed"]) == (False, [])


def test_a_council_motion_is_a_rule_of_its_town(
    lprpolicy: Run, policies: Path, tmp_path: Path
) -> None:
    del policies
    name = "motion/us-ct/westport-pd/rules/shorter-reads.yaml"
    motion = put(tmp_path, name, ("limit: 21 days", "limit: 7 days"))
    done = lprpolicy("check", "policies", "--with", motion, "--format", "json")
    assert json.loads(done.stdout)["refused_by_proposed"] == ["us-ct/westport-pd"]
    there = lprpolicy("check", "policies", "--with", motion)
    assert "policies/us-ct/westport-pd/policy.yaml:" in there.stdout


def test_a_bill_that_has_not_begun_says_from_when_it_would(
    lprpolicy: Run, policies: Path, tmp_path: Path
) -> None:
    del policies
    later = put(
        tmp_path, "later/us-ct/retention-reads.yaml", ("from: 2026-10-01", "from: 2027-10-01")
    )
    done = lprpolicy("check", "policies", "--with", later)
    assert done.returncode == 2
    assert "the first begins on 2027-10-01" in done.stderr
    assert "nothing was checked" in done.stderr


@pytest.mark.parametrize("options", [["--base", "HEAD"], ["--changed"], ["--fix"], ["--watch"]])
def test_it_is_never_part_of_a_gate(
    lprpolicy: Run, policies: Path, bill: str, options: list[str]
) -> None:
    del policies
    done = lprpolicy("check", "policies", "--with", bill, *options)
    assert done.returncode == 2


@pytest.mark.parametrize(
    ("name", "changes", "says"),
    [
        ("nowhere/reads.yaml", (), "nothing says whose rule this is"),
        ("x/us-ct/reads.yaml", (("limit: 21 days", "limit: soon"),), "x/us-ct/reads.yaml:"),
        ("x/us-ct/reads.yaml", (("check: retention-at-most", "check: none"),), "a check 'none'"),
    ],
)
def test_a_file_that_is_no_rule_is_an_error_with_its_place(
    lprpolicy: Run,
    policies: Path,
    tmp_path: Path,
    name: str,
    changes: tuple[tuple[str, str], ...],
    says: str,
) -> None:
    del policies
    wrong = put(tmp_path, name, *changes)
    done = lprpolicy("check", "policies", "--with", wrong)
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr
