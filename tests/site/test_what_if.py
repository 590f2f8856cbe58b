"""The page on what a bill would change, in the site of a repository."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lprpolicy.errors import UsageError
from lprpolicy.tasks.publish import publish
from tests.conftest import ROOT
from tests.site.conftest import DAY
from tests.site.gits import commit, git
from tests.site.towns import state_of_towns

RULE = ROOT / "lprpolicy/packs/us-ct/retention-reads.yaml"


def bill(folder: Path, limit: str, start: str = "2026-10-01") -> Path:
    path = folder / "us-ct/retention-reads.yaml"
    path.parent.mkdir(parents=True)
    text = RULE.read_text(encoding="utf-8").replace("limit: 21 days", f"limit: {limit}")
    path.write_text(text.replace("from: 2026-10-01", f"from: {start}"), encoding="utf-8")
    return path


@pytest.fixture
def policies(tmp_path: Path) -> Path:
    made = state_of_towns(tmp_path, 3)
    git(made, "init", "--quiet")
    commit(made, "Three drafts", 1)
    return made


def test_a_bill_has_a_page_with_each_policy_and_its_line(policies: Path, tmp_path: Path) -> None:
    over = (bill(tmp_path / "bill", "1 day"),)
    publish((policies,), tmp_path / "site", DAY, over=over)
    page = (tmp_path / "site/what-if/index.html").read_text(encoding="utf-8")
    assert "It would refuse 3 policies of 3; the law of today allows" in page
    assert "This is proposed and not law." in page
    rows = json.loads(next((tmp_path / "site/what-if").glob("*.json")).read_text(encoding="utf-8"))
    assert len(rows["rows"]) == 3
    assert {row["rule"] for row in rows["rows"]} == {"us-ct/retention-reads"}
    assert "what-if/index.html" in (tmp_path / "site/index.html").read_text(encoding="utf-8")


def test_without_a_bill_there_is_no_such_page(policies: Path, tmp_path: Path) -> None:
    publish((policies,), tmp_path / "site", DAY)
    assert not (tmp_path / "site/what-if").exists()
    assert "what-if" not in (tmp_path / "site/index.html").read_text(encoding="utf-8")


def test_a_bill_that_has_not_begun_publishes_nothing(policies: Path, tmp_path: Path) -> None:
    over = (bill(tmp_path / "bill", "1 day", "2027-10-01"),)
    with pytest.raises(UsageError, match="none of the proposed rules is in effect") as caught:
        publish((policies,), tmp_path / "site", DAY, over=over)
    assert caught.value.consequence == "nothing was published"
    assert not (tmp_path / "site").exists()
