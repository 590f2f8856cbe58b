"""`lprpolicy compare-rules`, as a person reads it and as `check` agrees."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run
from tests.conftest import Snapshot


def test_a_no_comes_with_the_policy_that_shows_it(lprpolicy: Run, snapshot: Snapshot) -> None:
    done = lprpolicy("compare-rules", "us-nh", "us-ct")
    assert (done.returncode, done.stderr) == (1, "")
    snapshot("compare-rules.txt", done.stdout)


def test_check_judges_the_written_policy_as_it_was_said(lprpolicy: Run, tmp_path: Path) -> None:
    done = lprpolicy("compare-rules", "us-nh", "us-ct", "--out", "shown")
    assert done.returncode == 1
    allowed = lprpolicy("check", "shown/second")
    assert (allowed.returncode, allowed.stderr) == (0, "")
    refused = lprpolicy("check", "shown/first", "--format", "json")
    found = {one["rule"] for one in json.loads(refused.stdout)["findings"]}
    assert refused.returncode == 1
    assert "us-nh/hits-confirmed" in found


def test_a_bill_laid_over_the_law_is_compared_with_it(lprpolicy: Run, tmp_path: Path) -> None:
    rule = Path(__file__).resolve().parents[2] / "lprpolicy/packs/us-ct/retention-reads.yaml"
    bill = tmp_path / "bill" / "us-ct"
    bill.mkdir(parents=True)
    stricter = rule.read_text(encoding="utf-8").replace("limit: 21 days", "limit: 7 days")
    (bill / "retention-reads.yaml").write_text(stricter, encoding="utf-8")
    over = "bill/us-ct/retention-reads.yaml"
    tighter = lprpolicy("compare-rules", "us-ct", "us-ct", "--with", over)
    assert "  no  " not in tighter.stdout
    looser = lprpolicy("compare-rules", over, "us-ct")
    assert looser.returncode == 1
    assert "  no           us-ct/retention-reads: passes: retention.reads: " in looser.stdout


def test_a_name_that_nobody_knows_is_bad_usage(lprpolicy: Run) -> None:
    done = lprpolicy("compare-rules", "us-zz", "us-ct")
    assert done.returncode == 2
    assert "there is no pack, town or folder 'us-zz'" in done.stderr
    town = lprpolicy("compare-rules", "us-ct", "us-ct/the-town")
    assert town.returncode == 2
    assert "has no rules of its own here" in town.stderr


def test_a_town_is_compared_with_its_state(lprpolicy: Run, policies: Path) -> None:
    del policies
    asked = ("us-ct/westport-pd", "us-ct", "--repository", "policies", "--format", "json")
    done = lprpolicy("compare-rules", *asked)
    answers = {one["rule"]: one for one in json.loads(done.stdout)["rules"]}
    assert answers["us-ct/westport-pd/no-demographic-fields"]["answer"] == "no"
    assert answers["us-ct/westport-pd/widening-needs-a-vote"]["answer"] == "cannot-tell"
