"""`lprpolicy check --fix`: what it does is written, shown first with `--diff`, and judged again."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.fixable import DIRECTORY, FILE, POLICY


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    for name, text in ((FILE, POLICY), ("directory/us-ct.yaml", DIRECTORY)):
        path = tmp_path / "town" / name
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "town" / FILE


def test_a_difference_is_shown_and_nothing_is_written(lprpolicy: Run, policy: Path) -> None:
    done = lprpolicy("check", "town", "--fix", "--diff")
    assert done.returncode == 1
    assert "-  reads: 90 days  # too long\n+  reads: 21 days  # too long\n" in done.stdout
    assert "would set retention.reads to 21 days: us-ct/retention-reads" in done.stderr
    assert policy.read_text(encoding="utf-8") == POLICY


def test_it_writes_what_it_showed_and_judges_the_rest(lprpolicy: Run, policy: Path) -> None:
    done = lprpolicy("check", "town", "--fix")
    assert done.returncode == 1
    assert "did: remove 1 of its grants: rules forbid them" in done.stderr
    assert "us/ice" not in done.stdout
    assert "reads: 21 days  # too long" in policy.read_text(encoding="utf-8")
    again = lprpolicy("check", "town", "--fix", "--diff")
    assert (again.returncode, again.stdout) == (0, "")
    assert again.stderr == "nothing can be fixed without a decision of yours\n"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--diff",), "--diff and --attested go with --fix"),
        (("--fix", "--watch"), "--fix goes with paths alone"),
        (("--fix", "--base", "HEAD"), "--fix goes with paths alone"),
    ],
)
def test_what_it_does_not_go_with_is_an_error(
    arguments: tuple[str, ...], says: str, lprpolicy: Run, policy: Path
) -> None:
    done = lprpolicy("check", "town", *arguments)
    assert done.returncode == 2
    assert says in done.stderr
    assert policy.read_text(encoding="utf-8") == POLICY
